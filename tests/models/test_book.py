"""The open book: its settings are read back, and it says the same on both engines."""

import pytest

from models.book import Book
from models.bulk import STAGED_FROM
from models.dialect import as_json
from tests.builders import Warehouse


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


def test_a_query_that_somebody_has_not_read_to_its_end_is_in_no_postings_way(book: Book) -> None:
    house = Warehouse(book)
    house.item()
    open_query = book.db.execute_sql("SELECT number FROM item UNION ALL SELECT number FROM location")
    assert open_query.fetchone() is not None
    house.received("TP-80", *(f"N{n}" for n in range(STAGED_FROM + 1)))
    house.shipped("TP-80", "N0", "N1")
    assert house.in_stock("TP-80") == STAGED_FROM - 1
    open_query.close()


def test_a_statement_that_gives_rows_is_over_once_it_is_executed(book: Book) -> None:
    with book.write():
        assert book.execute("UPDATE series SET next = next RETURNING kind") > 0
        book.execute("CREATE TEMP TABLE mine (a BIGINT)")
        book.execute("DROP TABLE mine")


def test_what_was_staged_in_vain_is_in_no_later_table(book: Book) -> None:
    def in_vain() -> None:
        with book.db.atomic(), book.table_of_own("mine", "a BIGINT"):
            book.execute("INSERT INTO mine VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_vain()
    with book.write():
        with pytest.raises(ZeroDivisionError):
            in_vain()
        with book.table_of_own("mine", "a BIGINT"):
            assert book.value("SELECT count(*) FROM mine") == 0
