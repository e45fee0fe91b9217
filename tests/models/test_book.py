"""The open book: its settings are read back, and it says the same on both engines."""

from models.book import Book
from models.dialect import as_json


def test_a_fresh_book_knows_its_station_and_its_series(book: Book) -> None:
    assert book.value("SELECT name FROM station WHERE id = ?", book.station_id) == "Packing 2"
    assert book.value("SELECT next FROM series WHERE kind = 'GR'") == 1001


def test_a_batch_is_a_table_on_both_engines(book: Book) -> None:
    rows: list[list[object]] = [[2, "b%"], [1, "å'?"], [3, None]]
    found = book.rows(f"SELECT n, s FROM {book.batch('n int, s text')} AS b ORDER BY n", as_json(rows))
    assert found == [(1, "å'?"), (2, "b%"), (3, None)]


def test_text_sorts_by_code_point_on_both_engines(book: Book) -> None:
    for number in ("b", "A", "a", "-a", "Å", "10", "9"):
        book.insert("item_group", number=number, name=number)
    assert [n for (n,) in book.rows("SELECT number FROM item_group ORDER BY number")] == [
        "-a",
        "10",
        "9",
        "A",
        "a",
        "b",
        "Å",
    ]
