"""The file in which a station keeps scans while its book is away: durable, in order, bounded, and never believed when damaged."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models import kept_here
from models.kept_here import KeptHere, KeptScan, Meant
from models.refusals import Refusal
from models.refusals_away import CannotKeep, KeptFull, KeptUnreadable, WaitsAlready
from tests.clock import Clock

LIST = Meant("GR-1001", "list", 7)
_ids = itertools.count()
HOSTILE = ["A\x00B", "\ud800\udfff", "'; DROP TABLE kept;--", "\x1d01\x1d", "[red]Ærø[/]", "雪" * 300, " "]


@pytest.fixture
def store(tmp_path: Path) -> KeptHere:
    return KeptHere(tmp_path / "packing.kept", Clock())


def keep(store: KeptHere, text: str, meant: Meant = LIST, raw: bytes = b"") -> tuple[KeptScan, ...]:
    id = f"op {next(_ids)}"
    return store.keep(id, meant, text=text, how="scanned", source="scanner 1", raw=raw, operator="Anna")


def texts(store: KeptHere) -> list[str]:
    return [scan.text for scan in store.waiting()]


def test_nothing_is_made_before_the_first_scan(store: KeptHere) -> None:
    assert store.waiting() == ()
    assert not store.path.exists()


def test_a_scan_comes_back_as_it_was_with_everything_it_was_meant_for(store: KeptHere) -> None:
    keep(store, "SN1", raw=b"\x02SN1\xff\x00\x03")
    store.close()
    (scan,) = KeptHere(store.path, Clock()).waiting()
    assert (scan.text, scan.raw, scan.how, scan.source) == (
        "SN1",
        b"\x02SN1\xff\x00\x03",
        "scanned",
        "scanner 1",
    )
    assert (scan.meant, scan.operator, scan.tries, scan.words) == (LIST, "Anna", 0, "")
    assert scan.at.endswith("Z")
    assert oct(store.path.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_character_for_character(store: KeptHere, text: str) -> None:
    keep(store, text, raw=bytes(range(256)))
    store.close()
    (scan,) = KeptHere(store.path, Clock()).waiting()
    assert (scan.text, scan.raw) == (text, bytes(range(256)))


KEEPER = """
import os, sys
from pathlib import Path
from models.book import utc_now
from models.kept_here import KeptHere, Meant
store = KeptHere(Path(sys.argv[1]), utc_now)
for n in range(10_000):
    store.keep(f"op{n}", Meant("GR-1", "", 0), text=f"SN{n}", how="scanned", source="", raw=b"", operator="")
    os.write(1, f"{n}\\n".encode())
"""


def test_what_was_said_to_be_kept_is_there_after_kill_9(tmp_path: Path) -> None:
    file = tmp_path / "packing.kept"
    for _ in range(2):
        file.unlink(missing_ok=True)
        keeper = subprocess.Popen([sys.executable, "-c", KEEPER, str(file)], stdout=subprocess.PIPE)
        assert keeper.stdout is not None
        said = [keeper.stdout.readline() for _ in range(20)]
        keeper.send_signal(signal.SIGKILL)
        said += keeper.stdout.readlines()
        keeper.stdout.close()
        keeper.wait()
        whole = len([line for line in said if line.endswith(b"\n")])
        found = texts(KeptHere(file, Clock()))
        assert len(found) >= whole >= 20
        assert found == [f"SN{n}" for n in range(len(found))]


def test_each_scan_is_synced_to_disk_before_it_counts_as_kept(store: KeptHere) -> None:
    keep(store, "SN1")
    assert store._file is not None
    assert store._file.pragma("synchronous") == 2
    assert store._file.pragma("journal_mode") == "wal"


def test_the_same_serial_twice_on_a_list_is_refused_and_told_elsewhere(store: KeptHere) -> None:
    assert keep(store, "SN1") == ()
    with pytest.raises(WaitsAlready, match="SN1 waits for the book already"):
        keep(store, " SN1 ")
    (before,) = keep(store, "SN1", Meant("SH-1001"))
    assert before.meant == LIST
    assert (
        len(keep(store, "SN1", Meant("SH-1001"))) == 2
    )  # a product's code may come as often as there are units
    assert texts(store) == ["SN1", "SN1", "SN1"]


def test_more_than_fit_are_refused_and_nothing_that_waits_is_dropped(
    store: KeptHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_here, "KEPT_MAX", 3)
    for n in range(3):
        keep(store, f"SN{n}")
    with pytest.raises(KeptFull, match="SN3 was not kept: 3 scans wait"):
        keep(store, "SN3")
    store.settle(store.waiting()[0], "taken")
    keep(store, "SN3")
    assert texts(store) == ["SN1", "SN2", "SN3"]


def test_the_next_try_is_the_same_operation_until_there_is_an_answer(store: KeptHere) -> None:
    keep(store, "SN1")
    (first,) = store.waiting()
    assert first.operation == first.id
    store.answered(first, "SN1 is in stock already.")
    (second,) = store.waiting()
    assert (second.id, second.words) == (first.id, "SN1 is in stock already.")
    assert second.operation not in {first.operation, ""}
    store.answered(second, "Still.")
    assert len({first.operation, second.operation, store.waiting()[0].operation}) == 3


def test_what_became_of_each_stays_on_record_and_the_record_is_bounded(
    store: KeptHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_here, "SETTLED_MAX", 2)
    for n in range(4):
        keep(store, f"SN{n}")
    for scan, outcome in zip(store.waiting()[:3], ("taken", "used", "thrown away"), strict=True):
        store.settle(scan, outcome)
    assert texts(store) == ["SN3"]
    store.close()
    with sqlite3.connect(store.path) as file:
        rows = file.execute("SELECT text, outcome FROM kept ORDER BY n").fetchall()
    file.close()
    assert rows == [(b"SN1", "used"), (b"SN2", "thrown away"), (b"SN3", "")]


@pytest.mark.parametrize(
    "damage",
    [
        b"this is no database at all, but a text of some length\n" * 200,
        b"SQLite format 3\x00" + b"\xa5" * 9000,
    ],
)
def test_a_damaged_file_is_put_aside_and_said_and_the_station_goes_on(store: KeptHere, damage: bytes) -> None:
    store.path.write_bytes(damage)
    with pytest.raises(KeptUnreadable, match="is damaged") as told:
        store.waiting()
    aside = store.path.with_name(str(told.value.fields["aside"]))
    assert aside.read_bytes() == damage
    assert store.waiting() == ()
    keep(store, "SN1")
    assert texts(store) == ["SN1"]


def test_a_torn_last_write_is_dropped_and_all_before_it_is_there(store: KeptHere) -> None:
    for n in range(5):
        keep(store, f"SN{n}")
    wal = Path(f"{store.path}-wal")
    torn = wal.read_bytes()[:-100]
    for tail in ("", "-wal"):  # as the disk holds it when the power goes: the file is not closed
        Path(f"{store.path}.cut{tail}").write_bytes(torn if tail else store.path.read_bytes())
    assert texts(KeptHere(Path(f"{store.path}.cut"), Clock())) == ["SN0", "SN1", "SN2", "SN3"]


def test_a_place_that_cannot_be_written_is_said_with_its_reason(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "folder" / "x.kept", tmp_path):
        with pytest.raises(CannotKeep, match=r"SN1 was not kept: .* cannot be written"):
            keep(KeptHere(path, Clock()), "SN1")


def test_a_full_disk_is_said_and_what_waits_is_whole(store: KeptHere) -> None:
    keep(store, "SN1")
    assert store._file is not None
    store._file.execute(f"PRAGMA max_page_count = {store._file.pragma('page_count')}")
    with pytest.raises(Refusal, match=r"was not kept: .* full"):
        keep(store, "SN2", raw=os.urandom(100_000))
    assert texts(store) == ["SN1"]
