"""A reply that is lost: the same operation once more gives the same answer, and the book is as after the first time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier
from typing import Any

import pytest

from models import (
    adjusting,
    entry,
    goods_documents,
    goods_reversing,
    paper,
    print_jobs,
    purchasing,
    receiving,
    selling,
    shipping,
)
from models.adjusting_all import post_all
from models.book import Book
from models.order_edit import NewLine
from models.refusals_scan import NotEditable
from tests.builders import Warehouse

TABLES = (
    "document",
    "document_line",
    "entry",
    "posting",
    "movement",
    "quantity_movement",
    "scan",
    "print_job",
)


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    built.stocked("CABLE", 9)
    return built


def picture(book: Book) -> list[object]:
    return [book.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


def twice(book: Book, verb: Callable[..., Any], **values: Any) -> Any:
    """Do it, lose the reply, do it again. What it answered."""

    def both(here: Book) -> Any:
        first = verb(here, **values)
        before = picture(here)
        assert verb(here, **values) == first
        assert picture(here) == before
        return first

    return book.perform(both)


def test_a_draft_is_made_once(house: Warehouse) -> None:
    book = house.book
    number = twice(book, adjusting.create, category="Waste", reason="Dropped").number
    assert number == "AD-1002"
    for item in ("TP-80", "CABLE"):
        twice(book, adjusting.add_line, number=number, item=item, way="down", quantity=2)
    twice(book, adjusting.remove_line, number=number, line_no=1)
    twice(book, adjusting.post, number=number)
    twice(book, goods_reversing.reverse, number=number)
    twice(book, goods_documents.cancel, number=house.receipt(("TP-80", 1)).number)


def test_an_order_is_made_once(house: Warehouse) -> None:
    book = house.book
    number = twice(book, purchasing.create, supplier="S1", lines=[NewLine("TP-80", 2)]).number
    assert number == "PO-1002"
    assert len(twice(book, purchasing.set_line, number=number, line=NewLine("CABLE", 2)).lines) == 2
    twice(book, purchasing.remove_line, number=number, line_no=2)
    twice(book, purchasing.mark_ordered, number=number)
    receipt = twice(book, receiving.start, order=number)
    twice(book, entry.add_many, line_id=receipt.lines[0].id, texts=["T4", "T5"], how="pasted")
    twice(book, receiving.post, number=receipt.number)
    number = twice(book, selling.create, customer="C1", lines=[NewLine("TP-80", 2)]).number
    assert len(twice(book, selling.set_line, number=number, line=NewLine("CABLE", 2)).lines) == 2
    twice(book, selling.remove_line, number=number, line_no=2)
    twice(book, selling.confirm, number=number)
    twice(book, selling.close, number=number)
    twice(book, selling.cancel, number=twice(book, selling.create, customer="C1").number)
    twice(book, purchasing.cancel, number=house.ordered(("TP-80", 1)))
    twice(book, purchasing.close, number=house.ordered(("TP-80", 1)))


def test_a_unit_is_picked_and_undone_once(house: Warehouse) -> None:
    book = house.book
    shipment = house.shipment(("TP-80", 3), ("CABLE", 5))
    for text in ("T1", "T2", "T3", "CABLE"):
        twice(book, shipping.pick, number=shipment.number, text=text, how="scanned")
    twice(book, shipping.pick_quantity, number=shipment.number, line_no=2, quantity=3)
    assert shipping.view(book, number=shipment.number).lines[1].entered == 4
    assert twice(book, entry.undo, document_id=shipment.id) == entry.Undone("T3", shipment.lines[0].id, 2)
    twice(book, entry.remove, line_id=shipment.lines[0].id, serial="T1")
    twice(book, shipping.post, number=shipment.number, short=True)
    kept = twice(book, paper.keep, number=shipment.number, kind="delivery-note", content=b"%PDF")
    assert twice(book, print_jobs.new_job, paper_id=kept.id).copy_no == 1


def test_every_draft_is_posted_once_and_named_again(house: Warehouse) -> None:
    book = house.book
    for way in ("up", "down", "up"):
        number = book.perform(adjusting.create, category="Status").number
        book.perform(adjusting.add_line, number=number, item="CABLE", way=way, quantity=1)
    assert [done.document for done in twice(book, post_all).posted] == [
        "AD-1002",
        "AD-1003",
        "AD-1004",
    ]


def test_a_server_still_at_the_first_try_is_waited_for(house: Warehouse, url: str) -> None:
    """The connection broke, the server had not noticed: the retry waits, then finds the work done."""
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "T9")
    made = house.book.perform(adjusting.create, category="Status").number
    verbs: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (receiving.post, {"number": receipt.number}),
        (adjusting.create, {"category": "Status"}),
        (adjusting.add_line, {"number": made, "item": "CABLE", "way": "up", "quantity": 1}),
        (adjusting.post, {"number": made}),
        (goods_reversing.reverse, {"number": receipt.number}),
    ]
    with ThreadPoolExecutor(1) as thread:
        again = thread.submit(lambda: Book(url, house.book.station, operation=lambda: f"op {n}")).result(30)
        for n, (verb, values) in enumerate(verbs):
            with house.book.write():
                house.book.op = f"op {n}"
                first = verb(house.book, **values)
                retry = thread.submit(again.perform, verb, **values)
                wait([retry], 0.15)
            assert retry.result(30) == first
        thread.submit(again.close).result(30)
    house.book.op = ""


def test_another_operation_is_not_taken_for_a_retry(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "T9")
    house.book.perform(receiving.post, number=receipt.number)
    with pytest.raises(NotEditable):
        house.book.perform(receiving.post, number=receipt.number)
    numbers = {house.book.perform(adjusting.create, category="Status").number for _ in range(3)}
    assert len(numbers) == 3


def test_a_deadlock_that_the_server_breaks_is_tried_again(postgresql: str) -> None:
    """Who is sent away is "blocked", which is not "busy": nobody has to scan again."""
    both = Barrier(2, timeout=30)
    tries = []

    def take(book: Book, *, numbers: tuple[str, str]) -> str:
        tries.append(numbers)
        with book.write():
            for number in numbers:
                book.execute("UPDATE series SET next = next WHERE kind = ?", number)
                if len(tries) <= 2 and number == numbers[0]:
                    both.wait()
        return "done"

    def station(name: str, numbers: tuple[str, str]) -> str:
        book = Book(postgresql, name)
        said = book.perform(take, numbers=numbers)
        book.close()
        return said

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(station, ("A", "B"), (("PO", "SO"), ("SO", "PO"))))
    assert said == ["done", "done"]
    assert len(tries) == 3
