"""Posting an invoice: it gets its number, brings out what no shipment has, and is final.

The number is taken in the transaction that posts, so that a posting which fails gives it back; on PostgreSQL the series
makes the next station wait until this one has committed (no gap, no repeat: R21). The paper is frozen in the same
transaction: what it says stays, whatever happens to names and addresses later.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from peewee import IntegrityError

from models import paper_sales
from models.book import CUSTOMER, Book
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    done_before,
    head,
    still_draft,
)
from models.goods_documents import post as post_document
from models.goods_lines import GoodsLine
from models.numbering import next_number
from models.orders import VAT_RATE
from models.parties import view as view_party
from models.refusals_orders import NoLines
from models.refusals_sales import PostedIsFinal
from models.sale_lines import SaleLine, invoice_lines
from models.shipping import close_order, departures, from_shelves, take_chosen
from models.stock import QuantityMove, Steps, name_serials
from models.unnamed import naming_moves, naming_steps
from models.vat import VatNumberMissing

_INVOICED = """
INSERT INTO invoiced_serial (line_id, serial_id)
SELECT n.id, m.serial_id FROM document_line n JOIN posting p ON p.document_id = n.document_id
JOIN movement m ON m.posting_id = p.id AND m.line_id = n.id WHERE n.document_id = ?
UNION ALL SELECT n.id, m.serial_id FROM document_line n JOIN document_line s ON s.id = n.source_id
JOIN posting p ON p.document_id = s.document_id AND p.verb = 'ship'
JOIN movement m ON m.posting_id = p.id AND m.line_id = s.id WHERE n.document_id = ?"""
_FREEZE_RATES = f"""
UPDATE document_line SET vat_rate = (
  SELECT {VAT_RATE} FROM document_line n JOIN item i ON i.id = n.item_id WHERE n.id = document_line.id)
WHERE document_id = ?"""  # noqa: S608


def post(book: Book, *, number: str) -> Done:
    """Post a draft; `Done.document` is its number from now on. Units reserved on its order count as chosen; serials still
    missing are asked for. Raises NoLines, SerialsMissing, NotEnough, VatNumberMissing, PostedIsFinal,
    NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "IN", lock=True)
            if (before := done_before(book)) is not None:
                return before
            if found.status == "posted":
                raise PostedIsFinal(number=found.number)
            still_draft(found)
            lines = invoice_lines(book, found.id)
            if not lines:
                raise NoLines(number=found.number)
            _may_be_sold(book, found)
            take_chosen(book, [_goods(line) for line in lines if line.delivers])
            return _post(book, found, [line for line in invoice_lines(book, found.id) if line.delivers])
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _may_be_sold(book: Book, found: Head) -> None:
    """The customer can be invoiced in their VAT zone."""
    party = book.value("SELECT number FROM party WHERE id = ?", found.party_id)
    customer = view_party(book, kind="customer", number=party)
    if customer.vat_zone == "eu" and not customer.vat_number:
        raise VatNumberMissing(customer=customer.name)


def _post(book: Book, found: Head, goods: list[SaleLine]) -> Done:
    missing = [line for line in goods if line.has_serials and line.entered < line.quantity]
    if missing:
        raise SerialsMissing.on(found.number, missing)
    steps = [departures(found.id, CUSTOMER), naming_steps(found.id, CUSTOMER)]
    taken: Counter[tuple[int, int]] = Counter()
    quantities = [
        m for line in goods if not line.has_serials for m in from_shelves(book, _goods(line), taken)
    ]
    quantities += [
        m for line in goods if line.has_serials for m in naming_moves(book, found.id, _goods(line), taken)
    ]
    name_serials(book, found.id)
    book.execute(_FREEZE_RATES, found.id)
    done = number_and_post(book, found, "invoice", steps, quantities)
    book.execute(_INVOICED, found.id, found.id)
    if any(line.source_kind == "SO" for line in goods):
        close_order(book, found.source_id)
    paper_sales.freeze(book, number=done.document)
    return done


def number_and_post(
    book: Book, found: Head, verb: str, steps: Sequence[Steps], quantities: Sequence[QuantityMove]
) -> Done:
    """Give a draft its number and write its movements, inside the caller's transaction. Raises SeriesUnknown,
    ValueTooGreat."""
    number = next_number(book, found.kind)
    book.execute(
        "UPDATE document SET number = ?, draft_number = ? WHERE id = ?", number, found.number, found.id
    )
    return post_document(book, replace(found, number=number), verb, steps, quantities)


def _goods(line: SaleLine) -> GoodsLine:
    """The line as shipping sees it: a quantity without serials is all picked."""
    entered = line.entered if line.has_serials else line.quantity
    return GoodsLine(
        line.id,
        line.line_no,
        line.item,
        line.name,
        line.unit,
        line.has_serials,
        line.quantity,
        entered,
        line.quantity,
        line.quantity,
        "",
        line.price,
        reserved=line.reserved,
    )
