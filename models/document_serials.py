"""Which serial numbers stand on a document: moved by it once it is posted, on its lists before. Reads only."""

from models.book import Book

_ON = """
SELECT l.line_no, s.serial FROM document d JOIN posting p ON p.document_id = d.id AND p.verb <> 'reverse'
JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
JOIN document_line l ON l.id = m.line_id WHERE d.number = ?
UNION SELECT l.line_no, e.serial FROM document d JOIN entry e ON e.document_id = d.id
JOIN document_line l ON l.id = e.line_id WHERE d.number = ? ORDER BY 1, 2"""


def on_document(book: Book, *, number: str) -> dict[int, tuple[str, ...]]:
    """The serials of each line by its number, in order; lines without any are left out."""
    found: dict[int, list[str]] = {}
    for line_no, serial in book.rows(_ON, number, number):
        found.setdefault(int(line_no), []).append(serial)
    return {line_no: tuple(serials) for line_no, serials in found.items()}
