"""The few counts of the first screen, each one cheap however large the book is."""

from dataclasses import dataclass

from models.addons import installed
from models.book import Book
from models.conversions import tasks


@dataclass(frozen=True)
class Counts:
    """Purchase orders to receive, adjustment drafts, orders nobody has begun to pick, shipments begun, serials in stock;
    whether there is any item; serial numbers to assign to units in stock; counts that go on, and counts to approve."""

    receive: int
    adjust_drafts: int
    to_pick: int
    picked: int
    in_stock: int
    serials_installed: bool
    any_items: bool
    to_assign: int = 0
    counting: int = 0
    to_approve: int = 0


def counts(book: Book) -> Counts:
    """What waits, now: drafts, open documents and stock, as the first screen shows them."""
    by_state = {
        (k, s): n
        for k, s, n in book.rows(
            "SELECT kind, status, count(*) FROM document WHERE status IN ('draft', 'open') GROUP BY kind, status"
        )
    }
    to_pick = book.value(
        "SELECT count(*) FROM document o WHERE o.kind = 'SO' AND o.status = 'open' AND NOT EXISTS "
        "(SELECT 1 FROM document s WHERE s.source_id = o.id AND s.kind = 'SH' AND s.status = 'draft')"
    )
    in_stock = book.value(
        "SELECT coalesce(sum(CASE WHEN i.serial_at = 'receipt' THEN s.quantity ELSE (SELECT count(*) FROM serial_number n "
        "WHERE n.item_id = s.item_id AND n.place = s.place AND n.place > 3) END), 0) "
        "FROM stock s JOIN item i ON i.id = s.item_id WHERE i.has_serials = 1"
    )
    return Counts(
        by_state.get(("PO", "open"), 0),
        by_state.get(("AD", "draft"), 0),
        int(to_pick),
        by_state.get(("SH", "draft"), 0),
        int(in_stock),
        installed(book),
        bool(book.value("SELECT count(*) FROM (SELECT id FROM item LIMIT 1) AS x")),
        sum(max(0, task.wanted - task.assigned) for task in tasks(book)),
        by_state.get(("CT", "draft"), 0),
        by_state.get(("CT", "open"), 0),
    )
