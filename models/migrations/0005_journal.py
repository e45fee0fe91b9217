"""The scan journal answers for a period, however long it has grown; repeats that a reader dropped are counted beside it."""

from peewee import Database

from models.migrations.dialect import run, words

JOURNAL = """
CREATE INDEX scan_hour ON scan (substr(at, 1, 13), how, outcome, detail, station_id, operator_id);
CREATE TABLE double_read (
  id {id}, op {text} NOT NULL, at {text} NOT NULL CHECK ({utc:at}), station_id {int} NOT NULL REFERENCES station(id),
  operator_id {int} REFERENCES operator(id), source {text} NOT NULL, count {int} NOT NULL CHECK (count > 0),
  UNIQUE (op, source)) {strict};
CREATE INDEX double_read_at ON double_read (at);
"""


def up(migrator: object, db: Database) -> None:
    """Add the index and the table."""
    run(db, words(db, JOURNAL))
