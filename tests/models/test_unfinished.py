"""What a station was at is offered again, at that station and only while it is open."""

from models import receiving
from models.book import Book
from models.unfinished import unfinished
from tests.builders import Warehouse


def test_the_newest_entry_of_this_station_is_offered(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    assert unfinished(book) is None
    first, second = house.receipt(("TP-80", 3)), house.receipt(("TP-80", 3))
    house.scan(second.lines[0].id, "S1")
    house.scan(first.lines[0].id, "S2")
    found = unfinished(book)
    assert found is not None
    assert (found.document, found.line_id, found.count, found.wanted) == (
        first.number,
        first.lines[0].id,
        1,
        3,
    )
    book.perform(receiving.post, number=first.number, short=True)
    found = unfinished(book)
    assert found is not None
    assert found.document == second.number


def test_another_stations_work_is_not_ours(book: Book, url: str) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.scan(house.receipt(("TP-80", 3)).lines[0].id, "S1")
    other = Book(url, "Packing 9")
    assert unfinished(other) is None
    other.close()
