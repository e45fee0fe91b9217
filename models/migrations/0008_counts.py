"""Counts: what one counts (`count_scope`), every unit that was counted (`counted`), what a person decided about a difference
(`count_choice`, `count_reason`), and the lists as they were approved (`count_result`), which nothing changes any more.

While a count is `open` the engines let no other count of the same things be open beside it, and no unit be counted twice.
"""

from peewee import Database, SqliteDatabase

from models.migrations.dialect import run, words
from models.migrations.widen_0006 import widen

TABLES = """
CREATE TABLE count_scope (
  document_id {int} PRIMARY KEY REFERENCES document(id), location_id {int} REFERENCES location(id),
  item_id {int} REFERENCES item(id), since {int} NOT NULL, open {int} CHECK (open = 1),
  CHECK (location_id IS NOT NULL OR item_id IS NOT NULL)) {strict};
CREATE UNIQUE INDEX count_scope_open ON count_scope ((coalesce(location_id, 0)), (coalesce(item_id, 0))) WHERE open = 1;
CREATE TABLE counted (
  id {id}, op {text} NOT NULL, document_id {int} NOT NULL REFERENCES count_scope(document_id),
  location_id {int} NOT NULL REFERENCES location(id), item_id {int} REFERENCES item(id),
  serial {text} CHECK (length(serial) BETWEEN 1 AND 100 AND {printable:serial} AND serial = trim(serial)),
  same {text}, serial_id {int} REFERENCES serial_number(id), seen_seq {int},
  quantity {int} NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000), booked {int}, box {int} NOT NULL DEFAULT 0,
  how {text} NOT NULL CHECK (how = 'scanned' OR how = 'keyed' OR how = 'pasted' OR how = 'imported' OR how = 'listed'),
  source {text} NOT NULL DEFAULT '', at {text} NOT NULL CHECK ({utc:at}),
  station_id {int} NOT NULL REFERENCES station(id), operator_id {int} REFERENCES operator(id), open {int} CHECK (open = 1),
  CHECK (serial IS NULL OR quantity = 1), CHECK (serial IS NOT NULL OR item_id IS NOT NULL),
  CHECK (serial_id IS NULL OR serial IS NOT NULL)) {strict};
CREATE UNIQUE INDEX counted_once ON counted (serial, (coalesce(item_id, 0))) WHERE open = 1 AND serial IS NOT NULL;
CREATE INDEX counted_same ON counted (same) WHERE open = 1 AND same IS NOT NULL;
CREATE INDEX counted_document ON counted (document_id, id);
CREATE INDEX counted_item ON counted (document_id, item_id, serial);
CREATE INDEX counted_unit ON counted (document_id, serial_id);
CREATE INDEX counted_station ON counted (station_id, id) WHERE open = 1;
CREATE INDEX counted_open_unit ON counted (serial_id) WHERE open = 1;
CREATE TABLE count_reason (
  document_id {int} NOT NULL REFERENCES count_scope(document_id),
  list {text} NOT NULL CHECK (list IN ('missing', 'elsewhere', 'unknown', 'quantity')), reason {text} NOT NULL,
  PRIMARY KEY (document_id, list)) {strict};
CREATE TABLE count_choice (
  document_id {int} NOT NULL REFERENCES count_scope(document_id),
  list {text} NOT NULL CHECK (list IN ('missing', 'elsewhere', 'unknown', 'quantity')),
  item_id {int} NOT NULL, place {int} NOT NULL, serial {text} NOT NULL,
  accepted {int} CHECK (accepted BETWEEN 0 AND 1), reason {text}, take_item_id {int} REFERENCES item(id),
  PRIMARY KEY (document_id, list, item_id, place, serial)) {strict};
CREATE TABLE count_result (
  id {id}, document_id {int} NOT NULL REFERENCES count_scope(document_id),
  list {text} NOT NULL CHECK (list IN ('found', 'missing', 'elsewhere', 'unknown', 'quantity')),
  item_id {int} REFERENCES item(id), serial {text}, serial_id {int} REFERENCES serial_number(id),
  place {int} NOT NULL REFERENCES location(id), book_place {int} REFERENCES location(id),
  booked {int} NOT NULL, counted {int} NOT NULL, accepted {int} NOT NULL CHECK (accepted BETWEEN 0 AND 1),
  reason {text} NOT NULL, held {text} NOT NULL, how {text} NOT NULL, line_id {int} REFERENCES document_line(id),
  CHECK (accepted = 0 OR line_id IS NOT NULL)) {strict};
CREATE INDEX count_result_document ON count_result (document_id, list, id);
CREATE INDEX count_result_serial ON count_result (serial_id, document_id);
INSERT INTO series (kind, next) VALUES ('CT', 1001);
"""

SQLITE = """
CREATE TRIGGER count_result_is_kept BEFORE UPDATE ON count_result
BEGIN SELECT RAISE(ABORT, 'an approved count is never changed'); END

CREATE TRIGGER count_result_stays BEFORE DELETE ON count_result
BEGIN SELECT RAISE(ABORT, 'an approved count is never changed'); END

CREATE TRIGGER counted_stays BEFORE DELETE ON counted WHEN old.open IS NULL
BEGIN SELECT RAISE(ABORT, 'a finished count is never changed'); END
"""

POSTGRESQL = """
CREATE TRIGGER count_result_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON count_result EXECUTE FUNCTION refuse_change()

CREATE TRIGGER counted_stays BEFORE DELETE ON counted FOR EACH ROW WHEN (old.open IS NULL) EXECUTE FUNCTION refuse_change()
"""


def up(migrator: object, db: Database) -> None:
    """Let a document be a count, then add what a count holds."""
    widen(db, "document", "kind", ("CT",))
    run(db, words(db, TABLES))
    run(db, SQLITE if isinstance(db, SqliteDatabase) else POSTGRESQL, separator="\n\n")
