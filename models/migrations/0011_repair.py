"""Repairs, returns to a supplier, and warranty: two documents, a place for what is here and not in stock, and what a posting
noted or promised.

The place of repairs has number 0: stock is kept for places above 3 alone, so that what is there counts nowhere. How long a
unit is under warranty is written once, with the posting that sold it; whether that still holds follows from its movements.
"""

from peewee import Database, SqliteDatabase

from models.migrations.dialect import run, words
from models.migrations.widen_0006 import widen

COLUMNS = """
ALTER TABLE item ADD COLUMN warranty_months {int} NOT NULL DEFAULT 0 CHECK (warranty_months BETWEEN 0 AND 600);
"""
TABLES = """
CREATE TABLE unit_warranty (
  serial_id {int} NOT NULL REFERENCES serial_number(id), posting_id {int} NOT NULL REFERENCES posting(id),
  until {text} NOT NULL CHECK (until LIKE '____-__-__'), PRIMARY KEY (serial_id, posting_id)) {norowid};
CREATE TABLE posting_note (
  posting_id {int} PRIMARY KEY REFERENCES posting(id), note {text} NOT NULL CHECK (note <> '')) {strict};
INSERT INTO location (id, kind, number, name) VALUES (0, 'repair', '@repair', 'In repair');
INSERT INTO series (kind, next) VALUES ('RP', 1001), ('RS', 1001);
"""
KEPT = ("unit_warranty", "posting_note")
SQLITE_KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'history is never changed'); END

CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END
"""
POSTGRESQL_KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()
"""


def up(migrator: object, db: Database) -> None:
    """Widen the lists of words, then add what is new."""
    widen(db, "document", "kind", ("RP", "RS"))
    widen(db, "posting", "verb", ("repair", "send-back", "scrap", "supplier-return"))
    widen(db, "entry", "meaning", ("repair", "ready"))
    widen(db, "location", "kind", ("repair",))
    for part in (COLUMNS, TABLES):
        run(db, words(db, part))
    lite = isinstance(db, SqliteDatabase)
    for table in KEPT:
        run(db, (SQLITE_KEPT if lite else POSTGRESQL_KEPT).replace("{table}", table), separator="\n\n")
