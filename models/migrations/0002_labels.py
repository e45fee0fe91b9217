"""What labels tell beside the serial number: batch and expiry on an open list and, once posted, with the unit; units that
one label brought together; and items whose plain labels carry the data identifier S."""

from peewee import Database

from models.migrations.dialect import SQLITE, run, words

LABELS = """
ALTER TABLE item ADD COLUMN label_di {int} NOT NULL DEFAULT 0 CHECK (label_di IN (0, 1));
ALTER TABLE entry ADD COLUMN batch {text} NOT NULL DEFAULT ''
  CHECK (batch = '' OR length(batch) <= 100 AND {printable:batch});
ALTER TABLE entry ADD COLUMN expiry {text} NOT NULL DEFAULT '' CHECK (expiry = '' OR expiry LIKE '____-__-__');
ALTER TABLE entry ADD COLUMN box {int} NOT NULL DEFAULT 0 CHECK (box IN (0, 1));
CREATE TABLE unit_label (
  serial_id {int} NOT NULL REFERENCES serial_number(id), posting_id {int} NOT NULL REFERENCES posting(id),
  batch {text} NOT NULL, expiry {text} NOT NULL CHECK (expiry = '' OR expiry LIKE '____-__-__'),
  CHECK (batch <> '' OR expiry <> ''), PRIMARY KEY (serial_id, posting_id)) {norowid};
"""
LITE_KEPT = """
CREATE TRIGGER unit_label_is_kept BEFORE UPDATE ON unit_label
BEGIN SELECT RAISE(ABORT, 'what a label said is never changed'); END

CREATE TRIGGER unit_label_stays BEFORE DELETE ON unit_label
BEGIN SELECT RAISE(ABORT, 'what a label said is never deleted'); END

CREATE TRIGGER unit_label_follows BEFORE INSERT ON unit_label
WHEN EXISTS (SELECT 1 FROM unit_label WHERE serial_id = new.serial_id AND posting_id = new.posting_id)
BEGIN SELECT RAISE(ABORT, 'what a label said is never replaced'); END
"""
KEPT = """
CREATE TRIGGER unit_label_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_label EXECUTE FUNCTION refuse_change()
"""


def up(migrator: object, db: Database) -> None:
    """Add the columns and the table, which both engines keep as it is written."""
    run(db, words(db, LABELS))
    run(db, LITE_KEPT if words(db, "{strict}") == SQLITE["strict"] else KEPT, separator="\n\n")
