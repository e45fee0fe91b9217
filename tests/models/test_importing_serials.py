"""Units that are here when the book begins: one file, one adjustment, and nothing at all when a line is bad."""

import csv
import io
import threading
import tracemalloc
from pathlib import Path

import pytest

from models import (
    exporting,
    goods_documents,
    goods_reversing,
    import_serials,
    importing,
    stock_values,
    tracing,
)
from models.adjusting import view as view_adjustment
from models.book import Book
from models.choosing import candidates
from models.goods_reversing import MovedSince
from models.import_serials import TooManyUnits
from models.importing import Imported, Previewed
from models.refusals_orders import ImportRefused, told
from tests.builders import Warehouse
from tests.models.test_costing import cost_of, named

HEADER = "item,serial,location,cost,received_on\n"
TABLES = (
    "serial_number",
    "movement",
    "posting",
    "document",
    "document_line",
    "series",
    "stock",
    "stock_value",
    "operation",
)


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False)
    return built


def brought(house: Warehouse, folder: Path, text: str, *, sure: bool = False) -> Imported:
    path = folder / "stock.csv"
    path.write_text(text)
    return house.book.perform(importing.import_file, what="serials", path=path, sure=sure)


def previewed(house: Warehouse, folder: Path, text: str) -> Previewed:
    path = folder / "stock.csv"
    path.write_text(text)
    return house.book.perform(importing.preview, what="serials", path=path)


def everything(book: Book) -> list[object]:
    return [book.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


def refused(house: Warehouse, folder: Path, text: str) -> list[str]:
    """The bad lines of a file; importing it changes nothing, and the preview says the same."""
    before = everything(house.book)
    with pytest.raises(ImportRefused) as refusal:
        brought(house, folder, text)
    assert everything(house.book) == before
    assert previewed(house, folder, text).bad == refusal.value.lines
    assert everything(house.book) == before
    return [told(bad) for bad in refusal.value.lines]


def test_units_come_in_by_one_adjustment_each_at_its_own_cost_and_place(
    house: Warehouse, tmp_path: Path
) -> None:
    done = brought(
        house, tmp_path,
        HEADER + "TP-80,A1,A-01,90.00,2024-03-01\nTP-80,A2,B-02,91.50,\nSC-20,00123,,,\nTP-80,A3,A-01,,2025-01-31\n",
    )  # fmt: skip
    assert done == Imported("serials", 4, 0, 0, (), ("AD-1001",))
    book = house.book
    assert [cost_of(book, s) for s in ("A1", "A2", "00123", "A3")] == [9_000, 9_150, 10_000, 10_000]
    assert [house.place(s) for s in ("A1", "A2", "00123")] == [house.shelf, house.other_shelf, house.shelf]
    assert named(book) == 9_000 + 9_150 + 10_000
    made = view_adjustment(book, number="AD-1001")
    assert (made.status, made.reason) == ("posted", '"stock.csv"')
    assert [(ln.item, ln.location, ln.quantity, ln.price) for ln in made.lines] == [
        ("TP-80", "A-01", 2, 9_500),
        ("TP-80", "B-02", 1, 9_150),
        ("SC-20", "A-01", 1, 10_000),
    ]
    out = io.StringIO()
    exporting.serials(book, out=out)
    assert [row["received_on"] for row in csv.DictReader(io.StringIO(out.getvalue()))][1:] == [
        "2024-03-01",
        "2026-11-23",
        "2025-01-31",
    ]
    (life,) = tracing.life(book, serial="A1")
    assert (life.received_on, life.events[0].what, life.events[0].how) == ("2024-03-01", "adjust", "imported")


def test_the_same_file_again_changes_nothing(house: Warehouse, tmp_path: Path) -> None:
    text = HEADER + "TP-80,A1,A-01,90.00,2024-03-01\nTP-80,A2,,,\n"
    brought(house, tmp_path, text)
    before = everything(house.book)
    assert brought(house, tmp_path, text) == Imported("serials", 0, 0, 2)
    assert everything(house.book) == before
    assert brought(house, tmp_path, text + "TP-80,A3,,,\n").documents == ("AD-1002",)


def test_a_reply_that_was_lost_brings_nothing_twice(house: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text(HEADER + "TP-80,A1,,,\n")
    first, second = house.repeated(importing.import_file, what="serials", path=tmp_path / "stock.csv")
    assert first == second == Imported("serials", 1, 0, 0, (), ("AD-1001",))


def test_every_bad_line_is_named_and_none_of_the_file_counts(house: Warehouse, tmp_path: Path) -> None:
    house.received("TP-80", "KNOWN", "SOLD", "MOVED")
    house.shipped("TP-80", "SOLD")
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "HELD", looks="yes")
    with house.book.write():
        house.book.execute(
            "INSERT INTO location (kind, number, name, blocked) VALUES ('stock', 'OLD', 'x', 1)"
        )
        house.book.execute("UPDATE item SET serial_max = 5 WHERE number = 'SC-20'")
    rows = [
        "NOPE,A1,,,",
        "CABLE,A1,,,",
        "TP-80,,,,",
        "TP-80,Ø1,,,",
        f"TP-80,{'x' * 101},,,",
        "SC-20,TOOLONG,,,",
        "TP-80,A1,X-99,,",
        "TP-80,A1,OLD,,",
        "TP-80,A2,,12.345,",
        "TP-80,A3,,,yesterday",
        "TP-80,A4,,,2999-01-01",
        "TP-80,A5,,,",
        "TP-80,A5,,,",
        "TP-80,MOVED,B-02,,",
        "TP-80,KNOWN,A-01,1.00,",
        "TP-80,SOLD,,,",
        "TP-80,HELD,,,",
        "TP-80,GR-1001,,,",
        "TP-80,B-02,,,",
        "TP-80,TP-80,,,",
        "TP-80,KN0WN,,,",
        "SC-20,S1,,,",
        "SC-20,5I,,,",
        "TP-80,A6",
    ]
    found = refused(house, tmp_path, HEADER + "\n".join(rows) + "\n")
    assert [line.split(":")[0] for line in found] == [
        "Line 2, item", "Line 3, item", "Line 4, serial", "Line 5, serial", "Line 6, serial", "Line 7, serial",
        "Line 8, location", "Line 9, location", "Line 9, serial", "Line 10, cost", "Line 11, received_on",
        "Line 12, received_on", "Line 14, serial", "Line 15, serial", "Line 16, serial", "Line 17, serial",
        "Line 18, serial", "Line 19, serial", "Line 20, serial", "Line 21, serial", "Line 22, serial",
        "Line 24, serial", "Line 25",
    ]  # fmt: skip
    said = "\n".join(found)
    for sentence in (
        "There is no item NOPE.",
        "CABLE has no serial numbers.",
        "A5 is in line 13 already.",
        "MOVED is here already, at A-01 (GR-1001), and differs from the file.",
        "KNOWN is here already, at A-01 (GR-1001), and differs from the file.",
        "SOLD is known here: shipped (SH-1001). An adjustment takes it back.",
        "HELD is on GR-1002.",
        "GR-1001 is the number of a document.",
        "B-02 is the number of a location.",
        "TP-80 is the number of an item.",
        "KN0WN looks like KNOWN. If both are meant, import the file with --sure.",
        "5I looks like S1. If both are meant, import the file with --sure.",
        "2999-01-01 has not come yet.",
        "2 cells, expected 5.",
    ):
        assert sentence in said, sentence


def test_what_only_looks_like_another_comes_in_when_somebody_is_sure(
    house: Warehouse, tmp_path: Path
) -> None:
    house.received("TP-80", "KNOWN")
    text = HEADER + "TP-80,KN0WN,,,\nTP-80,AB1,,,\nTP-80,abI,,,\n"
    assert len(refused(house, tmp_path, text)) == 2
    assert brought(house, tmp_path, text, sure=True).created == 3


def test_two_spellings_of_one_address_are_one_unit(house: Warehouse, tmp_path: Path) -> None:
    house.item("AP-5", serial_kind="mac")
    assert brought(house, tmp_path, HEADER + "AP-5,00:11:22:33:44:5A,,,\n").created == 1
    found = refused(
        house, tmp_path, HEADER + "AP-5,0011.2233.445a,,,\nAP-5,66:11:22:33:44:5A,,,\nAP-5,66112233445A,,,\n"
    )
    assert found[0].startswith("Line 2, serial: 0011.2233.445a is known here as 00:11:22:33:44:5A.")
    assert found[1].startswith("Line 4, serial: 66112233445A is in line 3 already.")


def test_a_preview_counts_what_is_wrong_by_kind_and_changes_nothing(house: Warehouse, tmp_path: Path) -> None:
    rows = [f"TP-80,A{n},X-9,," for n in range(7)] + ["NOPE,B1,,,", "NOPE,B2,,,", "TP-80,C1,,,"]
    found = previewed(house, tmp_path, HEADER + "\n".join(rows))
    assert [(sentence.split(".")[0], n) for sentence, n in found.kinds] == [
        ("There is no location X-9", 7),
        ("There is no item NOPE", 2),
    ]
    before = everything(house.book)
    good = previewed(house, tmp_path, HEADER + "TP-80,C1,,,\n")
    assert (good.created, good.unchanged, good.bad) == (1, 0, ())
    assert everything(house.book) == before


def test_what_came_first_leaves_first_by_the_day_it_really_came(house: Warehouse, tmp_path: Path) -> None:
    house.received("TP-80", "NEWER")
    brought(house, tmp_path, HEADER + "TP-80,B,,,2024-05-02\nTP-80,A,,,2025-01-01\nTP-80,C,,,2024-05-01\n")
    shipment = house.shipment(("TP-80", 4))
    found = candidates(house.book, line_id=shipment.lines[0].id)
    assert [one.serial for one in found] == ["C", "B", "A", "NEWER"]


def test_an_imported_stock_is_taken_back_whole_or_not_at_all(house: Warehouse, tmp_path: Path) -> None:
    done = brought(house, tmp_path, HEADER + "TP-80,A1,,,\nTP-80,A2,,,\n")
    shipped = house.shipped("TP-80", "A2")
    with pytest.raises(MovedSince):
        house.book.perform(goods_reversing.reverse, number=done.documents[0])
    house.book.perform(goods_reversing.reverse, number=shipped.document)
    house.book.perform(goods_reversing.reverse, number=done.documents[0])
    assert (house.in_stock("TP-80"), named(house.book)) == (0, 0)
    assert refused(house, tmp_path, HEADER + "TP-80,A1,,,\n") == [
        "Line 2, serial: A1 is known here: written off (AD-1001). An adjustment takes it back."
    ]


def test_a_file_of_more_units_than_the_limit_is_refused_before_it_is_written(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_serials, "UNITS_MOST", 3)
    before = everything(house.book)
    with pytest.raises(TooManyUnits, match=r"stock\.csv has more than 3 units"):
        brought(house, tmp_path, HEADER + "".join(f"TP-80,A{n},,,\n" for n in range(4)))
    assert everything(house.book) == before


def test_twenty_thousand_units_come_in_pieces_and_say_how_far_they_are(lite: Book, tmp_path: Path) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    path = tmp_path / "stock.csv"
    path.write_text(HEADER + "".join(f"TP-80,TP80-{n:06},,{n % 997}.{n % 100:02},\n" for n in range(20_000)))
    told_of: list[tuple[str, int, int]] = []

    def tell(what: str, done: int, total: int) -> None:
        if not told_of:
            tracemalloc.reset_peak()  # from the first piece on it needs no more, however many follow
        told_of.append((what, done, total))

    tracemalloc.start()
    try:
        done = lite.perform(importing.import_file, what="serials", path=path, tell=tell)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert done.created == house.in_stock("TP-80") == 20_000
    assert [at[1] for at in told_of if at[0] == "Reading"] == [5_000, 10_000, 15_000, 20_000]
    assert told_of[-1] == ("Writing", 1, 1)
    assert peak < 30_000_000, f"{peak / 1e6:.0f} MB"
    assert stock_values.lying(lite)[0].value == sum(100 * (n % 997) + n % 100 for n in range(20_000))


def test_the_same_units_from_two_stations_come_in_once(house: Warehouse, tmp_path: Path, url: str) -> None:
    path = tmp_path / "stock.csv"
    path.write_text(HEADER + "".join(f"TP-80,R-{n:04},,,\n" for n in range(300)))
    ready = threading.Barrier(2)
    ends: list[str] = []

    def bring(book: Book) -> None:
        ready.wait()
        try:
            done = book.perform(importing.import_file, what="serials", path=path)
            ends.append(f"{done.created} {done.unchanged}")
        except goods_documents.ChangedMeanwhile:
            ends.append("refused")

    def elsewhere() -> None:
        other = Book(url, "Packing 3")
        bring(other)
        other.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    bring(house.book)
    thread.join(60)
    assert sorted(ends)[-1] in {"300 0", "refused"}
    assert "300 0" in ends
    assert house.in_stock("TP-80") == 300
