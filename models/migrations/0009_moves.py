"""Moves between locations, and corrected serial numbers (R47).

`station.move_to` is the place to which a station moves each unit it scans, while one is set. A `serial_correction` is one
step of a unit's text: like a movement it can start only where the last one ended, and only one can follow it.
"""

from peewee import Database

from models.migrations import triggers_0009 as triggers
from models.migrations.dialect import SQLITE, run, words
from models.migrations.widen_0006 import widen

TABLES = """
ALTER TABLE station ADD COLUMN move_to {int} REFERENCES location(id);
CREATE TABLE serial_correction (
  serial_id {int} NOT NULL REFERENCES serial_number(id), seq {int} NOT NULL CHECK (seq >= 1), prev {int},
  old {text} NOT NULL,
  new {text} NOT NULL CHECK (length(new) BETWEEN 1 AND 100 AND {printable:new} AND new = trim(new)),
  reason {text} NOT NULL CHECK (reason <> ''), posting_id {int} NOT NULL UNIQUE REFERENCES posting(id),
  PRIMARY KEY (serial_id, seq), UNIQUE (serial_id, seq, new), CHECK (old <> new),
  CHECK ((seq = 1) = (prev IS NULL)), CHECK (prev IS NULL OR prev = seq - 1),
  FOREIGN KEY (serial_id, prev, old) REFERENCES serial_correction (serial_id, seq, new)) {norowid};
CREATE INDEX correction_old ON serial_correction (old);
INSERT INTO series (kind, next) VALUES ('MV', 1001), ('SC', 1001);
"""


def up(migrator: object, db: Database) -> None:
    """Widen what there is, then add what is new."""
    widen(db, "document", "kind", ("MV", "SC"))
    widen(db, "posting", "verb", ("move", "correct"))
    widen(db, "entry", "meaning", ("move",))
    run(db, words(db, TABLES))
    lite = words(db, "{strict}") == SQLITE["strict"]
    run(db, triggers.SQLITE if lite else triggers.POSTGRESQL, separator="\n\n")
