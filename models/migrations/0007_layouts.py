"""Layouts: how paper looks. A kind of document without rows of its own has the standard columns; one layout is the default,
and the database itself allows no second one."""

from peewee import Database

from models.migrations.dialect import run, words

LAYOUTS = """
CREATE TABLE layout (
  id {id}, name {text} NOT NULL UNIQUE, language {text} NOT NULL DEFAULT '' CHECK (language IN ('', 'en', 'da')),
  logo {blob}, company {text} NOT NULL DEFAULT '', footer {text} NOT NULL DEFAULT '',
  ranges {int} NOT NULL DEFAULT 0 CHECK (ranges IN (0, 1)), square {int} NOT NULL DEFAULT 1 CHECK (square IN (0, 1)),
  blocked {int} NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  is_default {int} NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  CHECK (is_default = 0 OR blocked = 0)) {strict};
CREATE UNIQUE INDEX layout_default ON layout (is_default) WHERE is_default = 1;
CREATE TABLE layout_column (
  layout_id {int} NOT NULL REFERENCES layout(id),
  kind {text} NOT NULL CHECK (kind IN ('quote', 'order-confirmation', 'pick-list', 'delivery-note', 'invoice', 'credit-note',
    'purchase-order')),
  place {int} NOT NULL CHECK (place > 0), name {text} NOT NULL, width {int} NOT NULL CHECK (width BETWEEN 1 AND 100),
  PRIMARY KEY (layout_id, kind, place), UNIQUE (layout_id, kind, name)) {norowid};
ALTER TABLE party ADD COLUMN layout_id {int} REFERENCES layout(id);
CREATE INDEX party_layout ON party (layout_id) WHERE layout_id IS NOT NULL;
INSERT INTO layout (name, is_default) VALUES ('Standard', 1);
"""


def up(migrator: object, db: Database) -> None:
    """Add the tables, with the one layout every book begins with."""
    run(db, words(db, LAYOUTS))
