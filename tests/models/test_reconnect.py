"""A server connection that breaks: the verb is repeated under the same operation id, and has one effect (R31, R32)."""

import psycopg
import pytest
from peewee import IntegrityError, OperationalError

from models import book as book_module
from models import entry, receiving
from models.book import Book
from models.refusals import OutcomeUnknown
from tests.builders import Warehouse


@pytest.fixture
def served(postgresql: str) -> Book:
    return Book(postgresql, "Packing 2")


def break_connection(book: Book, url: str) -> None:
    """Let the server end the book's connection, as a restart or a pulled cable does."""
    pid = book.value("SELECT pg_backend_pid()")
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (pid,))


def test_the_next_scan_after_a_broken_connection_is_kept(served: Book, postgresql: str) -> None:
    house = Warehouse(served)
    house.item("TP-80")
    line = house.receipt(("TP-80", 50)).lines[0].id
    for n in range(10):
        break_connection(served, postgresql)
        assert house.scan(line, f"SN{n}").count == n + 1
    served.close()


def test_a_lost_reply_has_one_effect(served: Book, postgresql: str) -> None:
    house = Warehouse(served)
    house.item("TP-80")
    receipt = house.receipt(("TP-80", 2))
    tries = []

    def answered_late(book: Book) -> entry.Added:
        added = entry.add(book, line_id=receipt.lines[0].id, text="SN1", how="scanned")
        tries.append(added)
        if len(tries) == 1:
            break_connection(book, postgresql)
            raise OperationalError("server closed the connection unexpectedly")
        return added

    assert served.perform(answered_late).count == 1
    assert len(tries) == 2
    assert served.value("SELECT count(*) FROM entry") == 1
    assert served.value("SELECT count(*) FROM scan") == 1

    def posted_late(book: Book) -> object:
        done = receiving.post(book, number=receipt.number, short=True)
        if len(tries) == 2:
            tries.append(tries[0])
            break_connection(book, postgresql)
            raise OperationalError("server closed the connection unexpectedly")
        return done

    served.perform(posted_late)
    assert served.value("SELECT count(*) FROM posting") == 1
    served.close()


def test_a_server_that_stays_away_leaves_the_outcome_unknown(
    served: Book, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "RETRY_S", 0.3)

    def away(book: Book) -> None:
        raise OperationalError("could not receive data from server")

    with pytest.raises(OutcomeUnknown, match="Hold the item"):
        served.perform(away)
    assert served.perform(lambda book: book.value("SELECT 1")) == 1
    served.close()


def test_a_failed_statement_poisons_nothing(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")

    def twice(book: Book) -> None:
        with book.write():
            book.insert("item_group", number="G", name="G")
            book.insert("item_group", number="G", name="G")

    for _ in range(3):
        with pytest.raises(IntegrityError):
            book.perform(twice)
        assert book.value("SELECT count(*) FROM item_group") == 0
    line = house.receipt(("TP-80", 5)).lines[0].id
    assert house.scan(line, "SN1").count == 1
