"""What was spread over one unit after it came, among the steps of its life."""

from collections.abc import Sequence

from models.book import SUPPLIER, Book, Row

_CHANGES = """
SELECT p.at, 'cost', d.number, CASE WHEN t.id > 3 THEN t.number ELSE t.name END, CASE WHEN t.id > 3 THEN t.number ELSE t.name END,
  coalesce(pa.name, ''), coalesce(o.name, ''), st.name, '', c.amount, d.reason, '', '', CAST(? AS BIGINT), c.seq
FROM cost_change c JOIN movement m ON m.serial_id = c.serial_id AND m.seq = c.seq JOIN posting p ON p.id = c.posting_id
JOIN document d ON d.id = p.document_id JOIN location t ON t.id = m.to_place JOIN station st ON st.id = p.station_id
LEFT JOIN party pa ON pa.id = d.party_id LEFT JOIN operator o ON o.id = p.operator_id
WHERE c.serial_id = ? ORDER BY c.seq DESC, c.posting_id DESC"""


def with_costs(book: Book, serial_id: int, steps: Sequence[Row]) -> list[Row]:
    """The steps of a unit, newest first, each with its number in the life as the last column; before each of them the
    changes of cost that were made after it."""
    changes = book.rows(_CHANGES, SUPPLIER, serial_id)
    return sorted((*changes, *steps), key=lambda row: -int(row[-1]))  # stable: changes first
