"""What `serialdock check` asks of moves and of corrected serial numbers: that a move stays inside the warehouse, and that what a
unit is called now is where its corrections ended."""

OUTSIDE = """
SELECT d.number, coalesce(s.serial, i.number) FROM document d JOIN posting p ON p.document_id = d.id JOIN (
  SELECT posting_id, serial_id, item_id, from_place, to_place FROM movement UNION ALL
  SELECT posting_id, NULL, item_id, from_place, to_place FROM quantity_movement) AS m ON m.posting_id = p.id
JOIN item i ON i.id = m.item_id LEFT JOIN serial_number s ON s.id = m.serial_id
WHERE d.kind = 'MV' AND (m.from_place <= 3 OR m.to_place <= 3)"""
CALLED = """
SELECT s.serial, c.new FROM serial_correction c JOIN serial_number s ON s.id = c.serial_id
WHERE c.seq = (SELECT max(x.seq) FROM serial_correction x WHERE x.serial_id = c.serial_id) AND c.new <> s.serial"""
STEPS = """
SELECT c.old, c.seq FROM serial_correction c
LEFT JOIN serial_correction b ON b.serial_id = c.serial_id AND b.seq = c.seq - 1
WHERE c.seq > 1 AND (b.seq IS NULL OR b.new <> c.old) OR coalesce(c.prev, 0) <> c.seq - 1"""
BY = """
SELECT d.number, p.verb FROM posting p JOIN document d ON d.id = p.document_id
LEFT JOIN serial_correction c ON c.posting_id = p.id
WHERE (p.verb = 'correct') <> (c.posting_id IS NOT NULL) OR (p.verb = 'correct') <> (d.kind = 'SC')"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("moves", OUTSIDE, "{0} moved {1}, but not from one location to another."),
    ("called", CALLED, "{0} should be called {1} by its corrections."),
    ("corrections", STEPS, "{0}: correction {1} does not start where the one before it ended."),
    ("corrected", BY, "{0}: posting {1}, and the corrections say otherwise."),
)
