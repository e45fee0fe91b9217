"""Two stations and units without a serial number: no unit is named twice, and a task is posted on what really lies there."""

from models import adjusting, converting, entry, goods_reversing, items, shipping
from models.book import CUSTOMER, Book
from models.checking import check
from models.goods_documents import ChangedMeanwhile
from models.refusals import Refusal
from models.refusals_rules import ShelfNotDone
from models.refusals_scan import AlreadyShipped, Held, NoneUnnamed
from models.unnamed import NotEnoughUnnamed
from tests.builders import Warehouse
from tests.models.test_two_stations import Station, other

__all__ = ["other"]


def camera(book: Book, quantity: int, *, serials: bool = True) -> Warehouse:
    """Some units of an item that asks at shipment, or never."""
    house = Warehouse(book)
    house.item("CAM-1", serials=serials, serial_at="shipment" if serials else "receipt")
    house.stocked("CAM-1", quantity)
    return house


def test_the_last_unit_is_named_by_one_of_two_shipments(book: Book, other: Station) -> None:
    house = camera(book, 1)
    here, there = house.shipment(("CAM-1", 1)), house.shipment(("CAM-1", 1))
    house.pick(here.number, "C-1")
    scan = {"number": there.number, "how": "scanned", "source": "scanner 2"}
    assert isinstance(other.perform(shipping.pick, text="C-1", **scan), Held)
    assert isinstance(other.perform(shipping.pick, text="C-2", **scan), NoneUnnamed)
    other.begins_while_posting(book, shipping.pick, text="C-2", **scan)
    book.perform(shipping.post, number=here.number)
    assert isinstance(other.told(), NoneUnnamed)
    assert isinstance(other.perform(shipping.pick, text="C-1", **scan), AlreadyShipped)


def test_two_shipments_that_hold_a_name_for_the_same_unit_are_told_apart_when_posted(
    book: Book, other: Station
) -> None:
    house = camera(book, 2)
    here, there = house.shipment(("CAM-1", 1)), house.shipment(("CAM-1", 1))
    house.pick(here.number, "C-1")
    house.pick(there.number, "C-2")
    down = book.perform(adjusting.create, category="Waste").number
    book.perform(adjusting.add_line, number=down, item="CAM-1", way="down", quantity=1)
    book.perform(adjusting.post, number=down)
    other.begins_while_posting(book, shipping.post, number=there.number)
    try:
        answers = [book.perform(shipping.post, number=here.number), other.told()]
    except ChangedMeanwhile as refusal:  # the other station was first
        answers = [refusal, other.told()]
    assert sum(isinstance(answer, NotEnoughUnnamed | ChangedMeanwhile) for answer in answers) == 1
    assert house.in_stock("CAM-1") == 0
    assert sorted([house.place("C-1") or 0, house.place("C-2") or 0]) == [0, CUSTOMER]
    assert check(book) == ()


def test_what_leaves_while_the_task_is_posted_is_refused_or_counted(book: Book, other: Station) -> None:
    camera(book, 2, serials=False)
    view = book.perform(converting.start, item="CAM-1")
    book.perform(entry.add_many, line_id=view.lines[0].id, texts=["C-1", "C-2"], how="scanned")
    old = book.perform(adjusting.create, category="Waste").number
    book.perform(adjusting.add_line, number=old, item="CAM-1", way="up", quantity=1)
    book.perform(adjusting.post, number=old)
    book.perform(entry.add, line_id=view.lines[0].id, text="C-3", how="scanned")
    other.begins_while_posting(book, goods_reversing.reverse, number=old)
    book.perform(adjusting.post, number=view.number)
    assert isinstance(other.told(), Refusal)
    card = items.view(book, number="CAM-1")
    assert (card.has_serials, card.on_hand, card.unnamed) == (True, 3, 0)
    assert check(book) == ()


def test_what_comes_back_while_the_task_is_posted_brings_no_unit_without_a_number(
    book: Book, other: Station
) -> None:
    house = camera(book, 2, serials=False)
    gone = book.perform(adjusting.create, category="Waste").number
    book.perform(adjusting.add_line, number=gone, item="CAM-1", way="down", quantity=1)
    book.perform(adjusting.post, number=gone)
    view = book.perform(converting.start, item="CAM-1")
    house.scan(view.lines[0].id, "C-1")
    other.begins_while_posting(book, goods_reversing.reverse, number=gone)
    book.perform(adjusting.post, number=view.number)
    assert isinstance(other.told(), Refusal)
    card = items.view(book, number="CAM-1")
    assert (card.on_hand, card.unnamed) == (1, 0)
    assert check(book) == ()


def test_a_task_that_two_stations_begin_at_once_is_one(book: Book, other: Station) -> None:
    camera(book, 2, serials=False)
    view = book.perform(converting.start, item="CAM-1")
    again = other.perform(converting.start, item="CAM-1")
    assert isinstance(again, adjusting.Adjustment)
    assert again.number == view.number
    assert isinstance(other.perform(adjusting.post, number=view.number), ShelfNotDone)
