"""A logo is a whole picture of a sane size, or it is refused in words."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from models import logos
from models.refusals import Refusal


def picture(format: str, size: tuple[int, int] = (300, 80), mode: str = "RGB", **options: Any) -> bytes:
    paper = io.BytesIO()
    Image.new(mode, size, 1).save(paper, format, **options)
    return paper.getvalue()


def said(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        logos.checked(content)
    return str(refused.value)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_sort_of_png_is_taken_and_measured(mode: str) -> None:
    content = picture("PNG", (301, 83), mode)
    assert logos.checked(content) == content
    assert logos.size(content) == (301, 83)


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"quality": 30, "comment": b"\xff\xd9 x" * 90}]
)
def test_every_sort_of_jpeg_is_taken_and_measured(options: dict[str, Any]) -> None:
    content = picture("JPEG", (301, 83), **options)
    assert logos.size(logos.checked(content)) == (301, 83)


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "WEBP"])
def test_another_format_is_refused(format: str) -> None:
    assert said(picture(format)) == (
        "The logo is no PNG and no JPEG. Save the picture as PNG or JPEG, then choose it again."
    )


@pytest.mark.parametrize("content", [b"\x89PNG", b"%PDF-1.4", b"<svg/>", b"\xff\xd8", b"\x89PNG\r\n\x1a\r"])
def test_what_only_begins_like_one_is_no_picture(content: bytes) -> None:
    assert said(content).startswith("The logo is no PNG")


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_picture_cut_off_anywhere_is_refused(format: str) -> None:
    content = picture(format, (64, 48))
    start = 8 if format == "PNG" else 3
    for end in range(start, len(content) - 1, 7):
        assert "The logo begins like a" in said(content[:end]), end


def test_a_flipped_bit_of_a_png_is_found() -> None:
    content = picture("PNG", (64, 48))
    for at in range(8, len(content) - 12, 11):
        bad = content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]
        assert "The logo" in said(bad), at


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(header: bytes, data: bytes) -> bytes:
    return logos.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_png_that_unpacks_to_gigabytes_is_refused_at_once() -> None:
    header = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)
    bomb = zlib.compress(b"\0" * 60_000_000, 9)
    assert "holds more or fewer pixels than it says" in said(png(header, bomb))
    assert "holds more or fewer pixels than it says" in said(png(header, zlib.compress(b"\0" * 100)))
    assert "cannot be unpacked" in said(png(header, b"no zlib at all"))
    assert "makes no sense" in said(png(struct.pack(">IIBBBBB", 0, 9, 8, 2, 0, 0, 0), bomb))
    assert "makes no sense" in said(png(struct.pack(">IIBBBBB", 9, 9, 8, 5, 0, 0, 0), bomb))


def test_too_many_bytes_and_too_many_pixels_are_refused_with_the_limit() -> None:
    assert said(picture("PNG", (3001, 2), "1")) == (
        "The logo has 3001 x 2 pixels; at most 3000 on each side are kept. Scale the picture down, then choose it again."
    )
    assert "2 x 3001 pixels" in said(picture("JPEG", (2, 3001)))
    assert said(picture("PNG") + b"\0" * logos.LOGO_MOST).startswith("The logo is larger than 512 kB.")


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(picture("PNG"))
    assert logos.read(tmp_path / "logo.png") == picture("PNG")
    for file in (
        tmp_path / "none.png",
        tmp_path,
        Path("a\0b"),
        Path("~nobody-here/x.png"),
        Path("/dev/zero"),
    ):
        with pytest.raises(Refusal) as refused:
            logos.read(file)
        assert "The logo" in str(refused.value)
