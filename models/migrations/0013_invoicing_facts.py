"""What an invoice asks of a customer's card: the GLN a public buyer is reached by, and how many days the customer has to pay."""

from peewee import Database

from models.migrations.dialect import run, words

COLUMNS = """
ALTER TABLE party ADD COLUMN gln {text} NOT NULL DEFAULT '' CHECK (length(gln) IN (0, 13));
ALTER TABLE party ADD COLUMN payment_days {int} CHECK (payment_days BETWEEN 0 AND 365);
"""


def up(migrator: object, db: Database) -> None:
    """Add the columns: nobody has a GLN, and the company's usual days hold."""
    run(db, words(db, COLUMNS))
