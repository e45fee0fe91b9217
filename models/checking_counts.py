"""What `serialdock check` asks of counts: open as long as nobody approved or dropped them, their units the book's own, and
what was accepted of them exactly what their adjustment moved."""

OPEN = """
SELECT d.number, d.status FROM document d LEFT JOIN count_scope k ON k.document_id = d.id WHERE d.kind = 'CT' AND (
  k.document_id IS NULL OR (d.status IN ('draft', 'open')) <> (k.open IS NOT NULL)
  OR EXISTS (SELECT 1 FROM counted c WHERE c.document_id = d.id AND (c.open IS NOT NULL) <> (k.open IS NOT NULL))
  OR d.status <> 'posted' AND EXISTS (SELECT 1 FROM count_result r WHERE r.document_id = d.id))"""
UNITS = """
SELECT d.number, c.serial FROM counted c JOIN document d ON d.id = c.document_id JOIN serial_number s ON s.id = c.serial_id
WHERE s.item_id <> coalesce(c.item_id, 0)"""
ACCEPTED = """
SELECT d.number, r.serial FROM count_result r JOIN document d ON d.id = r.document_id
WHERE r.accepted = 1 AND r.serial IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM movement m JOIN posting p ON p.id = m.posting_id JOIN document a ON a.id = p.document_id
  WHERE m.serial_id = r.serial_id AND m.line_id = r.line_id AND p.verb = 'adjust' AND a.source_id = d.id)"""
MOVED = """
SELECT a.number, s.serial FROM document d JOIN document a ON a.source_id = d.id AND a.kind = 'AD'
JOIN posting p ON p.document_id = a.id AND p.verb = 'adjust' JOIN movement m ON m.posting_id = p.id
JOIN serial_number s ON s.id = m.serial_id WHERE d.kind = 'CT' AND NOT EXISTS (
  SELECT 1 FROM count_result r
  WHERE r.document_id = d.id AND r.serial_id = m.serial_id AND r.line_id = m.line_id AND r.accepted = 1)"""
QUANTITIES = """
SELECT d.number, i.number, r.counted - r.booked FROM count_result r JOIN document d ON d.id = r.document_id
JOIN item i ON i.id = r.item_id WHERE r.accepted = 1 AND r.serial IS NULL AND r.counted - r.booked <> (
  SELECT coalesce(sum(CASE WHEN q.to_place = r.place THEN q.quantity ELSE -q.quantity END), 0) FROM document a
  JOIN posting p ON p.document_id = a.id AND p.verb = 'adjust'
  JOIN quantity_movement q ON q.posting_id = p.id AND q.line_id = r.line_id WHERE a.source_id = d.id AND a.kind = 'AD')"""

SCOPE = """
SELECT d.number, coalesce(c.serial, i.number) FROM count_scope k JOIN counted c ON c.document_id = k.document_id
JOIN document d ON d.id = k.document_id LEFT JOIN item i ON i.id = c.item_id
WHERE c.location_id <> k.location_id OR k.item_id IS NOT NULL AND c.item_id IS DISTINCT FROM k.item_id"""
LISTED = """
SELECT d.number, r.serial FROM count_result r JOIN document d ON d.id = r.document_id
LEFT JOIN serial_number s ON s.id = r.serial_id WHERE r.serial IS NOT NULL AND (
  s.item_id <> coalesce(r.item_id, 0)
  OR r.booked <> CASE WHEN r.list IN ('found', 'missing') THEN 1 ELSE 0 END
  OR r.counted <> CASE WHEN r.list = 'missing' THEN 0 ELSE 1 END
  OR r.list <> 'missing' AND NOT EXISTS (SELECT 1 FROM counted c
      WHERE c.document_id = r.document_id AND c.serial_id = r.serial_id AND c.location_id = r.place)
    AND (r.document_id, r.place, r.serial) NOT IN (
      SELECT document_id, location_id, serial FROM counted WHERE serial IS NOT NULL))"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("counts", OPEN, "{0} is {1}, and what it counted says otherwise."),
    ("counted", UNITS, "{0} has counted {1} as another unit than it is."),
    ("counted", SCOPE, "{0} has counted {1} where it does not count."),
    ("counted", LISTED, "{0}: {1} is on its lists, and was not counted so."),
    ("accepted", ACCEPTED, "{0}: {1} was accepted, and its adjustment did not move it."),
    ("adjusted", MOVED, "{0} moved {1}, which its count did not accept."),
    ("quantities", QUANTITIES, "{0}: {1} was to change by {2}, and its adjustment says otherwise."),
)
