"""What the engines do by themselves: a movement between stock and the world outside moves the item's worth too, in the same
statement; a change of cost moves it when the unit is in stock. What nothing in the ledger moved is refused."""

KEPT = ("cost_change", "quantity_cost_change")

SQLITE = """
CREATE TRIGGER item_is_worth AFTER INSERT ON item BEGIN INSERT INTO stock_value (item_id) VALUES (new.id); END

CREATE TRIGGER movement_is_worth AFTER INSERT ON movement WHEN (new.from_place > 3) <> (new.to_place > 3) BEGIN
  UPDATE stock_value SET named = named + CASE WHEN new.to_place > 3 THEN new.cost ELSE -new.cost END, moves = moves + 1
    WHERE item_id = new.item_id;
END

CREATE TRIGGER quantity_is_worth AFTER INSERT ON quantity_movement WHEN (new.from_place > 3) <> (new.to_place > 3) BEGIN
  UPDATE stock_value SET moves = moves + 1,
    loose_units = loose_units + CASE WHEN new.to_place > 3 THEN new.quantity ELSE -new.quantity END,
    loose = loose + CASE WHEN new.to_place > 3 THEN new.quantity * new.cost ELSE -new.quantity * new.cost END
    WHERE item_id = new.item_id;
END

CREATE TRIGGER cost_change_is_worth AFTER INSERT ON cost_change
WHEN EXISTS (SELECT 1 FROM serial_number WHERE id = new.serial_id AND seq = new.seq AND place > 3) BEGIN
  UPDATE stock_value SET named = named + new.amount, moves = moves + 1 WHERE item_id = new.item_id;
END

CREATE TRIGGER quantity_cost_is_worth AFTER INSERT ON quantity_cost_change BEGIN
  UPDATE stock_value SET loose = loose + new.amount_here, moves = moves + 1 WHERE item_id = new.item_id;
END

CREATE TRIGGER worth_is_moved AFTER UPDATE ON stock_value
WHEN new.moves <= old.moves OR new.item_id <> old.item_id OR new.opening <> old.opening
BEGIN SELECT RAISE(ABORT, 'what stock is worth changes by the ledger alone'); END

CREATE TRIGGER worth_stays BEFORE DELETE ON stock_value
BEGIN SELECT RAISE(ABORT, 'what stock is worth changes by the ledger alone'); END

CREATE TRIGGER received_on_is_kept BEFORE UPDATE OF received_on ON serial_number
WHEN old.received_on IS NOT new.received_on
BEGIN SELECT RAISE(ABORT, 'the day a unit came is never changed'); END
"""

SQLITE_KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a change of cost is never changed'); END

CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'a change of cost is never deleted'); END
"""

POSTGRESQL = """
CREATE FUNCTION item_is_worth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO stock_value (item_id) SELECT id FROM new_rows;
  RETURN NULL;
END $$

CREATE TRIGGER item_is_worth AFTER INSERT ON item
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION item_is_worth()

CREATE FUNCTION movement_is_worth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE stock_value v SET named = named + change, moves = moves + 1 FROM (
    SELECT item_id, CAST(sum(CASE WHEN to_place > 3 THEN cost ELSE -cost END) AS BIGINT) AS change FROM new_rows
    WHERE (from_place > 3) <> (to_place > 3) GROUP BY item_id) AS g WHERE v.item_id = g.item_id;
  RETURN NULL;
END $$

CREATE TRIGGER movement_is_worth AFTER INSERT ON movement
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION movement_is_worth()

CREATE FUNCTION quantity_is_worth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE stock_value v SET loose_units = loose_units + units, loose = loose + change, moves = moves + 1 FROM (
    SELECT item_id, CAST(sum(CASE WHEN to_place > 3 THEN quantity ELSE -quantity END) AS BIGINT) AS units,
      CAST(sum(CASE WHEN to_place > 3 THEN quantity * cost ELSE -quantity * cost END) AS BIGINT) AS change FROM new_rows
    WHERE (from_place > 3) <> (to_place > 3) GROUP BY item_id) AS g WHERE v.item_id = g.item_id;
  RETURN NULL;
END $$

CREATE TRIGGER quantity_is_worth AFTER INSERT ON quantity_movement
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION quantity_is_worth()

CREATE FUNCTION cost_change_is_worth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE stock_value v SET named = named + change, moves = moves + 1 FROM (
    SELECT n.item_id, CAST(sum(amount) AS BIGINT) AS change FROM new_rows n
    JOIN serial_number s ON s.id = n.serial_id AND s.seq = n.seq AND s.place > 3 GROUP BY n.item_id) AS g
    WHERE v.item_id = g.item_id;
  RETURN NULL;
END $$

CREATE TRIGGER cost_change_is_worth AFTER INSERT ON cost_change
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION cost_change_is_worth()

CREATE FUNCTION quantity_cost_is_worth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE stock_value v SET loose = loose + change, moves = moves + 1 FROM (
    SELECT item_id, CAST(sum(amount_here) AS BIGINT) AS change FROM new_rows GROUP BY item_id) AS g
    WHERE v.item_id = g.item_id;
  RETURN NULL;
END $$

CREATE TRIGGER quantity_cost_is_worth AFTER INSERT ON quantity_cost_change
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION quantity_cost_is_worth()

CREATE FUNCTION worth_is_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'what stock is worth changes by the ledger alone' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER worth_is_moved BEFORE UPDATE ON stock_value FOR EACH ROW
WHEN (new.moves <= old.moves OR new.item_id <> old.item_id OR new.opening <> old.opening)
EXECUTE FUNCTION worth_is_moved()

CREATE TRIGGER worth_stays BEFORE DELETE OR TRUNCATE ON stock_value EXECUTE FUNCTION worth_is_moved()

CREATE FUNCTION received_on_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'the day a unit came is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER received_on_is_kept BEFORE UPDATE OF received_on ON serial_number FOR EACH ROW
WHEN (old.received_on IS DISTINCT FROM new.received_on) EXECUTE FUNCTION received_on_is_kept()
"""

POSTGRESQL_KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()
"""
