"""What stock is worth, cost that is spread over goods after they came, who sees cost, and when a unit really came.

A unit's cost is that of its last movement and of the changes made at that step. Units without serial numbers are worth
their moving average: `stock_value` keeps their number and their worth by item, moved by the engines in the statement that
writes the ledger (`values_0012`); the database itself refuses worth without units.
"""

from peewee import Database

from models.migrations import values_0012 as values
from models.migrations.dialect import SQLITE, run, words
from models.migrations.widen_0006 import widen

TABLES = """
ALTER TABLE operator ADD COLUMN sees_cost {int} NOT NULL DEFAULT 1 CHECK (sees_cost IN (0, 1));
ALTER TABLE serial_number ADD COLUMN received_on {text} CHECK (received_on LIKE '____-__-__');
CREATE TABLE landed_cost (
  document_id {int} PRIMARY KEY REFERENCES document(id), amount {int} NOT NULL CHECK (amount > 0),
  spread {text} NOT NULL CHECK (spread IN ('value', 'quantity'))) {strict};
CREATE TABLE cost_change (
  serial_id {int} NOT NULL, seq {int} NOT NULL, posting_id {int} NOT NULL REFERENCES posting(id),
  line_id {int} NOT NULL REFERENCES document_line(id), item_id {int} NOT NULL REFERENCES item(id),
  amount {int} NOT NULL CHECK (amount <> 0), PRIMARY KEY (serial_id, seq, posting_id),
  FOREIGN KEY (serial_id, seq) REFERENCES movement (serial_id, seq)) {norowid};
CREATE INDEX cost_change_posting ON cost_change (posting_id, line_id, serial_id);
CREATE TABLE quantity_cost_change (
  posting_id {int} NOT NULL REFERENCES posting(id), line_id {int} NOT NULL REFERENCES document_line(id),
  item_id {int} NOT NULL REFERENCES item(id), quantity {int} NOT NULL CHECK (quantity > 0),
  here {int} NOT NULL CHECK (here BETWEEN 0 AND quantity), amount_here {int} NOT NULL, amount_gone {int} NOT NULL,
  CHECK (here > 0 OR amount_here = 0), PRIMARY KEY (posting_id, line_id)) {norowid};
CREATE INDEX quantity_line ON quantity_movement (line_id);
CREATE INDEX quantity_cost_item ON quantity_cost_change (item_id);
CREATE TABLE stock_value (
  item_id {int} PRIMARY KEY REFERENCES item(id), named {int} NOT NULL DEFAULT 0 CHECK (named >= 0),
  loose_units {int} NOT NULL DEFAULT 0 CHECK (loose_units >= 0), loose {int} NOT NULL DEFAULT 0 CHECK (loose >= 0),
  opening {int} NOT NULL DEFAULT 0, moves {int} NOT NULL DEFAULT 0, CHECK (loose_units > 0 OR loose = 0)) {strict};
INSERT INTO series (kind, next) VALUES ('LC', 1001);
INSERT INTO setting (key, value) SELECT 'cost.carried_from', CAST(coalesce(max(id), 0) + 1 AS TEXT) FROM posting;
"""
# What lies without serial numbers begins at the average of all that ever came; `opening` is what that differs from the
# ledger, whose issues were made at the item's cost price until now.
FILL = """
INSERT INTO stock_value (item_id, named, loose_units, loose, opening)
SELECT k.id, k.named, k.units, k.worth, k.worth - k.ledger FROM (
  SELECT i.id, coalesce(n.named, 0) AS named, coalesce(q.came - q.went, 0) AS units,
    CASE WHEN coalesce(q.came, 0) = 0 THEN 0 ELSE q.value_in / q.came * (q.came - q.went) + q.value_in % q.came * (q.came - q.went) / q.came END AS worth,
    coalesce(q.value_in - q.value_out, 0) AS ledger
  FROM item i LEFT JOIN (
    SELECT s.item_id, CAST(sum(m.cost) AS BIGINT) AS named FROM serial_number s
    JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE s.place > 3 GROUP BY s.item_id) AS n ON n.item_id = i.id
  LEFT JOIN (
    SELECT item_id, CAST(sum(CASE WHEN to_place > 3 THEN quantity ELSE 0 END) AS BIGINT) AS came,
      CAST(sum(CASE WHEN from_place > 3 THEN quantity ELSE 0 END) AS BIGINT) AS went,
      CAST(sum(CASE WHEN to_place > 3 THEN quantity * cost ELSE 0 END) AS BIGINT) AS value_in,
      CAST(sum(CASE WHEN from_place > 3 THEN quantity * cost ELSE 0 END) AS BIGINT) AS value_out
    FROM quantity_movement WHERE (from_place > 3) <> (to_place > 3) GROUP BY item_id) AS q ON q.item_id = i.id) AS k
"""


def up(migrator: object, db: Database) -> None:
    """Widen the words, make the tables, fill them from the ledger, then let the engines go on by themselves."""
    widen(db, "document", "kind", ("LC",))
    widen(db, "posting", "verb", ("cost",))
    run(db, words(db, TABLES))
    run(db, FILL)
    lite = words(db, "{strict}") == SQLITE["strict"]
    run(db, values.SQLITE if lite else values.POSTGRESQL, separator="\n\n")
    for table in values.KEPT:
        kept = values.SQLITE_KEPT if lite else values.POSTGRESQL_KEPT
        run(db, kept.replace("{table}", table), separator="\n\n")
