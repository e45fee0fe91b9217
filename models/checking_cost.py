"""What `serialdock check` asks of cost: what stock is worth, unit by unit and to the minor unit, that a unit's cost goes with
it, and that what was spread over goods was spread whole."""

from models.costing import OWN_COST

NAMED = f"""
SELECT i.number, v.named, coalesce(k.worth, 0) FROM stock_value v JOIN item i ON i.id = v.item_id LEFT JOIN (
  SELECT s.item_id, sum({OWN_COST}) AS worth FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
  WHERE s.place > 3 GROUP BY s.item_id) AS k ON k.item_id = v.item_id WHERE v.named <> coalesce(k.worth, 0)"""  # noqa: S608
LOOSE = """
SELECT i.number, v.loose_units, v.loose, coalesce(k.units, 0), v.opening + coalesce(k.worth, 0) + coalesce((
  SELECT sum(c.amount_here) FROM quantity_cost_change c WHERE c.item_id = v.item_id), 0) AS due
FROM stock_value v JOIN item i ON i.id = v.item_id LEFT JOIN (
  SELECT item_id, sum(CASE WHEN to_place > 3 THEN quantity ELSE -quantity END) AS units,
    sum(CASE WHEN to_place > 3 THEN quantity * cost ELSE -quantity * cost END) AS worth
  FROM quantity_movement WHERE (from_place > 3) <> (to_place > 3) GROUP BY item_id) AS k ON k.item_id = v.item_id
WHERE v.loose_units <> coalesce(k.units, 0) OR v.loose <> v.opening + coalesce(k.worth, 0) + coalesce((
  SELECT sum(c.amount_here) FROM quantity_cost_change c WHERE c.item_id = v.item_id), 0)"""
MISSING = """
SELECT i.number FROM item i LEFT JOIN stock_value v ON v.item_id = i.id WHERE v.item_id IS NULL"""
CARRIED = """
SELECT s.serial, m.seq, m.cost, b.cost + coalesce((
  SELECT sum(c.amount) FROM cost_change c WHERE c.serial_id = b.serial_id AND c.seq = b.seq
    AND c.posting_id < m.posting_id), 0) AS due
FROM posting p JOIN movement m ON m.posting_id = p.id AND m.seq > 1 AND m.from_place <> 1
JOIN movement b ON b.serial_id = m.serial_id AND b.seq = m.seq - 1 JOIN serial_number s ON s.id = m.serial_id
WHERE p.verb <> 'receive' AND NOT (m.from_place = 3 AND EXISTS (
  SELECT 1 FROM quantity_movement q WHERE q.posting_id = p.id AND q.line_id = m.line_id AND q.to_place = 3))
AND p.id >= coalesce((SELECT CAST(value AS BIGINT) FROM setting WHERE key = 'cost.carried_from'), 0)
AND m.cost <> b.cost + coalesce((
  SELECT sum(c.amount) FROM cost_change c WHERE c.serial_id = b.serial_id AND c.seq = b.seq
    AND c.posting_id < m.posting_id), 0)"""
SPREAD = """
SELECT k.number, k.amount, k.spread FROM (
  SELECT d.number, CASE WHEN d.status = 'posted' THEN l.amount ELSE 0 END AS amount, (
    SELECT coalesce(sum(c.amount), 0) FROM posting p JOIN cost_change c ON c.posting_id = p.id WHERE p.document_id = d.id) + (
    SELECT coalesce(sum(c.amount_here + c.amount_gone), 0) FROM posting p JOIN quantity_cost_change c ON c.posting_id = p.id
    WHERE p.document_id = d.id) AS spread
  FROM document d LEFT JOIN landed_cost l ON l.document_id = d.id WHERE d.kind = 'LC') AS k
WHERE k.amount IS DISTINCT FROM k.spread"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("worth", NAMED, "{0}: the book says its units with serial numbers are worth {1}, they are worth {2}."),
    ("average", LOOSE, "{0}: the book says {1} units worth {2}, the movements say {3} worth {4}."),
    ("valued", MISSING, "{0} has no row for what it is worth."),
    ("carried", CARRIED, "{0}: step {1} costs {2}, the step before it left {3}."),
    ("spread", SPREAD, "{0}: {1} was to be spread over the goods, and {2} is."),
)
