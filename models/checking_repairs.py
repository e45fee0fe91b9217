"""What `serialdock check` asks of repairs and returns to suppliers: what is here for a customer is on an open repair, each repair
says what its steps say, what went back to a supplier came in on that receipt, and each warranty belongs to a sale."""

HERE = """
SELECT s.serial, coalesce(d.number, '-'), coalesce(d.status, '-') FROM serial_number s
LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq LEFT JOIN document_line l ON l.id = m.line_id
LEFT JOIN document d ON d.id = l.document_id
WHERE s.place = 0 AND (d.kind IS NULL OR d.kind <> 'RP' OR d.status <> 'open')"""
STEPS = """
SELECT d.number, s.serial FROM movement m JOIN serial_number s ON s.id = m.serial_id JOIN document_line l ON l.id = m.line_id
JOIN document d ON d.id = l.document_id JOIN posting p ON p.id = m.posting_id
WHERE (m.from_place = 0 OR m.to_place = 0) AND d.kind <> 'RP'
OR d.kind = 'RP' AND p.verb <> 'reverse' AND NOT (
  p.verb = 'repair' AND m.from_place = 2 AND m.to_place = 0 OR p.verb = 'send-back' AND m.from_place = 0 AND m.to_place = 2
  OR p.verb = 'scrap' AND m.from_place = 0 AND m.to_place = 3)
OR d.kind = 'RS' AND p.verb <> 'reverse' AND (p.verb <> 'supplier-return' OR m.to_place <> 1)"""
REPAIRS = """
SELECT k.number, k.status, k.here FROM (
  SELECT d.number, d.status, (SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id
    JOIN serial_number s ON s.id = m.serial_id AND s.seq = m.seq AND s.place = 0 WHERE p.document_id = d.id) AS here
  FROM document d WHERE d.kind = 'RP') AS k WHERE (k.status = 'open') <> (k.here > 0)"""
LINES = """
SELECT k.number, k.line_no, k.quantity, k.units FROM (
  SELECT d.number, l.line_no, l.quantity, (SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id
    WHERE p.document_id = d.id AND p.verb = 'repair' AND m.line_id = l.id) AS units
  FROM document d JOIN document_line l ON l.document_id = d.id
  WHERE d.kind = 'RP' AND d.status IN ('open', 'closed', 'reversed')) AS k WHERE k.units <> k.quantity"""
LISTED = """
SELECT e.serial, d.number FROM entry e JOIN document d ON d.id = e.document_id LEFT JOIN serial_number s ON s.id = e.serial_id
WHERE (d.kind = 'RP') <> (e.meaning IN ('repair', 'ready'))
OR e.meaning = 'repair' AND (s.place IS NULL OR s.place <> 2 OR d.status <> 'draft')
OR e.meaning = 'ready' AND (s.place IS NULL OR s.place <> 0 OR d.status <> 'open')"""
RETURNED = """
SELECT d.number, s.serial FROM document d JOIN document_line l ON l.document_id = d.id JOIN posting p ON p.document_id = d.id
JOIN movement m ON m.posting_id = p.id AND m.line_id = l.id JOIN serial_number s ON s.id = m.serial_id
WHERE d.kind = 'RS' AND p.verb <> 'reverse' AND l.source_id IS DISTINCT FROM (
  SELECT x.line_id FROM movement x JOIN posting xp ON xp.id = x.posting_id JOIN document xd ON xd.id = xp.document_id
  WHERE x.serial_id = m.serial_id AND x.seq < m.seq AND xp.verb = 'receive'
  AND (xd.status <> 'reversed' OR xd.id = d.source_id) ORDER BY x.seq DESC LIMIT 1)"""
OVER = """
SELECT d.number, l.line_no, l.quantity, sum(x.quantity) FROM document d JOIN document_line l ON l.document_id = d.id
JOIN item i ON i.id = l.item_id JOIN document_line x ON x.source_id = l.id JOIN document xd ON xd.id = x.document_id
WHERE xd.kind = 'RS' AND xd.status = 'posted' AND i.has_serials = 0
GROUP BY d.number, l.line_no, l.quantity, d.kind, d.status HAVING sum(x.quantity) > l.quantity OR d.kind <> 'GR'
OR d.status <> 'posted'"""
WARRANTY = """
SELECT s.serial, w.until FROM unit_warranty w JOIN serial_number s ON s.id = w.serial_id
LEFT JOIN movement m ON m.serial_id = w.serial_id AND m.posting_id = w.posting_id AND m.to_place = 2
LEFT JOIN posting p ON p.id = w.posting_id WHERE m.seq IS NULL OR p.verb NOT IN ('ship', 'invoice', 'reverse')"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("in repair", HERE, "{0} is in repair by {1}, which is {2} or no repair."),
    ("repair steps", STEPS, "{0}: the step of {1} is none of such a document."),
    ("repairs", REPAIRS, "{0} is {1}, and {2} of its units are here."),
    ("repair lines", LINES, "{0} line {1}: {2} units on paper, {3} moved."),
    ("repair lists", LISTED, "{0} is on the list of {1}, where it cannot be."),
    ("returned", RETURNED, "{0}: {1} did not come in on its receipt."),
    ("returns", OVER, "{0} line {1}: {2} received, {3} returned."),
    ("warranty", WARRANTY, "{0} has a warranty until {1}, and was not sold then."),
)
