"""The book's first shape: nouns, documents, the ledger, the durable lists behind the dialogs, and the scan journal.

Where rows come by the thousand a check says OR, or asks for what is usual first: for an IN of more than two, SQLite builds a
table anew for every row.
"""

from peewee import Database

from models.migrations.dialect import SQLITE, run, words

NOUNS = """
CREATE TABLE setting (key {text} PRIMARY KEY, value {text} NOT NULL) {strict};
CREATE TABLE series (kind {text} PRIMARY KEY, next {int} NOT NULL CHECK (next >= 1)) {strict};
CREATE TABLE station (id {id}, name {text} NOT NULL UNIQUE, seen_at {text}) {strict};
CREATE TABLE operator (
  id {id}, number {text} NOT NULL UNIQUE, name {text} NOT NULL, badge {text} UNIQUE, blocked {int} NOT NULL DEFAULT 0) {strict};
CREATE TABLE location (
  id {id}, kind {text} NOT NULL CHECK (kind IN ('supplier', 'customer', 'loss', 'stock')),
  number {text} NOT NULL UNIQUE, name {text} NOT NULL, blocked {int} NOT NULL DEFAULT 0) {strict};
CREATE TABLE item_group (id {id}, number {text} NOT NULL UNIQUE, name {text} NOT NULL) {strict};
CREATE TABLE item (
  id {id}, number {text} NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 25), name {text} NOT NULL,
  unit {text} NOT NULL DEFAULT 'pcs', gtin {text} CHECK (gtin IS NULL OR length(gtin) = 14),
  stock_tracked {int} NOT NULL DEFAULT 1, has_serials {int} NOT NULL DEFAULT 0,
  cost_price {int} NOT NULL DEFAULT 0, sales_price {int} NOT NULL DEFAULT 0, blocked {int} NOT NULL DEFAULT 0,
  location_id {int} REFERENCES location(id), group_id {int} REFERENCES item_group(id),
  serial_min {int} CHECK (serial_min BETWEEN 1 AND 100), serial_max {int} CHECK (serial_max BETWEEN 1 AND 100),
  serial_characters {text} NOT NULL DEFAULT '', serial_regex {text} NOT NULL DEFAULT '', search {text} NOT NULL DEFAULT '',
  CHECK (has_serials = 0 OR stock_tracked = 1)) {strict};
CREATE UNIQUE INDEX item_gtin ON item (gtin) WHERE gtin IS NOT NULL AND blocked = 0;
CREATE TABLE party (
  id {id}, kind {text} NOT NULL CHECK (kind IN ('supplier', 'customer')), number {text} NOT NULL, name {text} NOT NULL,
  address {text} NOT NULL DEFAULT '', postcode {text} NOT NULL DEFAULT '', city {text} NOT NULL DEFAULT '',
  country {text} NOT NULL DEFAULT '', vat_number {text} NOT NULL DEFAULT '', delivery_address {text} NOT NULL DEFAULT '',
  language {text} NOT NULL DEFAULT 'en', blocked {int} NOT NULL DEFAULT 0, search {text} NOT NULL DEFAULT '',
  UNIQUE (kind, number)) {strict};
CREATE TABLE category (
  id {id}, name {text} NOT NULL UNIQUE,
  kind {text} NOT NULL CHECK (kind IN ('Sales', 'Purchases', 'Status', 'Production', 'Marketing', 'Obsolescence', 'Waste')))
  {strict};
"""

DOCUMENTS = """
CREATE TABLE document (
  id {id}, kind {text} NOT NULL CHECK (kind IN ('PO', 'GR', 'AD', 'SO', 'SH')), number {text} NOT NULL UNIQUE,
  status {text} NOT NULL CHECK (status IN ('draft', 'open', 'posted', 'closed', 'cancelled', 'reversed')),
  party_id {int} REFERENCES party(id), source_id {int} REFERENCES document(id), category_id {int} REFERENCES category(id),
  their_reference {text} NOT NULL DEFAULT '', due {text}, reason {text} NOT NULL DEFAULT '', note {text} NOT NULL DEFAULT '',
  station_id {int} NOT NULL REFERENCES station(id), operator_id {int} REFERENCES operator(id),
  created_at {text} NOT NULL CHECK ({utc:created_at}), posted_at {text} CHECK ({utc:posted_at})) {strict};
CREATE INDEX document_open ON document (kind, status, id);
CREATE INDEX document_source ON document (source_id);
CREATE INDEX document_party ON document (party_id);
CREATE TABLE document_line (
  id {id}, document_id {int} NOT NULL REFERENCES document(id), line_no {int} NOT NULL,
  item_id {int} NOT NULL REFERENCES item(id), quantity {int} NOT NULL CHECK (quantity >= 0),
  picked {int} NOT NULL DEFAULT 0 CHECK (picked >= 0), price {int} NOT NULL DEFAULT 0,
  way {text} NOT NULL DEFAULT '' CHECK (way IN ('', 'up', 'down', 'counted')),
  location_id {int} REFERENCES location(id), source_id {int} REFERENCES document_line(id),
  UNIQUE (document_id, line_no)) {strict};
CREATE INDEX line_source ON document_line (source_id);
CREATE INDEX line_item ON document_line (item_id);
CREATE TABLE expected_serial (
  line_id {int} NOT NULL REFERENCES document_line(id), serial {text} NOT NULL, PRIMARY KEY (line_id, serial)) {strict};
"""

LEDGER = """
CREATE TABLE posting (
  id {id}, op {text} NOT NULL UNIQUE, station_id {int} NOT NULL REFERENCES station(id),
  station_no {int} NOT NULL CHECK (station_no >= 1), prev_no {int}, operator_id {int} REFERENCES operator(id),
  at {text} NOT NULL CHECK ({utc:at}), verb {text} NOT NULL CHECK (verb IN ('receive', 'adjust', 'ship', 'reverse')),
  document_id {int} NOT NULL REFERENCES document(id), hash {text} NOT NULL CHECK (length(hash) = 64),
  UNIQUE (station_id, station_no),
  CHECK ((station_no = 1) = (prev_no IS NULL)), CHECK (prev_no IS NULL OR prev_no = station_no - 1),
  FOREIGN KEY (station_id, prev_no) REFERENCES posting (station_id, station_no)) {strict};
CREATE INDEX posting_document ON posting (document_id);
CREATE TABLE serial_number (
  id {id}, item_id {int} NOT NULL REFERENCES item(id),
  serial {text} NOT NULL CHECK (length(serial) BETWEEN 1 AND 100 AND {printable:serial} AND serial = trim(serial)),
  look {text} NOT NULL, seq {int}, place {int},
  UNIQUE (serial, item_id), UNIQUE (id, item_id), CHECK ((seq IS NULL) = (place IS NULL)){head_key}) {strict};
CREATE INDEX serial_look ON serial_number (item_id, look, serial);
CREATE INDEX serial_place ON serial_number (item_id, place, serial) WHERE place > 3;
CREATE TABLE movement (
  serial_id {int} NOT NULL, seq {int} NOT NULL CHECK (seq >= 1), posting_id {int} NOT NULL REFERENCES posting(id),
  line_id {int} NOT NULL REFERENCES document_line(id), item_id {int} NOT NULL, prev {int},
  from_place {int} NOT NULL, to_place {int} NOT NULL REFERENCES location(id),
  how {text} NOT NULL CHECK (how = 'scanned' OR how = 'keyed' OR how = 'pasted' OR how = 'imported' OR how = 'listed'),
  cost {int} NOT NULL DEFAULT 0 CHECK (cost >= 0),
  PRIMARY KEY (serial_id, seq), UNIQUE (serial_id, seq, to_place),
  CHECK (from_place <> to_place), CHECK ((seq = 1) = (prev IS NULL)), CHECK (prev IS NULL OR prev = seq - 1),
  CHECK (seq > 1 OR from_place IN (1, 3)),
  FOREIGN KEY (serial_id, item_id) REFERENCES serial_number (id, item_id),
  FOREIGN KEY (serial_id, prev, from_place) REFERENCES movement (serial_id, seq, to_place)) {norowid};
CREATE INDEX movement_posting ON movement (posting_id, line_id, serial_id);
CREATE TABLE quantity_movement (
  id {id}, posting_id {int} NOT NULL REFERENCES posting(id), line_id {int} NOT NULL REFERENCES document_line(id),
  item_id {int} NOT NULL REFERENCES item(id), from_place {int} NOT NULL REFERENCES location(id),
  to_place {int} NOT NULL REFERENCES location(id), quantity {int} NOT NULL CHECK (quantity > 0),
  how {text} NOT NULL CHECK (how = 'scanned' OR how = 'keyed' OR how = 'pasted' OR how = 'imported' OR how = 'listed'),
  cost {int} NOT NULL DEFAULT 0 CHECK (cost >= 0), CHECK (from_place <> to_place)) {strict};
CREATE INDEX quantity_posting ON quantity_movement (posting_id);
CREATE INDEX quantity_item ON quantity_movement (item_id);
CREATE TABLE stock (
  item_id {int} NOT NULL REFERENCES item(id), place {int} NOT NULL REFERENCES location(id),
  quantity {int} NOT NULL CHECK (quantity >= 0), moves {int} NOT NULL CHECK (moves >= 1),
  PRIMARY KEY (item_id, place)) {norowid};
"""

STATION = """
CREATE TABLE entry (
  id {id}, op {text} NOT NULL, document_id {int} NOT NULL REFERENCES document(id),
  line_id {int} NOT NULL REFERENCES document_line(id), item_id {int} NOT NULL REFERENCES item(id),
  serial {text} NOT NULL CHECK (length(serial) BETWEEN 1 AND 100 AND {printable:serial} AND serial = trim(serial)),
  serial_id {int} REFERENCES serial_number(id),
  meaning {text} NOT NULL CHECK (
    meaning = 'new' OR meaning = 'pick' OR meaning IN ('new', 'return', 'pick', 'leave', 'found', 'reserve')),
  how {text} NOT NULL CHECK (how = 'scanned' OR how = 'keyed' OR how = 'pasted' OR how = 'imported' OR how = 'listed'),
  source {text} NOT NULL DEFAULT '', reason {text} NOT NULL DEFAULT '', at {text} NOT NULL CHECK ({utc:at}),
  station_id {int} NOT NULL REFERENCES station(id), operator_id {int} REFERENCES operator(id),
  reserved_line_id {int} REFERENCES document_line(id), swapped_id {int} REFERENCES serial_number(id),
  UNIQUE (item_id, serial)) {strict};
CREATE INDEX entry_line ON entry (line_id, id);
CREATE INDEX entry_document ON entry (document_id, id);
CREATE TABLE consumed (
  posting_id {int} NOT NULL REFERENCES posting(id), serial_id {int} NOT NULL REFERENCES serial_number(id),
  line_id {int} NOT NULL REFERENCES document_line(id), PRIMARY KEY (posting_id, serial_id)) {strict};
CREATE TABLE operation (
  op {text} PRIMARY KEY, at {text} NOT NULL CHECK ({utc:at}), answer {text} NOT NULL) {strict};
CREATE TABLE scan (
  id {id}, op {text} NOT NULL UNIQUE, at {text} NOT NULL CHECK ({utc:at}), station_id {int} NOT NULL REFERENCES station(id),
  operator_id {int} REFERENCES operator(id), source {text} NOT NULL, how {text} NOT NULL, raw {blob} NOT NULL,
  text {text} NOT NULL, document_id {int} REFERENCES document(id), outcome {text} NOT NULL, detail {text} NOT NULL) {strict};
CREATE INDEX scan_station ON scan (station_id, id);
CREATE TABLE paper (
  id {id}, document_id {int} NOT NULL REFERENCES document(id), kind {text} NOT NULL, version {int} NOT NULL,
  sha256 {text} NOT NULL CHECK (length(sha256) = 64), content {blob} NOT NULL, at {text} NOT NULL CHECK ({utc:at}),
  UNIQUE (document_id, kind, version)) {strict};
CREATE TABLE print_job (
  id {id}, paper_id {int} NOT NULL REFERENCES paper(id), state {text} NOT NULL CHECK (state IN ('waiting', 'printed', 'failed')),
  copy_no {int} NOT NULL, tries {int} NOT NULL DEFAULT 0, error {text} NOT NULL DEFAULT '', station_id {int} NOT NULL REFERENCES station(id),
  at {text} NOT NULL CHECK ({utc:at})) {strict};
"""

SEED = """
INSERT INTO location (id, kind, number, name) VALUES
  (1, 'supplier', '@supplier', 'Suppliers'), (2, 'customer', '@customer', 'Customers'), (3, 'loss', '@loss', 'Written off');
INSERT INTO series (kind, next) VALUES ('PO', 1001), ('GR', 1001), ('AD', 1001), ('SO', 1001), ('SH', 1001);
INSERT INTO category (name, kind) VALUES ('Sales', 'Sales'), ('Purchases', 'Purchases'), ('Status', 'Status'),
  ('Production', 'Production'), ('Marketing', 'Marketing'), ('Obsolescence', 'Obsolescence'), ('Waste', 'Waste');
"""


def up(migrator: object, db: Database) -> None:
    """Create everything; the triggers come from the dialect, since the two engines say them differently."""
    from models.migrations import triggers_0001 as triggers

    for part in (NOUNS, DOCUMENTS, LEDGER, STATION, SEED):
        run(db, words(db, part))
    if words(db, "{strict}") == SQLITE["strict"]:
        run(db, triggers.SQLITE, separator="\n\n")
    else:
        run(db, triggers.HEAD_KEY + "\n\n" + triggers.POSTGRESQL, separator="\n\n")
