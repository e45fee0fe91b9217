"""What the database itself refuses, whoever asks: every illegal write tried on the ledger when it was designed, and more.

Each statement goes past the verbs, straight to the engine, on a book where T1 was received and shipped, T2 received.
"""

import pytest
from peewee import DatabaseError

from models.book import Book
from models.checking import check
from tests.builders import Warehouse

MOVEMENT = "INSERT INTO movement (serial_id, seq, posting_id, line_id, item_id, prev, from_place, to_place, how, cost)"
T1 = "(SELECT id FROM serial_number WHERE serial = 'T1')"
T2 = "(SELECT id FROM serial_number WHERE serial = 'T2')"
ITEM = "(SELECT id FROM item WHERE number = 'TP-80')"
OTHER = "(SELECT id FROM item WHERE number = 'SC-20')"
SHELF = "(SELECT id FROM location WHERE number = 'A-01')"
POSTING = "(SELECT max(id) FROM posting)"
LINE = "(SELECT min(id) FROM document_line)"
AT = "'2026-11-23T10:00:00.000000Z'"

ILLEGAL = {
    "sell again under the same step": f"{MOVEMENT} VALUES ({T1}, 2, {POSTING}, {LINE}, {ITEM}, 1, {SHELF}, 2, 'scanned', 0)",
    "sell again as the next step": f"{MOVEMENT} VALUES ({T1}, 3, {POSTING}, {LINE}, {ITEM}, 2, {SHELF}, 2, 'scanned', 0)",
    "sell what the customer has": f"{MOVEMENT} VALUES ({T1}, 3, {POSTING}, {LINE}, {ITEM}, 2, 2, 2, 'scanned', 0)",
    "skip a step": f"{MOVEMENT} VALUES ({T2}, 3, {POSTING}, {LINE}, {ITEM}, 2, {SHELF}, 2, 'scanned', 0)",
    "a step whose predecessor is not the one before": f"{MOVEMENT} VALUES ({T1}, 3, {POSTING}, {LINE}, {ITEM}, 1, {SHELF}, 2, 'scanned', 0)",
    "move from where it is not": f"{MOVEMENT} VALUES ({T2}, 2, {POSTING}, {LINE}, {ITEM}, 1, 2, {SHELF}, 'scanned', 0)",
    "receive twice": f"{MOVEMENT} VALUES ({T2}, 1, {POSTING}, {LINE}, {ITEM}, NULL, 1, {SHELF}, 'scanned', 0)",
    "receive once more what was shipped": f"{MOVEMENT} VALUES ({T1}, 1, {POSTING}, {LINE}, {ITEM}, NULL, 1, {SHELF}, 'scanned', 0)",
    "begin a life in the middle of the shelves": f"{MOVEMENT} VALUES ((SELECT id FROM serial_number WHERE serial = 'NEW'), 1, {POSTING}, {LINE}, {ITEM}, NULL, {SHELF}, 2, 'scanned', 0)",
    "begin a life at a customer": f"{MOVEMENT} VALUES ((SELECT id FROM serial_number WHERE serial = 'NEW'), 1, {POSTING}, {LINE}, {ITEM}, NULL, 2, {SHELF}, 'scanned', 0)",
    "move a serial nobody knows": f"{MOVEMENT} VALUES (99999, 1, {POSTING}, {LINE}, {ITEM}, NULL, 1, {SHELF}, 'scanned', 0)",
    "move a serial as another item": f"{MOVEMENT} VALUES ({T2}, 2, {POSTING}, {LINE}, {OTHER}, 1, {SHELF}, 2, 'scanned', 0)",
    "move without a posting": f"{MOVEMENT} VALUES ({T2}, 2, 99999, {LINE}, {ITEM}, 1, {SHELF}, 2, 'scanned', 0)",
    "move by a way nobody knows": f"{MOVEMENT} VALUES ({T2}, 2, {POSTING}, {LINE}, {ITEM}, 1, {SHELF}, 2, 'guessed', 0)",
    "change a movement": "UPDATE movement SET cost = 1",
    "delete a movement": f"DELETE FROM movement WHERE serial_id = {T1} AND seq = 2",
    "change a posting": f"UPDATE posting SET at = {AT}",
    "delete a posting": "DELETE FROM posting",
    "change a quantity movement": "UPDATE quantity_movement SET quantity = 1",
    "delete a quantity movement": "DELETE FROM quantity_movement",
    "forge a head's place": f"UPDATE serial_number SET place = {SHELF} WHERE serial = 'T1'",
    "turn a head back": f"UPDATE serial_number SET seq = 1, place = {SHELF} WHERE serial = 'T1'",
    "forge a head's step": "UPDATE serial_number SET seq = 3 WHERE serial = 'T1'",
    "lose a head": "UPDATE serial_number SET seq = NULL, place = NULL WHERE serial = 'T1'",
    "enter a serial with a head of its own": f"INSERT INTO serial_number (item_id, serial, look, seq, place) VALUES ({ITEM}, 'X', 'X', 1, {SHELF})",
    "the same serial twice": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, 'T1', 'T1')",
    "delete a serial with history": "DELETE FROM serial_number WHERE serial = 'T2'",
    "an empty serial": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, '', '')",
    "a serial of 101 characters": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, '{'x' * 101}', '')",
    "a serial with a blank at its end": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, 'T9 ', '')",
    "a serial with a letter no label has": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, 'Tæ', '')",
    "stock by hand": "UPDATE stock SET quantity = quantity + 1",
    "stock below nothing": "UPDATE stock SET quantity = -1, moves = moves + 1",
    "stock taken away": "DELETE FROM stock",
    "more than there is": f"INSERT INTO quantity_movement (posting_id, line_id, item_id, from_place, to_place, quantity, how) VALUES ({POSTING}, {LINE}, (SELECT id FROM item WHERE number = 'CABLE'), {SHELF}, 3, 11, 'keyed')",
    "something from a shelf that never had it": f"INSERT INTO quantity_movement (posting_id, line_id, item_id, from_place, to_place, quantity, how) VALUES ({POSTING}, {LINE}, (SELECT id FROM item WHERE number = 'CABLE'), (SELECT id FROM location WHERE number = 'B-02'), 3, 1, 'keyed')",
    "a local time": "INSERT INTO posting (op, station_id, station_no, prev_no, at, verb, document_id, hash) SELECT 'x', station_id, station_no + 1, station_no, '2026-11-23 10:00:00', verb, document_id, hash FROM posting ORDER BY id DESC LIMIT 1",
    "a posting number with a gap": f"INSERT INTO posting (op, station_id, station_no, prev_no, at, verb, document_id, hash) SELECT 'x', station_id, station_no + 2, station_no + 1, {AT}, verb, document_id, hash FROM posting ORDER BY id DESC LIMIT 1",
    "a posting number twice": f"INSERT INTO posting (op, station_id, station_no, prev_no, at, verb, document_id, hash) SELECT 'x', station_id, station_no, prev_no, {AT}, verb, document_id, hash FROM posting ORDER BY id DESC LIMIT 1",
    "an operation twice": f"INSERT INTO posting (op, station_id, station_no, prev_no, at, verb, document_id, hash) SELECT op, station_id, station_no + 1, station_no, {AT}, verb, document_id, hash FROM posting ORDER BY station_no DESC LIMIT 1",
    "the same serial on two open documents": "INSERT INTO entry (op, document_id, line_id, item_id, serial, meaning, how, at, station_id) SELECT 'x', document_id, line_id, item_id, serial, meaning, how, at, station_id FROM entry LIMIT 1",
    "serials on an item without stock": "UPDATE item SET has_serials = 1, stock_tracked = 0 WHERE number = 'TP-80'",
    "delete an item with serials": "DELETE FROM item WHERE number = 'TP-80'",
    "change the scan journal": "UPDATE scan SET text = 'x'",
}
LITE_ONLY = {
    "replace a movement": f"INSERT OR REPLACE INTO movement SELECT serial_id, seq, posting_id, line_id, item_id, prev, from_place, to_place, how, 77 FROM movement WHERE serial_id = {T2}",
    "replace a movement by one that goes elsewhere": f"INSERT OR REPLACE INTO movement SELECT serial_id, seq, posting_id, line_id, item_id, prev, from_place, 2, how, cost FROM movement WHERE serial_id = {T2}",
    "change a movement while inserting it": f"INSERT INTO movement SELECT * FROM movement WHERE serial_id = {T2} ON CONFLICT (serial_id, seq) DO UPDATE SET cost = 77",
    "replace a serial": "INSERT OR REPLACE INTO serial_number SELECT * FROM serial_number WHERE serial = 'T1'",
    "replace a serial by its text": f"INSERT OR REPLACE INTO serial_number (item_id, serial, look) VALUES ({ITEM}, 'T1', 'T1')",
    "replace a serial by one that was never moved": f"INSERT OR REPLACE INTO serial_number (id, item_id, serial, look) VALUES ({T1}, {ITEM}, 'T1', 'T1')",
    "replace the stock": "INSERT OR REPLACE INTO stock SELECT item_id, place, quantity + 1, moves + 1 FROM stock",
    "replace a posting": "INSERT OR REPLACE INTO posting SELECT * FROM posting",
    "a NUL inside a serial": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, 'T' || char(0) || '9', '')",
    "a text for a number": f"UPDATE item SET cost_price = 'dear' WHERE id = {ITEM}",
    "bytes for a serial": f"INSERT INTO serial_number (item_id, serial, look) VALUES ({ITEM}, x'5431', '')",
}
SERVER_ONLY = {
    "empty the movements": "TRUNCATE movement CASCADE",
    "empty the postings": "TRUNCATE posting CASCADE",
    "empty the stock": "TRUNCATE stock",
}


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2")
    built.shipped("TP-80", "T1")
    built.stocked("CABLE", 10)
    receipt = built.receipt(("TP-80", 2))
    built.scan(receipt.lines[0].id, "HELD")
    with book.write():
        item = book.value("SELECT id FROM item WHERE number = 'TP-80'")
        if not book.value("SELECT 1 FROM serial_number WHERE serial = 'NEW'"):
            book.execute("INSERT INTO serial_number (item_id, serial, look) VALUES (?, 'NEW', 'NEW')", item)
    return built


def refused(book: Book, statement: str) -> bool:
    try:
        with book.write():
            book.execute(statement)
            changed = book.row("SELECT 1 FROM serial_number WHERE serial = 'never'")
    except DatabaseError:
        return True
    return bool(changed)


def test_every_illegal_write_is_refused_by_the_database_itself(house: Warehouse) -> None:
    book = house.book
    tried = ILLEGAL | (LITE_ONLY if book.lite else SERVER_ONLY)
    assert len(tried) > 18
    assert [name for name, statement in tried.items() if not refused(book, statement)] == []
    with book.write():
        book.execute("DELETE FROM serial_number WHERE serial = 'NEW'")
    assert check(book) == ()


def test_the_legal_next_step_is_taken(house: Warehouse) -> None:
    """The proof that the refusals above are not refusals of everything."""
    house.shipped("TP-80", "T2")
    with house.book.write():
        house.book.execute("DELETE FROM serial_number WHERE serial = 'NEW'")
    assert house.place("T2") == 2
