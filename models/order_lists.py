"""Lists of orders: the page of all of them, and those that wait for somebody to do something."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from peewee import fn

from models import texts
from models.book import Book, Row
from models.dialect import as_json
from models.orders import DONE, Flow, due_date
from models.refusals_orders import OrderUnknown
from models.tables import DOCUMENT, LINE, PARTY, Page, page_of
from models.vat import Priced


@dataclass(frozen=True)
class OrderRow:
    """One order in the list of all orders of its kind."""

    number: str
    status: str
    party: str
    party_name: str
    their_reference: str
    due: date | None
    lines: int
    units: int
    created_at: str
    net: int = 0
    """What its lines come to without VAT, in minor units."""
    reason: str = ""


@dataclass(frozen=True)
class Waiting:
    """An open order with something outstanding. `drafts` are its unposted receipts or shipments."""

    number: str
    party: str
    party_name: str
    their_reference: str
    due: date | None
    lines: int
    units: int
    done: int
    outstanding: int
    drafts: tuple[str, ...]


WAITING = (
    "SELECT w.id, w.number, p.number, p.name, w.their_reference, w.due, count(*), "  # noqa: S608
    "sum(w.quantity), sum(w.done), "
    "sum(CASE WHEN w.quantity > w.done THEN w.quantity - w.done ELSE 0 END) FROM ("
    f"SELECT d.id, d.number, d.their_reference, d.due, d.party_id, n.quantity, {DONE} AS done "
    "FROM document d JOIN document_line n ON n.document_id = d.id "
    "WHERE d.kind = ? AND d.status = 'open') AS w JOIN party p ON p.id = w.party_id "
    "GROUP BY w.id, w.number, p.number, p.name, w.their_reference, w.due "
    "HAVING sum(CASE WHEN w.quantity > w.done THEN 1 ELSE 0 END) > 0 "
    "ORDER BY CASE WHEN w.due IS NULL THEN 1 ELSE 0 END, w.due, w.id LIMIT ?"
)
NETS = """
SELECT d.number, CASE WHEN d.kind = 'CN' AND d.status = 'draft'
  AND EXISTS (SELECT 1 FROM invoiced_serial v WHERE v.line_id = n.source_id)
  THEN (SELECT count(*) FROM entry e WHERE e.line_id = n.id) ELSE n.quantity END, n.price, n.discount
FROM document d {join} document_line n ON n.document_id = d.id {join} item i ON i.id = n.item_id WHERE {among}"""
DRAFTS = (
    "SELECT c.source_id, c.number FROM document c JOIN document d ON d.id = c.source_id "
    "WHERE c.kind = ? AND c.status = 'draft' AND d.status = 'open' ORDER BY c.id"
)


def waiting(book: Book, flow: Flow, limit: int) -> tuple[Waiting, ...]:
    """Open orders with something outstanding, at most `limit`: the ones due first come first, those without a day
    last."""
    drafts: dict[int, list[str]] = {}
    for order, number in book.rows(DRAFTS, flow.child):
        drafts.setdefault(order, []).append(number)
    return tuple(
        Waiting(
            number, party, name, reference, due_date(due), count, int(units), int(done), int(left),
            tuple(drafts.get(order, ())),
        )
        for order, number, party, name, reference, due, count, units, done, left in book.rows(
            WAITING, flow.kind, limit
        )
    )  # fmt: skip


def page(
    book: Book,
    flow: Flow,
    *,
    status: str | None = None,
    search: str = "",
    after: str | None = None,
    limit: int = 50,
    backwards: bool = False,
) -> Page[OrderRow]:
    """One page of all documents of a flow, newest first: those in `status`, with `search` in their number, party, reference
    or reason; `after` is a number. Raises OrderUnknown for an unknown one."""
    needle = texts.needle(search)
    if needle is None:
        return Page((), earlier=False, later=False)
    d, n, p = DOCUMENT, LINE, PARTY
    mine = n.c.document_id == d.c.id
    query = (
        d.select(
            d.c.number, d.c.status, p.c.number, p.c.name, d.c.their_reference, d.c.due,
            n.select(fn.COUNT(n.c.id)).where(mine),
            n.select(fn.COALESCE(fn.SUM(n.c.quantity), 0)).where(mine),
            d.c.created_at, d.c.reason,
        )
        .join(p, on=(p.c.id == d.c.party_id))
        .where(d.c.kind == flow.kind)
    )  # fmt: skip
    if status is not None:
        query = query.where(d.c.status == status)
    if needle:
        found = (
            d.c.number.contains(needle) | d.c.their_reference.contains(needle) | d.c.reason.contains(needle)
        )
        query = query.where(found | p.c.search.contains(needle))
    start = None if after is None else _id_of(book, flow, after)
    found = page_of(book, query, d.c.id, start, limit=limit, backwards=backwards, make=_row, falling=True)
    nets = _nets(book, [row.number for row in found.rows])
    return replace(found, rows=tuple(replace(row, net=nets.get(row.number, 0)) for row in found.rows))


def _id_of(book: Book, flow: Flow, number: str) -> int:
    id_ = book.value("SELECT id FROM document WHERE kind = ? AND number = ?", flow.kind, number)
    if id_ is None:
        raise OrderUnknown(number=number)
    return int(id_)


def _nets(book: Book, numbers: Sequence[str]) -> dict[str, int]:
    """What the lines of each document come to; on a draft credit note, what was scanned counts."""
    nets: dict[str, int] = defaultdict(int)
    sql = NETS.format(among=book.among("d.number"), join=book.join)
    for number, quantity, price, discount in book.rows(sql, as_json(numbers)):
        nets[number] += Priced(int(quantity), price, discount, 0).net
    return nets


def _row(row: Row) -> OrderRow:
    number, status, party, name, reference, due, lines, units, created, reason = row
    return OrderRow(
        number, status, party, name, reference, due_date(due), lines, int(units), created, 0, reason
    )
