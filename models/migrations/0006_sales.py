"""The sales chain: quotes, invoices and credit notes, discounts and VAT, and the serials that stand on posted paper.

Posting is final: what an invoice or a credit note says is kept by the engines themselves. A credited serial names the
invoice line it stood on, once: that is a key, so that no unit is credited twice, whatever crashes.
"""

from peewee import Database, SqliteDatabase

from models.migrations.dialect import run, words
from models.migrations.widen_0006 import widen

COLUMNS = """
ALTER TABLE document ADD COLUMN heading {text} NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN valid_until {text};
ALTER TABLE document ADD COLUMN draft_number {text};
ALTER TABLE document ADD COLUMN restock {int};
CREATE UNIQUE INDEX document_draft_number ON document (draft_number) WHERE draft_number IS NOT NULL;
ALTER TABLE document_line ADD COLUMN discount {int} NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND 10000);
ALTER TABLE document_line ADD COLUMN vat_rate {int} CHECK (vat_rate BETWEEN 0 AND 10000);
ALTER TABLE item ADD COLUMN vat_rate {int} CHECK (vat_rate BETWEEN 0 AND 10000);
ALTER TABLE party ADD COLUMN vat_zone {text} NOT NULL DEFAULT 'domestic' CHECK (vat_zone IN ('domestic', 'eu', 'export'));
"""

TABLES = """
CREATE TABLE invoiced_serial (
  line_id {int} NOT NULL REFERENCES document_line(id), serial_id {int} NOT NULL REFERENCES serial_number(id),
  PRIMARY KEY (line_id, serial_id)) {norowid};
CREATE INDEX invoiced_by_serial ON invoiced_serial (serial_id);
CREATE TABLE credited_serial (
  line_id {int} NOT NULL REFERENCES document_line(id), invoice_line_id {int} NOT NULL, serial_id {int} NOT NULL,
  PRIMARY KEY (invoice_line_id, serial_id),
  FOREIGN KEY (invoice_line_id, serial_id) REFERENCES invoiced_serial (line_id, serial_id)) {norowid};
CREATE INDEX credited_by_line ON credited_serial (line_id);
CREATE TABLE frozen_paper (document_id {int} PRIMARY KEY REFERENCES document(id), content {text} NOT NULL) {strict};
INSERT INTO series (kind, next) VALUES ('QU', 1001), ('IN', 1001), ('CN', 1001), ('IN-D', 1), ('CN-D', 1);
"""

FINAL = ("invoiced_serial", "credited_serial", "frozen_paper")

SQLITE = """
CREATE TRIGGER sale_line_is_final BEFORE UPDATE ON document_line WHEN EXISTS (
  SELECT 1 FROM document WHERE id = old.document_id AND kind IN ('IN', 'CN') AND status = 'posted')
BEGIN SELECT RAISE(ABORT, 'a posted line is never changed'); END

CREATE TRIGGER sale_line_stays BEFORE DELETE ON document_line WHEN EXISTS (
  SELECT 1 FROM document WHERE id = old.document_id AND kind IN ('IN', 'CN') AND status = 'posted')
BEGIN SELECT RAISE(ABORT, 'a posted line is never deleted'); END

CREATE TRIGGER sale_line_joins BEFORE INSERT ON document_line WHEN EXISTS (
  SELECT 1 FROM document WHERE id = new.document_id AND kind IN ('IN', 'CN') AND status = 'posted')
BEGIN SELECT RAISE(ABORT, 'a posted document gets no line'); END

CREATE TRIGGER sale_is_final BEFORE UPDATE ON document WHEN old.kind IN ('IN', 'CN') AND old.status = 'posted'
BEGIN SELECT RAISE(ABORT, 'a posted invoice or credit note is never changed'); END
"""

SQLITE_FINAL = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'paper is never changed'); END

CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'paper is never changed'); END
"""

POSTGRESQL = """
CREATE FUNCTION sale_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a posted invoice or credit note is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE FUNCTION sale_line_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE line document_line; BEGIN
  IF TG_OP = 'INSERT' THEN line := new; ELSE line := old; END IF;
  IF EXISTS (SELECT 1 FROM document WHERE id = line.document_id AND kind IN ('IN', 'CN') AND status = 'posted') THEN
    RAISE EXCEPTION 'a posted line is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN old; END IF;
  RETURN new;
END $$

CREATE TRIGGER sale_is_final BEFORE UPDATE ON document FOR EACH ROW
WHEN (old.kind IN ('IN', 'CN') AND old.status = 'posted') EXECUTE FUNCTION sale_is_final()

CREATE TRIGGER sale_line_is_final BEFORE INSERT OR UPDATE OR DELETE ON document_line
FOR EACH ROW EXECUTE FUNCTION sale_line_is_final()
"""

POSTGRESQL_FINAL = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()
"""


def up(migrator: object, db: Database) -> None:
    """Widen what there is, then add what is new."""
    widen(db, "document", "kind", ("QU", "IN", "CN"))
    widen(db, "posting", "verb", ("invoice", "credit"))
    widen(db, "entry", "meaning", ("credit",))
    lite = isinstance(db, SqliteDatabase)
    for part in (COLUMNS, TABLES):
        run(db, words(db, part))
    run(db, SQLITE if lite else POSTGRESQL, separator="\n\n")
    for table in FINAL:
        run(db, (SQLITE_FINAL if lite else POSTGRESQL_FINAL).replace("{table}", table), separator="\n\n")
