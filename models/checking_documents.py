"""What `serialdock check` asks of documents: that each stands where its kind can, names what it was made from and whose it is,
bears the date and the prices of its postings, and that no series gives a number again."""

SOURCES = """
SELECT d.number, l.line_no FROM document d JOIN document_line l ON l.document_id = d.id
LEFT JOIN document_line o ON o.id = l.source_id LEFT JOIN document od ON od.id = o.document_id
WHERE d.kind IN ('GR', 'SH', 'RS', 'CN', 'LC') AND (o.document_id IS DISTINCT FROM d.source_id OR o.item_id <> l.item_id)
OR d.kind = 'IN' AND (o.item_id <> l.item_id OR od.id <> d.source_id AND od.source_id IS DISTINCT FROM d.source_id)"""
PARTIES = """
SELECT d.number FROM document d LEFT JOIN party p ON p.id = d.party_id LEFT JOIN document o ON o.id = d.source_id
WHERE d.kind IN ('PO', 'GR', 'RS', 'LC') AND p.kind <> 'supplier'
OR d.kind IN ('QU', 'SO', 'SH', 'IN', 'CN', 'RP') AND p.kind <> 'customer'
OR d.kind IN ('GR', 'SH', 'IN', 'CN', 'RS', 'LC') AND o.id IS NOT NULL AND d.party_id IS DISTINCT FROM o.party_id"""
STATES = """
SELECT d.number, d.status FROM document d WHERE d.status NOT IN ('draft', 'cancelled') AND NOT CASE
  WHEN d.kind IN ('PO', 'SO') THEN d.status IN ('open', 'closed') WHEN d.kind = 'QU' THEN d.status = 'closed'
  WHEN d.kind IN ('IN', 'CN', 'SC') THEN d.status = 'posted' WHEN d.kind = 'CT' THEN d.status IN ('open', 'posted')
  WHEN d.kind = 'RP' THEN d.status IN ('open', 'closed', 'reversed') ELSE d.status IN ('posted', 'reversed') END
OR d.status IN ('draft', 'cancelled') AND d.kind IN ('PO', 'SO') AND EXISTS (
  SELECT 1 FROM document c WHERE c.source_id = d.id AND c.kind IN ('GR', 'SH', 'IN') AND c.status = 'posted')"""
KINDS = """
SELECT d.number, d.kind FROM document d WHERE d.draft_number IS NOT NULL AND d.kind NOT IN ('IN', 'CN')
OR substr(d.number, 3, 1) = '-' AND length(d.number) > 3 AND ltrim(substr(d.number, 4), '0123456789') = ''
  AND substr(d.number, 1, 2) <> d.kind AND EXISTS (SELECT 1 FROM series s WHERE s.kind = substr(d.number, 1, 2))"""
SERIES = """
SELECT k.kind, k.last, s.next FROM (
  SELECT kind, max(CAST(substr(number, 4) AS BIGINT)) AS last FROM document WHERE substr(number, 1, 3) = kind || '-'
  AND length(number) BETWEEN 4 AND 18 AND ltrim(substr(number, 4), '0123456789') = '' GROUP BY kind) AS k
LEFT JOIN series s ON s.kind = k.kind WHERE coalesce(s.next, 0) <= k.last"""
DATED = """
SELECT d.number, d.posted_at, p.at FROM document d JOIN posting p ON p.document_id = d.id
WHERE d.kind IN ('GR', 'AD', 'SH', 'IN', 'CN', 'MV', 'SC', 'RS', 'LC') AND p.verb <> 'reverse'
AND (d.posted_at IS DISTINCT FROM p.at OR d.operator_id IS DISTINCT FROM p.operator_id)"""
PLACED = """
SELECT DISTINCT d.number, l.line_no FROM posting p JOIN (
  SELECT posting_id, line_id, from_place, to_place, cost FROM movement UNION ALL
  SELECT posting_id, line_id, from_place, to_place, cost FROM quantity_movement) AS m ON m.posting_id = p.id
JOIN document_line l ON l.id = m.line_id JOIN document d ON d.id = p.document_id
WHERE p.verb IN ('receive', 'move', 'credit') AND m.to_place IS DISTINCT FROM l.location_id
OR p.verb = 'receive' AND m.cost <> l.price OR p.verb NOT IN ('adjust', 'reverse') AND l.way <> ''
OR p.verb = 'adjust' AND NOT CASE l.way WHEN 'up' THEN m.from_place <= 3 AND m.to_place = l.location_id
  WHEN 'down' THEN m.from_place > 3 AND m.to_place = 3 WHEN '' THEN 1 = 0
  ELSE m.from_place = l.location_id OR m.to_place = l.location_id END"""
CONSUMED = """
SELECT s.serial, d.number FROM consumed c JOIN serial_number s ON s.id = c.serial_id JOIN posting p ON p.id = c.posting_id
JOIN document d ON d.id = p.document_id JOIN document_line l ON l.id = c.line_id JOIN document o ON o.id = l.document_id
WHERE o.kind <> 'SO' OR l.item_id <> s.item_id OR d.source_id IS DISTINCT FROM o.id
OR NOT EXISTS (SELECT 1 FROM movement m WHERE m.posting_id = c.posting_id AND m.serial_id = c.serial_id)"""
LISTS = """
SELECT e.serial, d.number FROM entry e JOIN document d ON d.id = e.document_id
LEFT JOIN document_line r ON r.id = e.reserved_line_id LEFT JOIN document rd ON rd.id = r.document_id
LEFT JOIN serial_number w ON w.id = e.swapped_id WHERE NOT CASE d.kind WHEN 'SO' THEN e.meaning = 'reserve'
  WHEN 'MV' THEN e.meaning = 'move' WHEN 'GR' THEN e.meaning IN ('new', 'return') WHEN 'CN' THEN e.meaning = 'credit'
  WHEN 'AD' THEN e.meaning IN ('new', 'return', 'leave', 'found', 'assign') WHEN 'RS' THEN e.meaning = 'leave'
  WHEN 'RP' THEN e.meaning IN ('repair', 'ready') ELSE e.meaning IN ('pick', 'name') END
OR r.id IS NOT NULL AND (rd.kind <> 'SO' OR r.item_id <> e.item_id OR e.meaning NOT IN ('pick', 'move'))
OR w.item_id <> e.item_id"""
TICKS = """
SELECT i.number FROM item i WHERE i.has_serials = 0
  AND EXISTS (SELECT 1 FROM serial_number s WHERE s.item_id = i.id AND s.place > 3)
OR i.stock_tracked = 0 AND EXISTS (SELECT 1 FROM stock t WHERE t.item_id = i.id)"""
CONVERTS = """
SELECT d.number FROM document d WHERE (d.converts IS NULL) <> (d.converts_from IS NULL)
OR d.converts IS NOT NULL AND d.kind <> 'AD' OR EXISTS (
  SELECT 1 FROM document_line l WHERE l.document_id = d.id
  AND (l.way = 'assign') <> (d.converts IS NOT DISTINCT FROM l.item_id))"""
PLACES = """
SELECT l.number FROM location l WHERE l.kind <> CASE l.id WHEN 0 THEN 'repair' WHEN 1 THEN 'supplier' WHEN 2 THEN 'customer'
  WHEN 3 THEN 'loss' ELSE 'stock' END
OR l.id <= 3 AND (EXISTS (SELECT 1 FROM item i WHERE i.location_id = l.id)
  OR EXISTS (SELECT 1 FROM station s WHERE s.move_to = l.id))"""
EXPECTED = """
SELECT x.serial, d.number FROM expected_serial x JOIN document_line l ON l.id = x.line_id
JOIN document d ON d.id = l.document_id WHERE d.kind <> 'PO'"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "sources",
        SOURCES,
        "{0} line {1} is not from the document that {0} was made from, or has another item.",
    ),
    ("parties", PARTIES, "{0} is not for the supplier or customer it can be for."),
    ("states", STATES, "{0} is {1}, which it cannot be."),
    ("kinds", KINDS, "{0} is kept as a document of kind {1}, which has other numbers."),
    ("series", SERIES, "The number series {0} goes on at {2}, and {0}-{1} is used."),
    ("dated", DATED, "{0} says it was posted at {1}, its posting says {2}, or somebody else posted it."),
    ("placed", PLACED, "{0} line {1}: its location, way or price is not that of its movements."),
    ("promises", CONSUMED, "{0} was taken from an order for {1}, and the order or the movement is another."),
    ("lists", LISTS, "{0} is on the list of {1}, where it cannot be."),
    ("ticks", TICKS, "{0} has stock that its ticks do not allow."),
    ("conversions", CONVERTS, "{0} gives serial numbers to another item than its lines say."),
    ("places", PLACES, "Location {0} is used as another kind than it is."),
    ("expected", EXPECTED, "{0} is announced on {1}, which is no purchase order."),
)
