"""When an item's units get their serial number: at receipt, or at the latest at shipment. And a draft that gives serial numbers
to the units an item has in stock already.

Units without a serial number may lie beside units with one. The engines keep the former from being taken for the latter: a
quantity leaves a shelf only as far as units without a serial number lie there, and none comes in where each unit has its
own from the start.
"""

from peewee import Database, SqliteDatabase

from models.migrations.dialect import run, words
from models.migrations.widen_0006 import widen

COLUMNS = """
ALTER TABLE item ADD COLUMN serial_at {text} NOT NULL DEFAULT 'receipt' CHECK (serial_at IN ('receipt', 'shipment'));
ALTER TABLE document ADD COLUMN converts {int} REFERENCES item(id);
ALTER TABLE document ADD COLUMN converts_from {text} CHECK (converts_from IN ('never', 'shipment'));
CREATE UNIQUE INDEX document_converts ON document (converts) WHERE converts IS NOT NULL AND status = 'draft';
"""

SQLITE = """
CREATE TRIGGER quantity_movement_is_unnamed BEFORE INSERT ON quantity_movement WHEN new.from_place > 3 AND EXISTS (
  SELECT 1 FROM stock WHERE item_id = new.item_id AND place = new.from_place AND quantity - new.quantity < (
    SELECT count(*) FROM serial_number n WHERE n.item_id = new.item_id AND n.place = new.from_place AND n.place > 3))
BEGIN SELECT RAISE(ABORT, 'a unit with a serial number leaves by it'); END

CREATE TRIGGER quantity_movement_is_not_asked BEFORE INSERT ON quantity_movement WHEN new.to_place > 3 AND EXISTS (
  SELECT 1 FROM item WHERE id = new.item_id AND has_serials = 1 AND serial_at = 'receipt')
BEGIN SELECT RAISE(ABORT, 'each unit of this item comes in by its serial number'); END
"""

POSTGRESQL = """
CREATE FUNCTION quantities_are_unnamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT item_id, from_place FROM new_rows WHERE from_place > 3) AS n
    JOIN stock s ON s.item_id = n.item_id AND s.place = n.from_place WHERE s.quantity < (
      SELECT count(*) FROM serial_number x WHERE x.item_id = n.item_id AND x.place = n.from_place AND x.place > 3)) THEN
    RAISE EXCEPTION 'a unit with a serial number leaves by it' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM new_rows n JOIN item i ON i.id = n.item_id
    WHERE n.to_place > 3 AND i.has_serials = 1 AND i.serial_at = 'receipt') THEN
    RAISE EXCEPTION 'each unit of this item comes in by its serial number' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$

CREATE TRIGGER quantity_moves_unnamed AFTER INSERT ON quantity_movement
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION quantities_are_unnamed()
"""


def up(migrator: object, db: Database) -> None:
    """Widen what there is, then add what is new."""
    widen(db, "entry", "meaning", ("name", "assign"))
    widen(db, "document_line", "way", ("assign",))
    run(db, words(db, COLUMNS))
    run(db, SQLITE if isinstance(db, SqliteDatabase) else POSTGRESQL, separator="\n\n")
