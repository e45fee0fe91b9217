"""What the engines do by themselves about corrected serial numbers: a correction starts from the text the unit has, changes
that text in the same statement, and is never changed itself; no other statement changes a serial number's text."""

SQLITE = """
CREATE TRIGGER correction_starts_here BEFORE INSERT ON serial_correction
WHEN new.old IS NOT (SELECT serial FROM serial_number WHERE id = new.serial_id)
BEGIN SELECT RAISE(ABORT, 'a correction starts from the serial number the unit has'); END

CREATE TRIGGER correction_corrects AFTER INSERT ON serial_correction BEGIN
  UPDATE serial_number SET serial = new.new WHERE id = new.serial_id;
END

CREATE TRIGGER correction_is_kept BEFORE UPDATE ON serial_correction
BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END

CREATE TRIGGER correction_stays BEFORE DELETE ON serial_correction
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END

CREATE TRIGGER serial_is_corrected BEFORE UPDATE OF serial ON serial_number
WHEN new.serial <> old.serial AND NOT EXISTS (
  SELECT 1 FROM serial_correction c WHERE c.serial_id = old.id AND c.old = old.serial AND c.new = new.serial
  AND c.seq = (SELECT max(seq) FROM serial_correction WHERE serial_id = old.id))
BEGIN SELECT RAISE(ABORT, 'a serial number changes by a correction alone'); END
"""

POSTGRESQL = """
CREATE FUNCTION correction_starts_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF new.old IS DISTINCT FROM (SELECT serial FROM serial_number WHERE id = new.serial_id) THEN
    RAISE EXCEPTION 'a correction starts from the serial number the unit has'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$

CREATE TRIGGER correction_starts_here BEFORE INSERT ON serial_correction
FOR EACH ROW EXECUTE FUNCTION correction_starts_here()

CREATE FUNCTION correction_corrects() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE serial_number SET serial = new.new WHERE id = new.serial_id;
  RETURN NULL;
END $$

CREATE TRIGGER correction_corrects AFTER INSERT ON serial_correction
FOR EACH ROW EXECUTE FUNCTION correction_corrects()

CREATE TRIGGER correction_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON serial_correction EXECUTE FUNCTION refuse_change()

CREATE FUNCTION serial_is_corrected() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM serial_correction c WHERE c.serial_id = old.id AND c.old = old.serial
      AND c.new = new.serial AND c.seq = (SELECT max(seq) FROM serial_correction WHERE serial_id = old.id)) THEN
    RAISE EXCEPTION 'a serial number changes by a correction alone' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$

CREATE TRIGGER serial_is_corrected BEFORE UPDATE OF serial ON serial_number
FOR EACH ROW WHEN (new.serial <> old.serial) EXECUTE FUNCTION serial_is_corrected()
"""
