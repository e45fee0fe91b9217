"""The units of a file, staged: judged against the book as one set, and written into it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from models.book import Book, Row
from models.bulk import insert_many
from models.costing import OWN_COST
from models.csv_reading import Sheet
from models.language import Said
from models.tracing import state_of

NAMED = {"item": Said("an item"), "document": Said("a document"), "location": Said("a location")}
MOVED = "SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id WHERE p.document_id = ?"
_KNOWN = f"""
SELECT i.line, i.serial, s.place, l.number, d.number, CASE WHEN s.place = i.place AND (i.cost IS NULL OR i.cost = {OWN_COST})
  AND (i.received IS NULL OR i.received = s.received_on) THEN 1 ELSE 0 END AS same
FROM incoming i JOIN serial_number s ON s.serial = i.serial AND s.item_id = i.item_id JOIN location l ON l.id = s.place
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq JOIN posting p ON p.id = m.posting_id
JOIN document d ON d.id = p.document_id"""  # noqa: S608
_DIFFERENT = f"SELECT * FROM ({_KNOWN}) AS k WHERE same = 0 ORDER BY line"  # noqa: S608
_SPELLED = """
SELECT i.line, i.serial, s.serial FROM incoming i JOIN serial_number s ON s.same = i.same AND s.item_id = i.item_id
WHERE s.serial <> i.serial ORDER BY i.line"""
_HELD = """
SELECT i.line, i.serial, d.number FROM incoming i JOIN entry e ON e.item_id = i.item_id AND e.serial = i.serial
JOIN document d ON d.id = e.document_id WHERE i.known = 0
UNION SELECT i.line, i.serial, d.number FROM incoming i JOIN entry e ON e.item_id = i.item_id AND e.same = i.same
JOIN document d ON d.id = e.document_id WHERE i.known = 0 ORDER BY 1"""
_LOOKS = """
SELECT i.line, i.serial, min(s.serial) FROM incoming i JOIN item t ON t.id = i.item_id AND t.serial_kind <> 'mac'
JOIN serial_number s ON s.item_id = i.item_id AND s.look = i.look AND s.serial <> i.serial
WHERE i.known = 0 GROUP BY i.line, i.serial ORDER BY i.line"""
_NAMED = """
SELECT i.line, i.serial, 'item' FROM incoming i JOIN item x ON x.number = i.serial WHERE i.known = 0
UNION ALL SELECT i.line, i.serial, 'document' FROM incoming i JOIN document x ON x.number = i.serial WHERE i.known = 0
UNION ALL SELECT i.line, i.serial, 'location' FROM incoming i JOIN location x ON x.number = i.serial WHERE i.known = 0
ORDER BY 1"""


def table(book: Book) -> AbstractContextManager[None]:
    """The table `incoming` of this connection's own."""
    text = "TEXT" if book.lite else 'TEXT COLLATE "C"'
    return book.table_of_own(
        "incoming",
        f"line BIGINT, item_id BIGINT, serial {text}, look {text}, same {text}, place BIGINT, "
        f"cost BIGINT, usual BIGINT, received {text}, known BIGINT NOT NULL DEFAULT 0",
    )


def stage(book: Book, columns: str, rows: Sequence[Sequence[object]]) -> None:
    """Put a piece of the file into the connection's own table; `columns` as in `Book.batch`, a row a unit."""
    if book.lite:
        names = ", ".join(column.split()[0] for column in columns.split(","))
        marks = ", ".join("?" * len(columns.split(",")))
        book.db.cursor().executemany(f"INSERT INTO incoming ({names}) VALUES ({marks})", rows)  # noqa: S608
    else:
        insert_many(book, "incoming", columns, rows)


def judge(book: Book, sheet: Sheet) -> None:
    """Note every staged unit that the book speaks against; those that are here as the file says are `known`."""
    if not book.lite:
        book.execute("ANALYZE incoming")
    book.execute(
        "UPDATE incoming SET known = 1 WHERE EXISTS (SELECT 1 FROM serial_number s "
        "WHERE s.serial = incoming.serial AND s.item_id = incoming.item_id)"
    )
    for line, serial, place, number, document, _ in book.rows(_DIFFERENT):
        if place > 3:
            sheet.refuse(
                line, "serial", "{serial} is here already, at {place} ({document}), and differs from the file.",
                serial=serial, place=number, document=document,
            )  # fmt: skip
        else:
            sheet.refuse(
                line, "serial", "{serial} is known here: {state} ({document}). An adjustment takes it back.",
                serial=serial, state=Said(state_of(place)), document=document,
            )  # fmt: skip
    for line, serial, other in book.rows(_SPELLED):
        sheet.refuse(line, "serial", "{serial} is known here as {other}.", serial=serial, other=other)
    for line, serial, document in book.rows(_HELD):
        sheet.refuse(line, "serial", "{serial} is on {document}.", serial=serial, document=document)
    for line, serial, what in book.rows(_NAMED):
        sheet.refuse(line, "serial", "{serial} is the number of {what}.", serial=serial, what=NAMED[what])
    for line, serial, other in () if sheet.sure else book.rows(_LOOKS):
        looks_like(sheet, line, serial, other)


def looks_like(sheet: Sheet, line: int, serial: str, other: str) -> None:
    """Note a serial that a hurried eye takes for another."""
    sheet.refuse(
        line, "serial", "{serial} looks like {other}. If both are meant, import the file with --sure.",
        serial=serial, other=other,
    )  # fmt: skip


def counts(book: Book) -> Row:
    """How many staged units are known, and how many are new."""
    row = book.row("SELECT coalesce(sum(known), 0), coalesce(sum(1 - known), 0) FROM incoming")
    assert row is not None
    return row


def lines(book: Book) -> list[Row]:
    """Item, place, quantity and average cost of the new units, for the lines of the adjustment."""
    return book.rows(
        "SELECT item_id, place, count(*), CAST(sum(coalesce(cost, usual)) / count(*) AS BIGINT) FROM incoming "
        "WHERE known = 0 GROUP BY item_id, place ORDER BY min(line)"
    )


def name(book: Book) -> None:
    """Make the new serial numbers, in the order of the file. They are nowhere until moved."""
    book.execute(
        "INSERT INTO serial_number (item_id, serial, look, same, received_on) "
        "SELECT item_id, serial, look, same, received FROM incoming WHERE known = 0 ORDER BY line"
    )
