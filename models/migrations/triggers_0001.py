"""What the engines do by themselves: history is append-only, and a movement moves head and stock in the same statement.

Stock is kept for real places; suppliers, customers and losses (places 1 to 3) have none. `stock.moves` counts the movements
behind a quantity. A change of quantity that no movement made leaves it as it was, and is refused; so is a head that is not
the serial's last movement. On SQLite a head goes one step at a time, and the key to its movement says there is such a step;
no history is replaced there, since `recursive_triggers` makes a replacement a deletion, and a serial cannot begin with a
head, since its key has no movement yet.
"""

SQLITE = """
CREATE TRIGGER movement_is_kept BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never changed'); END

CREATE TRIGGER movement_stays BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never deleted'); END

CREATE TRIGGER movement_moves AFTER INSERT ON movement BEGIN
  UPDATE serial_number SET seq = new.seq, place = new.to_place WHERE id = new.serial_id;
  UPDATE stock SET quantity = quantity - 1, moves = moves + 1
    WHERE new.from_place > 3 AND item_id = new.item_id AND place = new.from_place;
  INSERT INTO stock SELECT new.item_id, new.to_place, 1, 1 WHERE new.to_place > 3
    ON CONFLICT (item_id, place) DO UPDATE SET quantity = quantity + 1, moves = moves + 1;
END

CREATE TRIGGER quantity_movement_is_kept BEFORE UPDATE ON quantity_movement
BEGIN SELECT RAISE(ABORT, 'a movement is never changed'); END

CREATE TRIGGER quantity_movement_stays BEFORE DELETE ON quantity_movement
BEGIN SELECT RAISE(ABORT, 'a movement is never deleted'); END

CREATE TRIGGER quantity_movement_follows BEFORE INSERT ON quantity_movement
WHEN EXISTS (SELECT 1 FROM quantity_movement WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a movement is never replaced'); END

CREATE TRIGGER quantity_movement_has_stock BEFORE INSERT ON quantity_movement
WHEN new.from_place > 3 AND NOT EXISTS (SELECT 1 FROM stock WHERE item_id = new.item_id AND place = new.from_place)
BEGIN SELECT RAISE(ABORT, 'nothing of this item lies there'); END

CREATE TRIGGER quantity_movement_moves AFTER INSERT ON quantity_movement BEGIN
  UPDATE stock SET quantity = quantity - new.quantity, moves = moves + 1
    WHERE item_id = new.item_id AND place = new.from_place;
  INSERT INTO stock SELECT new.item_id, new.to_place, new.quantity, 1 WHERE new.to_place > 3
    ON CONFLICT (item_id, place) DO UPDATE SET quantity = quantity + new.quantity, moves = moves + 1;
END

CREATE TRIGGER posting_is_kept BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END

CREATE TRIGGER posting_stays BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'a posting is never deleted'); END

CREATE TRIGGER posting_follows BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM posting WHERE id = new.id OR op = new.op
  OR (station_id = new.station_id AND station_no >= new.station_no))
BEGIN SELECT RAISE(ABORT, 'a posting is never replaced'); END

CREATE TRIGGER head_is_last AFTER UPDATE OF seq, place ON serial_number WHEN new.seq IS NOT coalesce(old.seq, 0) + 1
BEGIN SELECT RAISE(ABORT, 'a serial number stands where its last movement put it'); END

CREATE TRIGGER serial_keeps_history BEFORE DELETE ON serial_number WHEN old.seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a serial number with history is never deleted'); END

CREATE TRIGGER stock_is_moved AFTER UPDATE ON stock
WHEN new.moves <= old.moves OR new.item_id <> old.item_id OR new.place <> old.place
BEGIN SELECT RAISE(ABORT, 'stock changes by movements alone'); END

CREATE TRIGGER stock_stays BEFORE DELETE ON stock BEGIN SELECT RAISE(ABORT, 'stock changes by movements alone'); END

CREATE TRIGGER scan_is_kept BEFORE UPDATE ON scan BEGIN SELECT RAISE(ABORT, 'the scan journal is never changed'); END
"""

HEAD_KEY = """
ALTER TABLE serial_number ADD FOREIGN KEY (id, seq, place) REFERENCES movement (serial_id, seq, to_place)
"""

POSTGRESQL = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$

CREATE TRIGGER movement_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON movement EXECUTE FUNCTION refuse_change()

CREATE TRIGGER quantity_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON quantity_movement EXECUTE FUNCTION refuse_change()

CREATE TRIGGER posting_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON posting EXECUTE FUNCTION refuse_change()

CREATE TRIGGER scan_is_kept BEFORE UPDATE OR TRUNCATE ON scan EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stock_stays BEFORE DELETE OR TRUNCATE ON stock EXECUTE FUNCTION refuse_change()

CREATE FUNCTION move_serials() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE missing BIGINT; BEGIN
  UPDATE serial_number s SET seq = n.seq, place = n.to_place FROM new_rows n WHERE s.id = n.serial_id;
  PERFORM 1 FROM stock WHERE (item_id, place) IN (
    SELECT item_id, from_place FROM new_rows UNION SELECT item_id, to_place FROM new_rows) ORDER BY item_id, place FOR UPDATE;
  UPDATE stock SET quantity = quantity - gone, moves = moves + lines FROM (
    SELECT n.item_id, from_place, count(*) AS gone, count(*) AS lines FROM new_rows n GROUP BY 1, 2) AS g
    WHERE stock.item_id = g.item_id AND place = from_place;
  SELECT count(*) INTO missing FROM new_rows n WHERE from_place > 3
    AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.item_id = n.item_id AND s.place = n.from_place);
  IF missing > 0 THEN
    RAISE EXCEPTION 'nothing of this item lies there' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO stock (item_id, place, quantity, moves)
    SELECT n.item_id, to_place, count(*), count(*) FROM new_rows n WHERE to_place > 3 GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (item_id, place) DO UPDATE
      SET quantity = stock.quantity + excluded.quantity, moves = stock.moves + excluded.moves;
  RETURN NULL;
END $$

CREATE TRIGGER movement_moves AFTER INSERT ON movement
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_serials()

CREATE FUNCTION move_quantities() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE missing BIGINT; BEGIN
  PERFORM 1 FROM stock WHERE (item_id, place) IN (
    SELECT item_id, from_place FROM new_rows UNION SELECT item_id, to_place FROM new_rows) ORDER BY item_id, place FOR UPDATE;
  UPDATE stock SET quantity = quantity - gone, moves = moves + lines FROM (
    SELECT n.item_id, from_place, sum(n.quantity) AS gone, count(*) AS lines FROM new_rows n GROUP BY 1, 2) AS g
    WHERE stock.item_id = g.item_id AND place = from_place;
  SELECT count(*) INTO missing FROM new_rows n WHERE from_place > 3
    AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.item_id = n.item_id AND s.place = n.from_place);
  IF missing > 0 THEN
    RAISE EXCEPTION 'nothing of this item lies there' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO stock (item_id, place, quantity, moves)
    SELECT n.item_id, to_place, sum(n.quantity), count(*) FROM new_rows n WHERE to_place > 3 GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (item_id, place) DO UPDATE
      SET quantity = stock.quantity + excluded.quantity, moves = stock.moves + excluded.moves;
  RETURN NULL;
END $$

CREATE TRIGGER quantity_moves AFTER INSERT ON quantity_movement
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_quantities()

CREATE FUNCTION heads_are_last() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM changed c WHERE c.seq IS DISTINCT FROM (SELECT max(seq) FROM movement WHERE serial_id = c.id)) THEN
    RAISE EXCEPTION 'a serial number stands where its last movement put it' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$

CREATE TRIGGER head_is_last AFTER UPDATE ON serial_number
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION heads_are_last()

CREATE FUNCTION serial_starts_nowhere() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a serial number enters by a movement' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER serial_starts_nowhere BEFORE INSERT ON serial_number
FOR EACH ROW WHEN (new.seq IS NOT NULL) EXECUTE FUNCTION serial_starts_nowhere()

CREATE FUNCTION stock_is_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'stock changes by movements alone' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER stock_is_moved BEFORE UPDATE ON stock FOR EACH ROW
WHEN (new.moves <= old.moves OR new.item_id <> old.item_id OR new.place <> old.place) EXECUTE FUNCTION stock_is_moved()
"""
