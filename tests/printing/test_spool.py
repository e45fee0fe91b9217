"""The outbox on a real disk: whole files, versions, links, crashes and full disks."""

import os
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from printing import spool
from printing.errors import NameUnsafe, NotKept, TooManyVersions
from printing.spool import Spool


def test_a_kept_document_is_whole_private_and_alone(outbox: Path) -> None:
    path = Spool(outbox).keep("SH-1001.pdf", b"paper")
    assert path == outbox / "SH-1001.pdf"
    assert path.read_bytes() == b"paper"
    assert stat.S_IMODE(path.stat().st_mode) & 0o027 == 0
    assert os.listdir(outbox) == ["SH-1001.pdf"]


def test_a_relative_outbox_gives_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Spool(Path("outbox")).keep("A.pdf", b"x") == tmp_path / "outbox" / "A.pdf"


def test_the_same_content_is_the_same_file_and_other_content_the_next_version(outbox: Path) -> None:
    box = Spool(outbox)
    first = box.keep("SH-1.pdf", b"one")
    before = first.stat()
    assert box.keep("SH-1.pdf", b"one") == first
    assert box.keep("SH-1.pdf", b"two").name == "SH-1_v2.pdf"
    assert box.keep("SH-1.pdf", b"three").name == "SH-1_v3.pdf"
    assert box.keep("SH-1.pdf", b"two").name == "SH-1_v2.pdf"
    assert first.read_bytes() == b"one"
    assert (first.stat().st_ino, first.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(os.listdir(outbox)) == 3


def test_versions_have_an_end(outbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "VERSIONS_MAX", 3)
    for index in range(3):
        Spool(outbox).keep("SH-1.pdf", str(index).encode())
    with pytest.raises(TooManyVersions):
        Spool(outbox).keep("SH-1.pdf", b"one too many")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            ".pdf",
            "..",
            "../x.pdf",
            "/etc/passwd",
            "/tmp/x.pdf",
            "a/b.pdf",
            "a\\b.pdf",
            "SH-1",
            "SH-1.PDF",
        ),
        *("SH-1.pdf\n", "SH 1.pdf", "SH-Ø.pdf", "SH\x00.pdf", "٣.pdf", "a.b.pdf", "x" * 81 + ".pdf"),
    ],
)
def test_only_document_numbers_are_file_names(outbox: Path, name: str) -> None:
    with pytest.raises(NameUnsafe):
        Spool(outbox).keep(name, b"x")
    assert not outbox.exists()


def test_eighty_characters_are_a_name(outbox: Path) -> None:
    assert Spool(outbox).keep("x" * 80 + ".pdf", b"x").exists()


def test_a_link_in_the_outbox_is_never_followed(outbox: Path, tmp_path: Path) -> None:
    outbox.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_bytes(b"paper")
    (outbox / "SH-1.pdf").symlink_to(victim)
    (outbox / "SH-1_v2.pdf").mkdir()
    os.mkfifo(outbox / "SH-1_v3.pdf")
    assert Spool(outbox).keep("SH-1.pdf", b"paper").name == "SH-1_v4.pdf"
    assert victim.read_bytes() == b"paper"


def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.mkdir(parents=True)
    order: list[str] = []
    fsync, rename = os.fsync, os.rename

    def seen_fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def seen_rename(old: str, new: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        order.append("rename")
        rename(old, new, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(os, "rename", seen_rename)
    Spool(outbox).keep("SH-1.pdf", b"paper")
    assert order == ["file", "rename", "folder"]


def test_two_stations_at_once_keep_every_content(outbox: Path) -> None:
    contents = [str(index % 20).encode() * 50_000 for index in range(60)]
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda data: Spool(outbox).keep("SH-1.pdf", data), contents))
    assert [path.read_bytes() for path in paths] == contents
    assert len(set(paths)) == len(os.listdir(outbox)) == 20


def test_a_full_disk_is_said_and_leaves_nothing_behind(outbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    Spool(outbox).keep("SH-1.pdf", b"one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotKept) as failed:
        Spool(outbox).keep("SH-2.pdf", b"two")
    assert failed.value.sentence == f"cannot write SH-2.pdf to the outbox {outbox}: No space left on device."
    assert os.listdir(outbox) == ["SH-1.pdf"]


def test_an_outbox_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("not a folder")
    with pytest.raises(NotKept, match="outbox"):
        Spool(tmp_path / "outbox").keep("A.pdf", b"x")


def test_what_a_crash_left_half_written_is_not_in_the_way(outbox: Path) -> None:
    outbox.mkdir(parents=True)
    (outbox / f".SH-1.pdf.{os.getpid()}.part").write_bytes(b"ha")
    assert Spool(outbox).keep("SH-1.pdf", b"whole").read_bytes() == b"whole"
    assert os.listdir(outbox) == ["SH-1.pdf"]


def test_a_killed_writer_leaves_all_or_nothing(on_disk: Path) -> None:
    outbox = on_disk / "outbox"
    script = (
        "import sys; from pathlib import Path; from printing.spool import Spool\n"
        "box = Spool(Path(sys.argv[1])); print('go', flush=True)\n"
        "for n in range(10**6): box.keep(f'SH-{n}.pdf', bytes(200_000))"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script, str(outbox)], cwd=root, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        until = time.monotonic() + 30
        while len(list(outbox.glob("[!.]*"))) < 3 and time.monotonic() < until:
            time.sleep(0.001)
        writer.kill()
    kept = list(outbox.glob("[!.]*"))
    assert kept
    assert {path.stat().st_size for path in kept} == {200_000}
