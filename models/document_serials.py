"""What was done with a document: when it was posted and by whom, and which serial numbers stand on it: moved by it once
it is posted, on its lists before. Reads only."""

from dataclasses import dataclass

from models.book import Book


@dataclass(frozen=True)
class DocumentEvent:
    """One posting of a document. `what` is receive, adjust, ship, invoice, credit or reverse."""

    at: str
    what: str
    operator: str
    station: str


_ON = """
SELECT l.line_no, s.serial FROM document d JOIN posting p ON p.document_id = d.id AND p.verb <> 'reverse'
JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
JOIN document_line l ON l.id = m.line_id WHERE d.number = ?
UNION SELECT l.line_no, s.serial FROM document d JOIN document_line l ON l.document_id = d.id
JOIN invoiced_serial v ON v.line_id = l.id JOIN serial_number s ON s.id = v.serial_id WHERE d.number = ?
UNION SELECT l.line_no, s.serial FROM document d JOIN document_line l ON l.document_id = d.id
JOIN credited_serial v ON v.line_id = l.id JOIN serial_number s ON s.id = v.serial_id WHERE d.number = ?
UNION SELECT l.line_no, s.serial FROM document d JOIN document_line l ON l.document_id = d.id AND d.kind = 'IN'
JOIN document_line o ON o.id = l.source_id JOIN posting p ON p.document_id = o.document_id AND p.verb = 'ship'
JOIN movement m ON m.posting_id = p.id AND m.line_id = o.id JOIN serial_number s ON s.id = m.serial_id WHERE d.number = ?
UNION SELECT l.line_no, e.serial FROM document d JOIN entry e ON e.document_id = d.id
JOIN document_line l ON l.id = e.line_id WHERE d.number = ? ORDER BY 1, 2"""


def on_document(book: Book, *, number: str) -> dict[int, tuple[str, ...]]:
    """The serials of each line by its number, in order; lines without any are left out."""
    found: dict[int, list[str]] = {}
    for line_no, serial in book.rows(_ON, *[number] * 5):
        found.setdefault(int(line_no), []).append(serial)
    return {line_no: tuple(serials) for line_no, serials in found.items()}


def events_of(book: Book, *, number: str) -> tuple[DocumentEvent, ...]:
    """The postings of a document, oldest first; none while it is a draft or an order."""
    sql = (
        "SELECT p.at, p.verb, COALESCE(o.name, ''), s.name FROM document d JOIN posting p ON p.document_id = d.id "
        "JOIN station s ON s.id = p.station_id LEFT JOIN operator o ON o.id = p.operator_id WHERE d.number = ? ORDER BY p.id"
    )
    return tuple(DocumentEvent(*row) for row in book.rows(sql, number))
