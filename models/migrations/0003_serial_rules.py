"""What an item's serial numbers are: a mask and a kind. `same` is the form in which two spellings of one unit are compared
(a MAC address, R2.11): the database itself refuses the second one. The newest units of an item are found by its index."""

from peewee import Database

from models.migrations.dialect import run, words

RULES = """
ALTER TABLE item ADD COLUMN serial_mask {text} NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN serial_kind {text} NOT NULL DEFAULT '' CHECK (serial_kind IN ('', 'imei', 'mac', 'gs1'));
ALTER TABLE serial_number ADD COLUMN same {text};
ALTER TABLE entry ADD COLUMN same {text};
ALTER TABLE expected_serial ADD COLUMN same {text};
CREATE UNIQUE INDEX serial_same ON serial_number (same, item_id) WHERE same IS NOT NULL;
CREATE UNIQUE INDEX entry_same ON entry (same, item_id) WHERE same IS NOT NULL;
CREATE INDEX expected_same ON expected_serial (same, line_id) WHERE same IS NOT NULL;
CREATE INDEX serial_newest ON serial_number (item_id, id);
"""


def up(migrator: object, db: Database) -> None:
    """Add the columns and their indexes; nothing that is there changes."""
    run(db, words(db, RULES))
