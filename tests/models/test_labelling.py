"""Labels are wanted for units somebody entered, and for no other (R27)."""

from collections.abc import Callable

import pytest

from models import adjusting, entry, goods_documents, goods_reversing, labelling, loose_paper, print_jobs
from models.book import Book
from models.documents import GoodsLabel
from models.labelling import NothingToLabel, NoUnitsToLabel, SerialOfNobody, SerialOfSeveral, TooManyLabels
from models.paper import NoSuchJob
from models.serial_report import SerialFilter
from tests.builders import Warehouse

GTIN = "05701234567899"


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", name="Thermal printer", gtin=GTIN)
    built.item("SC-20", name="Scanner")
    built.item("CABLE", serials=False, name="Cable")
    return built


def serials(labels: tuple[GoodsLabel, ...]) -> list[str]:
    return [label.serial for label in labels]


def test_a_receipts_labels_are_its_list_while_open_and_its_units_once_posted(house: Warehouse) -> None:
    book = house.book
    receipt = house.receipt(("TP-80", 3), ("CABLE", 5))
    with pytest.raises(NoUnitsToLabel) as refused:
        labelling.of_document(book, number=receipt.number)
    assert refused.value.sentence == f"There is no unit to print a label for on {receipt.number}."
    for serial in ("b2", "A1", "00123"):
        house.scan(receipt.lines[0].id, serial, looks="yes")
    entered = labelling.of_document(book, number=receipt.number.lower())
    assert entered == tuple(GoodsLabel("TP-80", "Thermal printer", GTIN, s) for s in ("b2", "A1", "00123"))
    assert labelling.of_line(book, line_id=receipt.lines[0].id) == entered
    done = house.received("TP-80", "C1", "C2")
    assert serials(labelling.of_document(book, number=done.document)) == ["C1", "C2"]
    book.perform(goods_reversing.reverse, number=done.document)
    assert serials(labelling.of_document(book, number=done.document)) == ["C1", "C2"]


def test_an_adjustment_has_labels_a_shipment_and_an_empty_list_have_none(house: Warehouse) -> None:
    book = house.book
    number = book.perform(adjusting.create, category="Status").number
    view = book.perform(adjusting.add_line, number=number, item="SC-20", way="up", quantity=1)
    with pytest.raises(NoUnitsToLabel, match=f"on {number}"):
        labelling.of_line(book, line_id=view.lines[0].id)
    house.scan(view.lines[0].id, "X1")
    assert labelling.of_document(book, number=number) == (GoodsLabel("SC-20", "Scanner", "", "X1"),)
    with pytest.raises(NoUnitsToLabel):
        labelling.of_line(book, line_id=987_654)
    with pytest.raises(goods_documents.NoSuchDocument):
        labelling.of_document(book, number="SH-1001")


def test_a_serial_nobody_entered_gets_no_label(house: Warehouse) -> None:
    house.received("TP-80", "T1")
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "T2")
    found = labelling.of_serials(house.book, serials=["T2", "T1", "T1"])
    assert serials(found) == ["T2", "T1", "T1"]
    for unknown in ("t1", "T3", "", "T1 ", "'; DROP TABLE item;--", "\x00"):
        with pytest.raises(SerialOfNobody):
            labelling.of_serials(house.book, serials=["T1", unknown])
    house.book.perform(entry.undo, document_id=receipt.id)
    with pytest.raises(SerialOfNobody, match="T2 is no serial number here"):
        labelling.of_serials(house.book, serials=["T2"])


def test_a_serial_of_several_items_needs_the_item(house: Warehouse) -> None:
    house.received("TP-80", "D1")
    house.received("SC-20", "D1")
    with pytest.raises(SerialOfSeveral, match="SC-20, TP-80"):
        labelling.of_serials(house.book, serials=["D1"])
    (label,) = labelling.of_serials(house.book, serials=["D1"], item="SC-20")
    assert (label.item, label.gtin) == ("SC-20", "")
    with pytest.raises(SerialOfNobody):
        labelling.of_serials(house.book, serials=["D1"], item="CABLE")


def test_a_filters_labels_are_the_rows_of_the_report(house: Warehouse) -> None:
    house.received("TP-80", "a10", "A2", "T3")
    house.received("SC-20", "A1")
    every = labelling.of_filter(house.book, filter=SerialFilter())
    assert serials(every) == ["A1", "A2", "T3", "a10"]
    assert [label.gtin for label in every] == ["", GTIN, GTIN, GTIN]
    narrowed = labelling.of_filter(house.book, filter=SerialFilter(item="TP-80", text="a"))
    assert serials(narrowed) == ["a10", "A2"]
    with pytest.raises(NothingToLabel):
        labelling.of_filter(house.book, filter=SerialFilter(text="zz"))


def test_more_than_go_at_once_are_refused_with_their_number(
    house: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labelling, "LABELS_MOST", 3)
    monkeypatch.setattr(labelling, "PAGE", 2)
    posted = house.received("TP-80", "T1", "T2", "T3", "T4", "T5")
    receipt = house.receipt(("TP-80", 4))
    for number in range(4):
        house.scan(receipt.lines[0].id, f"U{number}")
    asks: tuple[Callable[[], tuple[GoodsLabel, ...]], ...] = (
        lambda: labelling.of_filter(house.book, filter=SerialFilter()),
        lambda: labelling.of_document(house.book, number=posted.document),
        lambda: labelling.of_line(house.book, line_id=receipt.lines[0].id),
        lambda: labelling.of_serials(house.book, serials=["T1"] * 4),
        lambda: labelling.of_item(house.book, number="TP-80", copies=4),
    )
    for ask in asks:
        with pytest.raises(TooManyLabels, match="labels are wanted; at most 3 go at once"):
            ask()
    assert len(labelling.of_item(house.book, number="TP-80", copies=3)) == 3


def test_loose_paper_is_kept_and_printed_like_any_other(book: Book) -> None:
    kept = book.perform(loose_paper.keep, kind="labels", content=b"^XA^XZ", ending="zpl", about="GR-1001")
    assert kept.file_name == f"GR-1001-labels-{kept.id}"
    job = book.perform(print_jobs.new_job, loose_id=kept.id)
    assert (job.file, job.kind, job.number, job.state) == (
        f"{kept.file_name}.zpl",
        "labels",
        "GR-1001",
        "waiting",
    )
    assert print_jobs.content(book, job_id=job.id) == b"^XA^XZ"
    assert book.perform(print_jobs.new_job, loose_id=kept.id).copy_no == 2
    book.perform(print_jobs.failed, job_id=job.id, reason="out of ribbon")
    assert [(one.id, one.state) for one in print_jobs.jobs(book)] == [
        (job.id + 1, "waiting"),
        (job.id, "failed"),
    ]
    cards = book.perform(loose_paper.keep, kind="cards", content=b"%PDF")
    assert (cards.file_name, cards.ending) == (f"cards-{cards.id}", "pdf")
    with pytest.raises(NoSuchJob):
        print_jobs.new_job(book, loose_id=987_654)


def test_loose_paper_is_kept_once_however_often_its_reply_is_lost(house: Warehouse) -> None:
    first, again = house.repeated(loose_paper.keep, kind="cards", content=b"%PDF")
    assert first == again
    assert house.book.value("SELECT count(*) FROM loose_paper") == 1
    job, same = house.repeated(print_jobs.new_job, loose_id=first.id)
    assert job == same
