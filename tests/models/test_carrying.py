"""A SQLite book on a server: every row as it was, numbers that go on, and nothing at all where anything differs (R36)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import carrying, correcting, layouts, moving, parties, tracing
from models.book import Book
from models.carrying import CarriedDiffers, NotFromHere, NotToThere, ServerHasBook, carry
from models.checking import check
from models.layout import Column
from models.paper import keep, stored
from tests.builders import Warehouse
from tests.models.test_logos import picture


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Warehouse]:
    book = Book(f"sqlite:///{tmp_path / 'old.db'}", "Packing 1")
    house = Warehouse(book)
    house.item("TP-80", name="Ærø 東京\t<b>")
    house.item("CABLE", serials=False)
    house.received("TP-80", *(f"T{n:05}" for n in range(300)))
    house.stocked("CABLE", 40)
    shipped = house.shipped("TP-80", "T00001", "T00002")
    house.receipt(("TP-80", 5))
    book.perform(keep, number=shipped.document, kind="delivery-note", content=bytes(range(256)) * 40)
    line = house.receipt(("TP-80", 5)).lines[0].id
    house.scan(line, "T99999")
    book.perform(correcting.correct, serial="T00010", item="TP-80", new="T90010", reason="misread")
    book.perform(correcting.correct, serial="T90010", item="TP-80", new="T80010", reason="again")
    book.perform(moving.scan, text="T00011", how="scanned")
    book.perform(moving.scan, text="B-02", how="scanned")
    book.perform(moving.scan, text="T00012", how="scanned")
    layouts.create(book, name="Export", copy_of="Standard")
    layouts.set_columns(book, name="Export", kind="invoice", columns=[Column("net", 40), Column("item", 60)])
    layouts.set_logo(book, name="Export", content=picture("PNG"))
    card = parties.view(book, kind="customer", number="C1")
    parties.change(book, kind="customer", number="C1", card=replace(card, layout="Export"))
    yield house
    book.close()


@pytest.fixture
def full(house: Warehouse) -> Book:
    return house.book


def rows(book: Book, table: str) -> list[tuple[object, ...]]:
    found = book.rows(f"SELECT * FROM {table}")
    return sorted(
        (tuple(bytes(c) if isinstance(c, memoryview) else c for c in row) for row in found), key=repr
    )


def test_every_row_is_there_and_the_book_goes_on_where_it_was(
    house: Warehouse, full: Book, empty_postgresql: str
) -> None:
    heard: list[str] = []
    done = carry(full, to=empty_postgresql, told=lambda table, count: heard.append(table))
    there = Book(empty_postgresql, "Packing 1")
    assert there.station_id == full.station_id
    tables = [r[0] for r in full.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    copied = [
        t
        for t in tables
        if not t.startswith("sqlite") and t not in ("schema_migration", "migration_checksum")
    ]
    assert sorted(heard) == copied
    for table in copied:
        assert rows(there, table) == rows(full, table), table
    assert done.serials == 300
    assert done.tables == len(copied)
    note = stored(there, number="SH-1001", kind="delivery-note")
    assert note is not None
    assert note.content == bytes(range(256)) * 40
    for book in (full, there):
        house.book = book
        assert house.receipt(("TP-80", 1)).number == "GR-1004"
        assert house.received("TP-80", "T77777").document == "GR-1005"
        assert house.shipped("TP-80", "T00003").document == "SH-1002"
        assert check(book) == ()
    life = tracing.life(there, serial="T00003", item="TP-80")[0]
    assert [event.document for event in life.events] == ["SH-1002", "GR-1001"]
    there.close()


def test_a_server_s_book_another_address_and_a_full_database_are_refused(
    full: Book, empty_postgresql: str
) -> None:
    with pytest.raises(NotToThere):
        carry(full, to="sqlite:///other.db")
    there = Book(empty_postgresql, "Packing 9")
    with pytest.raises(NotFromHere):
        carry(there, to=empty_postgresql)
    there.close()
    with pytest.raises(ServerHasBook, match="station holds 1"):
        carry(full, to=empty_postgresql)


def test_a_copy_that_differs_leaves_nothing(
    full: Book, empty_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_set_heads", lambda source, target: None)
    with pytest.raises(CarriedDiffers, match="T00000"):
        carry(full, to=empty_postgresql)
    there = Book(empty_postgresql, "Packing 9")
    assert there.value("SELECT count(*) FROM item") == 0
    assert check(there) == ()
    there.close()
