"""Shipments: an order's goods, picked by scanning, confirmed, gone.

1. `start` opens the shipment of a confirmed sales order; the same draft is offered again.
2. `pick` (in `picking`) takes each scan to its own line.
3. `post` confirms: reserved units count as chosen; serials still missing are asked for, or the rest stays on the order
   (`short`). The order closes when everything has left.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from peewee import IntegrityError

from models import entry, paper
from models.book import CUSTOMER, Book
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    create,
    done_before,
    draft_of,
    head,
    made_for,
    still_draft,
)
from models.goods_documents import post as post_document
from models.goods_lines import GoodsLine
from models.picking import Picked, TooManyPicked, lines_of, pick, pick_quantity
from models.receiving import NothingOutstanding, OrderNotOpen
from models.refusals import Refusal
from models.refusals_orders import OrderHasDraft
from models.stock import QuantityMove, Steps, name_serials
from models.unnamed import NotEnough, naming_moves, naming_steps, taken_from_shelves

__all__ = [
    "NotConfirmed",
    "NotEnough",
    "NothingToShip",
    "Picked",
    "Shipment",
    "TooManyPicked",
    "close_order",
    "departures",
    "from_shelves",
    "pick",
    "pick_quantity",
    "post",
    "start",
    "take_chosen",
    "view",
]


class NotConfirmed(OrderNotOpen):
    template = "{number} is {status}; only a confirmed order is shipped."
    next_step = "Confirm it first, or choose another order."


class NothingToShip(Refusal):
    template = "Nothing is picked on {document}."
    next_step = "Scan the units first."


@dataclass(frozen=True)
class Shipment:
    """A shipment with its lines; `station` is where it was begun."""

    id: int
    number: str
    status: str
    order: str
    party: str
    station: str
    lines: tuple[GoodsLine, ...]


_OUTSTANDING = """
SELECT o.id, o.item_id, o.price, o.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = o.id AND xd.status = 'posted')
FROM document_line o WHERE o.document_id = ? ORDER BY o.line_no"""


def start(book: Book, *, order: str) -> Shipment:
    """The open shipment of sales order `order`, made now if there is none. Raises NoSuchDocument, NotConfirmed,
    NothingOutstanding, OrderHasDraft."""
    with book.write():
        found = head(book, order, "SO", lock=True)
        if found.status != "open":
            raise NotConfirmed(number=order, status=found.status)
        number = draft_of(book, found, "SH")
        if number is None:
            _no_invoice_of_goods(book, found)
            number = _create(book, found)
    return view(book, number=number)


def _no_invoice_of_goods(book: Book, order: Head) -> None:
    """A draft invoice that will take goods of the order itself comes first, or both would take the same units."""
    invoice = book.value(
        "SELECT d.number FROM document d JOIN document_line l ON l.document_id = d.id "
        "JOIN document_line o ON o.id = l.source_id WHERE d.kind = 'IN' AND d.status = 'draft' AND o.document_id = ? "
        "ORDER BY d.id",
        order.id,
    )
    if invoice is not None:
        raise OrderHasDraft(number=order.number, document=invoice)


def _create(book: Book, order: Head) -> str:
    rows = [row for row in book.rows(_OUTSTANDING, order.id) if row[3] > 0]
    if not rows:
        raise NothingOutstanding(number=order.number)
    made = create(book, "SH", party_id=order.party_id, source_id=order.id)
    for n, (line, item, price, outstanding) in enumerate(rows, start=1):
        book.insert(
            "document_line",
            document_id=made.id,
            line_no=n,
            item_id=item,
            quantity=int(outstanding),
            price=price,
            source_id=line,
        )
    return made.number


def view(book: Book, *, number: str) -> Shipment:
    """The shipment as it stands. Raises NoSuchDocument."""
    found = head(book, number, "SH")
    return Shipment(found.id, found.number, found.status, *made_for(book, found), lines_of(book, found.id))


def post(book: Book, *, number: str, short: bool = False) -> Done:
    """Confirm: what was picked leaves. Reserved units that were not scanned are taken as chosen; with `short`, the rest
    stays on the order. Raises SerialsMissing, NothingToShip, NotEnough, NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "SH", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            take_chosen(book, lines_of(book, found.id))
            lines = lines_of(book, found.id)
            _complete(book, found, lines, short)
            taken: Counter[tuple[int, int]] = Counter()
            quantities = [
                m for ln in lines if not ln.has_serials and ln.entered for m in from_shelves(book, ln, taken)
            ]
            quantities += [
                m for ln in lines if ln.has_serials for m in naming_moves(book, found.id, ln, taken)
            ]
            if not any(ln.entered for ln in lines):
                raise NothingToShip(document=number)
            name_serials(book, found.id)
            steps = [departures(found.id, CUSTOMER), naming_steps(found.id, CUSTOMER)]
            done = post_document(book, found, "ship", steps, quantities)
            close_order(book, found.source_id)
            paper.freeze(book, number=done.document)
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def close_order(book: Book, order_id: int | None) -> None:
    """An order of which everything has left is closed; what it still had reserved is free again."""
    assert order_id is not None
    if all(row[3] <= 0 for row in book.rows(_OUTSTANDING, order_id)):
        entry.release(book, order_id)
        book.execute("UPDATE document SET status = 'closed' WHERE id = ? AND status = 'open'", order_id)


def take_chosen(book: Book, lines: Iterable[GoodsLine]) -> None:
    """Units chosen on the order fill the lines that are still short (help page: choosing on the order is enough). Raises
    as `entry.take`."""
    for line in lines:
        room = line.quantity - line.entered
        if line.has_serials and room > 0 and line.reserved:
            rows = book.rows(
                "SELECT e.serial FROM entry e JOIN document_line l ON l.source_id = e.line_id "
                "WHERE l.id = ? AND e.meaning = 'reserve' ORDER BY e.id",
                line.id,
            )
            entry.take(book, line_id=line.id, texts=[r[0] for r in rows[:room]])


def _complete(book: Book, found: Head, lines: tuple[GoodsLine, ...], short: bool) -> None:
    missing = [ln for ln in lines if ln.entered < ln.quantity]
    if missing and not short:
        raise SerialsMissing.on(found.number, missing)
    for line in missing:
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.entered, line.id)


def departures(document_id: int, goal: int) -> Steps:
    """The step of every unit picked on a document, from where it stands to `goal`, at its own cost."""
    return Steps(
        "SELECT s.id, s.seq + 1, e.line_id, e.item_id, s.place, CAST(? AS BIGINT), e.how, m.cost FROM entry e "
        "JOIN serial_number s ON s.id = e.serial_id JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
        "WHERE e.document_id = ? AND e.meaning IN ('pick', 'leave')",
        (goal, document_id),
    )


def from_shelves(book: Book, line: GoodsLine, taken: Counter[tuple[int, int]]) -> list[QuantityMove]:
    """Take a quantity from the shelves that hold the item, the fullest first. `taken` counts by item and shelf what this
    shipment's lines took already. Raises NotEnough."""
    return taken_from_shelves(book, line, line.entered, CUSTOMER, taken)
