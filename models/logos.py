"""A logo's bytes: a whole PNG or JPEG of a sane size, or a refusal. Nothing is decoded into pixels here.

A picture that a printer's program would choke on is refused when it is chosen, not on the morning a shipment leaves: every
chunk of a PNG is walked with its checksum and its data inflated and counted, every segment of a JPEG walked to its end.
"""

import struct
import zlib
from pathlib import Path

from models import texts
from models.language import Said
from models.refusals_layouts import (
    LogoBroken,
    LogoNoPicture,
    LogoTooLarge,
    LogoTooManyPixels,
    LogoUnreadable,
)

LOGO_MOST = 512_000
"""Bytes of a logo; it stands in every document that is printed."""
SIDE_MOST = 3_000
"""Pixels of a side; 80 mm at 600 dpi are 1 900."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PIECE = 65_536
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def checked(content: bytes) -> bytes:
    """The logo as it is kept. Raises LogoTooLarge, LogoNoPicture, LogoBroken, LogoTooManyPixels."""
    if len(content) > LOGO_MOST:
        raise LogoTooLarge(most=LOGO_MOST // 1000)
    size(content)
    return content


def size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises LogoNoPicture, LogoBroken, LogoTooManyPixels."""
    if content.startswith(PNG):
        return _png(content)
    if content.startswith(JPEG):
        return _jpeg(content)
    raise LogoNoPicture()


def _sane(width: int, height: int) -> tuple[int, int]:
    if max(width, height) > SIDE_MOST:
        raise LogoTooManyPixels(width=width, height=height, most=SIDE_MOST)
    return width, height


def _png(content: bytes) -> tuple[int, int]:
    at, header, data, names = len(PNG), b"", [], []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        kept = content[at + 8 + length : at + 12 + length]
        if len(kept) < 4:
            break
        if kept != struct.pack(">I", zlib.crc32(name + body)):
            raise LogoBroken(format="PNG", reason=Said("a part of it does not match its checksum"))
        names.append(name)
        header = body if name == b"IHDR" and len(names) == 1 else header
        if name == b"IDAT":
            data.append(body)
        if name == b"IEND":
            break
        at += 12 + length
    if not names or names[-1] != b"IEND" or len(header) != 13 or not data:
        raise LogoBroken(format="PNG", reason=Said("it is cut off"))
    width, height, depth, colour, _, _, woven = struct.unpack(">IIBBBBB", header)
    if not width or not height or colour not in _SAMPLES or depth not in (1, 2, 4, 8, 16):
        raise LogoBroken(format="PNG", reason=Said("its header makes no sense"))
    _sane(width, height)
    rows = height * (1 + (width * depth * _SAMPLES[colour] + 7) // 8)
    inflated = _inflated(data, 2 * rows + PIECE)
    if inflated < (height if woven else rows) or inflated > (2 * rows + 7 * height if woven else rows):
        raise LogoBroken(format="PNG", reason=Said("it holds more or fewer pixels than it says"))
    return width, height


def _inflated(data: list[bytes], most: int) -> int:
    """How many bytes the data comes to, counted piece by piece and no further than `most`."""
    machine, count = zlib.decompressobj(), 0
    try:
        for part in data:
            left = part
            while left and count <= most:
                count += len(machine.decompress(left, PIECE))
                left = machine.unconsumed_tail
        count += len(machine.flush()) if count <= most else 0
    except zlib.error:
        raise LogoBroken(format="PNG", reason=Said("its pixels cannot be unpacked")) from None
    return count


def _jpeg(content: bytes) -> tuple[int, int]:
    at, found = 2, None
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # a byte that only fills
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if marker in _FRAMES and length >= 8 and at + 9 <= len(content):
            height, width = struct.unpack_from(">HH", content, at + 5)
            found = (width, height)
        if marker == 0xDA:
            break
        at += 2 + length
    if found is None or not content.rstrip(b"\0\r\n ").endswith(b"\xff\xd9"):
        raise LogoBroken(format="JPEG", reason=Said("it is cut off"))
    if not found[0] or not found[1]:
        raise LogoBroken(format="JPEG", reason=Said("its header makes no sense"))
    return _sane(*found)


def read(file: Path) -> bytes:
    """The logo in a file of this station. Raises LogoUnreadable, and what `checked` raises."""
    try:
        with file.expanduser().open("rb") as stream:
            content = stream.read(LOGO_MOST + 1)
    except (OSError, RuntimeError, ValueError) as error:  # no such home; a name no system takes
        raise LogoUnreadable(
            reason=getattr(error, "strerror", None) or str(error), file=texts.quoted(str(file), most=200)
        ) from error
    return checked(content)
