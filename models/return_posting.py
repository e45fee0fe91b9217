"""Posting a credit note: its number, what goes back to stock, and the serials that are credited for good."""

from peewee import IntegrityError

from models import paper_sales
from models.book import CUSTOMER, Book, Row
from models.bulk import insert_many
from models.costing import parts, share
from models.goods_documents import ChangedMeanwhile, Done, Head, done_before, head, still_draft
from models.invoice_posting import number_and_post
from models.last_sale import OF_S
from models.places import all_take
from models.receiving import NoLocation
from models.refusals_sales import CreditIsFinal, NotFromThisSale, NothingGoesBack, SoldWithoutSerials
from models.rows import hold_serials
from models.sale_lines import SaleLine, credit_lines
from models.stock import QuantityMove, Steps
from models.unnamed import ASKED_ON_ARRIVAL

_FROM = f"""
FROM entry e JOIN document_line l ON l.id = e.line_id JOIN document_line o ON o.id = l.source_id
JOIN serial_number s ON s.id = e.serial_id JOIN movement m ON m.serial_id = s.id AND m.seq = {OF_S}
JOIN movement n ON n.serial_id = s.id AND n.seq = CASE WHEN s.place = 2 THEN m.seq ELSE s.seq END
JOIN posting p ON p.id = n.posting_id JOIN document d ON d.id = p.document_id
WHERE e.document_id = ? AND e.meaning = 'credit' ORDER BY e.id"""
_UNITS = f"""
SELECT e.line_id, l.source_id, e.serial_id, e.serial, l.location_id, s.place, d.number,
  CASE WHEN m.line_id = o.id OR m.line_id = o.source_id THEN 1 ELSE 0 END {_FROM}"""
_STEPS = f"SELECT s.id, s.seq + 1, e.line_id, e.item_id, s.place, l.location_id, e.how, m.cost {_FROM}"
_LEFT = """
SELECT coalesce(sum(k.units), 0), coalesce(sum(k.worth), 0) FROM (
  SELECT q.quantity AS units, q.quantity * q.cost AS worth FROM quantity_movement q
  WHERE q.line_id = ? AND q.to_place = 2
  UNION ALL SELECT -q.quantity, -q.quantity * q.cost FROM document_line c JOIN quantity_movement q ON q.line_id = c.id
  WHERE q.from_place = 2 AND (c.source_id = ? OR c.source_id IN (SELECT o.id FROM document_line o WHERE o.source_id = ?))
) AS k"""
_GOODS = """
SELECT max(q.line_id) FROM document_line o JOIN quantity_movement q ON q.line_id = o.id OR q.line_id = o.source_id
WHERE o.id = ? AND q.to_place = ?"""
"""The line whose goods left: the invoice's own, or that of its shipment."""


def post(book: Book, *, number: str) -> Done:
    """Post a draft; `Done.document` is its number from now on. Raises NothingGoesBack, NotFromThisSale, NoLocation,
    PlaceBlocked, SoldWithoutSerials, CreditIsFinal, NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "CN", lock=True)
            if (before := done_before(book)) is not None:
                return before
            if found.status == "posted":
                raise CreditIsFinal(number=found.number)
            still_draft(found)
            return _post(book, found)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _post(book: Book, found: Head) -> Done:
    lines = [line for line in credit_lines(book, found.id) if line.quantity]
    if not lines:
        raise NothingGoesBack(number=found.number)
    for line in lines:
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.quantity, line.id)
    hold_serials(book, "SELECT serial_id FROM entry WHERE document_id = ?", found.id)
    units = book.rows(_UNITS, found.id)
    restock = book.value("SELECT restock FROM document WHERE id = ?", found.id)
    if restock:
        all_take(book, found.id)
    steps = [_units_back(found, units, lines)] if restock else []
    quantities = _quantities_back(book, found, lines) if restock else []
    credited = [(unit[0], unit[1], unit[2]) for unit in units]
    # a line without units stays out of the posted paper
    book.execute("DELETE FROM document_line WHERE document_id = ? AND quantity = 0", found.id)
    done = number_and_post(book, found, "credit", steps, quantities)
    insert_many(book, "credited_serial", "line_id int,invoice_line_id int,serial_id int", credited)
    paper_sales.freeze(book, number=done.document)
    return done


def _units_back(found: Head, units: list[Row], lines: list[SaleLine]) -> Steps:
    """The step of every unit from the customer to its shelf, at the cost it left with."""
    by_id = {line.id: line for line in lines}
    for line_id, _, _, serial, place, at, last, of_sale in units:
        line = by_id[line_id]
        if at != CUSTOMER or not of_sale:
            raise NotFromThisSale(serial=serial, document=last, invoice=line.source)
        if place is None:
            raise NoLocation(line=line.line_no, document=found.number, item=line.item)
    return Steps(_STEPS, (found.id,))


def _quantities_back(book: Book, found: Head, lines: list[SaleLine]) -> list[QuantityMove]:
    moves = []
    for line in lines:
        if line.has_serials:
            continue
        item, place, tracked, has_serials = book.row(
            f"SELECT l.item_id, l.location_id, i.stock_tracked, {ASKED_ON_ARRIVAL} "  # noqa: S608
            "FROM document_line l JOIN item i ON i.id = l.item_id WHERE l.id = ?",
            line.id,
        ) or (0, None, 0, 0)
        if not tracked:
            continue
        if has_serials:
            raise SoldWithoutSerials(item=line.item, line=line.line_no, number=found.number)
        if place is None:
            raise NoLocation(line=line.line_no, document=found.number, item=line.item)
        for units, each in parts(_worth_back(book, line), line.quantity):
            moves.append(QuantityMove(line.id, item, CUSTOMER, place, units, "keyed", each))
    return moves


def _worth_back(book: Book, line: SaleLine) -> int:
    """What the units of the line cost when they left: their share of what is still out of that delivery."""
    goods = book.value(_GOODS, line.source_line_id, CUSTOMER)
    units, worth = book.row(_LEFT, goods, goods, goods) or (0, 0)
    return share(int(worth), line.quantity, int(units))
