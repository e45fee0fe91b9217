"""Paper that belongs to no document: labels, command cards, a scanner's set-up sheet; its jobs are like all others."""

from peewee import Database

from models.migrations.dialect import SQLITE, run, words

LOOSE = """
CREATE TABLE loose_paper (
  id {id}, kind {text} NOT NULL CHECK (kind IN ('labels', 'cards', 'scanner-sheet')), about {text} NOT NULL,
  ending {text} NOT NULL CHECK (ending IN ('pdf', 'zpl')), sha256 {text} NOT NULL CHECK (length(sha256) = 64),
  content {blob} NOT NULL, at {text} NOT NULL CHECK ({utc:at})) {strict};
"""
# SQLite cannot take a NOT NULL away: the table of jobs, which nothing points to, is made anew.
LITE = """
ALTER TABLE print_job RENAME TO print_job_before;
CREATE TABLE print_job (
  id {id}, paper_id {int} REFERENCES paper(id), loose_id {int} REFERENCES loose_paper(id),
  state {text} NOT NULL CHECK (state IN ('waiting', 'printed', 'failed')),
  copy_no {int} NOT NULL, tries {int} NOT NULL DEFAULT 0, error {text} NOT NULL DEFAULT '',
  station_id {int} NOT NULL REFERENCES station(id), at {text} NOT NULL CHECK ({utc:at}),
  CHECK ((paper_id IS NULL) <> (loose_id IS NULL))) {strict};
INSERT INTO print_job (id, paper_id, state, copy_no, tries, error, station_id, at)
  SELECT id, paper_id, state, copy_no, tries, error, station_id, at FROM print_job_before;
DROP TABLE print_job_before;
"""
SERVER = """
ALTER TABLE print_job ALTER COLUMN paper_id DROP NOT NULL;
ALTER TABLE print_job ADD COLUMN loose_id {int} REFERENCES loose_paper(id);
ALTER TABLE print_job ADD CHECK ((paper_id IS NULL) <> (loose_id IS NULL));
"""


def up(migrator: object, db: Database) -> None:
    """Make the table, and let a job print either sort of paper."""
    run(db, words(db, LOOSE))
    run(db, words(db, LITE if words(db, "{strict}") == SQLITE["strict"] else SERVER))
