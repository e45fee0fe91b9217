"""What every random walk knows and does: a plain dictionary of where each serial is, and the verbs of the goods chain."""

import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from models import (
    adjusting,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoicing,
    return_posting,
    returning,
    shipping,
)
from models.book import CUSTOMER, LOSS, REPAIR, SUPPLIER
from models.checking import check
from models.choosing import choose, propose
from models.document_serials import on_document
from models.goods_reversing import HeldSince, InvoicedAlready, MovedSince, SentBackSince
from models.refusals import Refusal
from models.refusals_repair import InRepair
from models.refusals_sales import NotFromThisSale
from models.refusals_scan import Held
from tests.builders import Warehouse

_items = itertools.count(1)


@dataclass
class Posted:
    """A posted document: where each of its serials was before and is after, and which order had promised it."""

    number: str
    before: dict[str, int]
    after: dict[str, int]
    promised: dict[str, str] = field(default_factory=dict)


class Walk(RuleBasedStateMachine):
    """One walk on an item of its own; `house` is set by the test."""

    house: Warehouse

    def __init__(self) -> None:
        super().__init__()
        self.book = self.house.book
        self.item = f"W{next(_items)}"
        self.house.item(self.item)
        self.places: dict[str, int] = {}
        self.holder: dict[str, str] = {}
        self.posted: list[Posted] = []
        self.sales: list[tuple[str, set[str]]] = []
        self.sold_by: dict[str, list[str]] = {}
        """Each unit's sales that hold, shipments or invoices: the last one brought it to its customer."""
        self.came_on: dict[str, list[str]] = {}
        """Each unit's receipts that hold."""
        self.invoice_of: dict[str, str] = {}
        """The invoice of each shipment that has one."""
        self.made = 0

    def free(self) -> list[str]:
        return sorted(s for s, place in self.places.items() if place > LOSS and s not in self.holder)

    def every_posted(self) -> list[Posted]:
        """All postings a walk remembers, for whoever gives a unit another name."""
        return self.posted

    def note(self, number: str, moved: dict[str, int], promised: dict[str, str] | None = None) -> None:
        before = {s: self.places.get(s, SUPPLIER) for s in moved}
        self.posted.append(Posted(number, before, moved, promised or {}))
        known = {"SH-": self.sold_by, "GR-": self.came_on}.get(number[:3], {})
        for serial in moved:
            known.setdefault(serial, []).append(number)
        self.places |= moved

    @rule(count=st.integers(1, 4))
    def receive(self, count: int) -> None:
        serials = [f"{self.item}-{self.made + n}" for n in range(count)]
        self.made += count
        done = self.house.received(self.item, *serials)
        self.note(done.document, dict.fromkeys(serials, self.house.shelf))

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def ship(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.free()), min_size=1, max_size=3, unique=True))
        done = self.house.shipped(self.item, *chosen)
        self.note(done.document, dict.fromkeys(chosen, CUSTOMER))

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def ship_with_promises(self, data: st.DataObject) -> None:
        """Some units are chosen on the order; the shipment picks others, or leaves it to the choice."""
        free = self.free()
        chosen = data.draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True))
        order = self.house.sold((self.item, len(chosen)))
        for serial in chosen:
            self.book.perform(choose, order=order, line_no=1, text=serial, how="keyed")
        shipment = self.book.perform(shipping.start, order=order)
        others = [s for s in free if s not in chosen]
        picked: list[str] = data.draw(
            st.lists(st.sampled_from(chosen + others), max_size=len(chosen), unique=True)
        )
        for serial in picked:
            self.house.pick(shipment.number, serial)
        undone: bool = data.draw(st.booleans())
        if undone:
            for _ in picked:
                self.book.perform(entry.undo, document_id=shipment.id)
            picked = []
        self.book.perform(shipping.post, number=shipment.number)
        left = {
            r[0]
            for r in self.book.rows(
                "SELECT s.serial FROM movement m JOIN serial_number s ON s.id = m.serial_id "
                "JOIN posting p ON p.id = m.posting_id JOIN document d ON d.id = p.document_id WHERE d.number = ?",
                shipment.number,
            )
        }
        assert set(picked) <= left
        assert left <= set(picked) | set(chosen)
        assert len(left) == len(chosen)
        self.note(shipment.number, dict.fromkeys(left, CUSTOMER), dict.fromkeys(left, order))

    @precondition(lambda self: self.free())
    @rule(data=st.data(), reserve=st.booleans())
    def invoice_an_order(self, data: st.DataObject, reserve: bool) -> None:
        """Nothing is shipped: the goods leave with the invoice, picked, proposed, or as the order has chosen them."""
        free = self.free()
        chosen = data.draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True))
        order = self.house.sold((self.item, len(chosen)))
        if reserve:
            for serial in chosen:
                self.book.perform(choose, order=order, line_no=1, text=serial, how="keyed")
        draft = self.book.perform(invoicing.from_order, order=order)
        if data.draw(st.booleans()):
            self.book.perform(propose, line_id=draft.lines[0].id)
            if data.draw(st.booleans()):  # dropped: the order has its units back, and nothing has moved
                self.book.perform(goods_documents.cancel, number=draft.number)
                if reserve:
                    self.holder |= dict.fromkeys(chosen, order)
                return
        elif not reserve:
            for serial in chosen:
                self.book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
        self._sell_by_invoice(draft.number)

    @rule(data=st.data())
    def invoice_a_shipment(self, data: st.DataObject) -> None:
        """What was shipped is invoiced once; from then on it is not reversed."""
        shipments = [one for one in self.posted if one.number.startswith("SH-")]
        if not shipments:
            return
        shipment = data.draw(st.sampled_from(shipments))
        draft = self.book.perform(invoicing.from_shipment, shipment=shipment.number)
        with pytest.raises(InvoicedAlready):
            self.book.perform(goods_reversing.reverse, number=shipment.number)
        if data.draw(st.booleans()):
            self.book.perform(goods_documents.cancel, number=draft.number)
            return
        self.posted.remove(shipment)
        assert self._post_invoice(draft.number) == set(shipment.after)
        self.invoice_of[shipment.number] = self.sales[-1][0]

    def _sell_by_invoice(self, number: str) -> None:
        """Post an invoice that takes its units from the shelves itself."""
        sold = self._post_invoice(number)
        self.places |= dict.fromkeys(sold, CUSTOMER)
        for serial in sold:
            self.sold_by.setdefault(serial, []).append(self.sales[-1][0])

    def _post_invoice(self, number: str) -> set[str]:
        """Post it; the units on it."""
        done = self.book.perform(invoice_posting.post, number=number)
        sold = {s for serials in on_document(self.book, number=done.document).values() for s in serials}
        self.sales.append((done.document, set(sold)))
        return sold

    @precondition(lambda self: any(left for _, left in self.sales))
    @rule(data=st.data(), restock=st.booleans())
    def credit(self, data: st.DataObject, restock: bool) -> None:
        """Some of what is left of an invoice goes back; to stock only what is still where that sale put it."""
        number, left = data.draw(st.sampled_from([sale for sale in self.sales if sale[1]]))
        chosen = sorted(data.draw(st.sets(st.sampled_from(sorted(left)), min_size=1, max_size=3)))
        held = [s for s in chosen if s in self.holder]
        draft = self.book.perform(returning.start, invoice=number)
        self.book.perform(returning.change, number=draft.number, restock=restock)
        for serial in chosen:
            if serial in held:
                with pytest.raises(Held):
                    self.book.perform(returning.scan, number=draft.number, text=serial, how="scanned")
            elif self.places[serial] == REPAIR:
                with pytest.raises(InRepair):
                    self.book.perform(returning.scan, number=draft.number, text=serial, how="scanned")
            else:
                self.book.perform(returning.scan, number=draft.number, text=serial, how="scanned")
        wanted = {s for s in chosen if s not in held and self.places[s] != REPAIR}
        if not wanted or data.draw(st.booleans()):
            self.book.perform(goods_documents.cancel, number=draft.number)
            return
        elsewhere = {s for s in wanted if self._last_sale(s) != number}
        if restock and elsewhere:
            with pytest.raises(NotFromThisSale):
                self.book.perform(return_posting.post, number=draft.number)
            self.book.perform(goods_documents.cancel, number=draft.number)
            return
        self.book.perform(return_posting.post, number=draft.number)
        left -= wanted
        if restock:
            self.places |= dict.fromkeys(wanted, self.house.shelf)

    def _last_sale(self, serial: str) -> str:
        """The invoice of the sale that put a unit where it is, "" when something else did, or it has none."""
        if self.places[serial] != CUSTOMER:
            return ""
        sale = self.sold_by[serial][-1]
        return sale if sale.startswith("IN-") else self.invoice_of.get(sale, "")

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def write_off(self, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from(self.free()))
        there = [s for s in self.free() if self.places[s] == self.places[first] and s != first]
        more = data.draw(st.lists(st.sampled_from(there), max_size=1)) if there else []
        shelf = "A-01" if self.places[first] == self.house.shelf else "B-02"
        self._adjust("down", [first, *more], LOSS, shelf)

    @precondition(lambda self: any(p in (CUSTOMER, LOSS) for p in self.places.values()))
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        away = sorted(s for s, place in self.places.items() if place in (CUSTOMER, LOSS))
        chosen = data.draw(st.lists(st.sampled_from(away), min_size=1, max_size=2, unique=True))
        self._adjust("up", chosen, self.house.shelf)

    def _adjust(self, way: str, serials: list[str], goal: int, shelf: str = "A-01") -> None:
        made = self.book.perform(adjusting.create, category="Status")
        draft = self.book.perform(
            adjusting.add_line,
            number=made.number,
            item=self.item,
            way=way,
            quantity=len(serials),
            location=shelf,
        )
        self.book.perform(entry.add_many, line_id=draft.lines[0].id, texts=serials, how="pasted")
        self.book.perform(adjusting.post, number=made.number)
        self.note(made.number, dict.fromkeys(serials, goal))

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(self.posted))
        if (refusal := self.refuses_reversal(document)) is not None:
            with pytest.raises((refusal, SentBackSince)):
                self.book.perform(goods_reversing.reverse, number=document.number)
            return
        if self._moved_since(document):
            with pytest.raises((MovedSince, SentBackSince)):
                self.book.perform(goods_reversing.reverse, number=document.number)
            return
        on_shelves = min(*document.before.values(), *document.after.values()) > LOSS
        if not on_shelves and any(s in self.holder for s in document.after):
            with pytest.raises(HeldSince):
                self.book.perform(goods_reversing.reverse, number=document.number)
            return
        self.book.perform(goods_reversing.reverse, number=document.number)
        self.posted.remove(document)
        self.reversed_now(document)
        self.places |= document.before
        self.holder |= document.promised

    def refuses_reversal(self, document: Posted) -> type[Refusal] | None:
        """What another flow's verbs have put in the way of a reversal."""
        return None

    def reversed_now(self, document: Posted) -> None:
        """A document was reversed: it has sold and brought nothing. Another flow's verbs may have to know."""
        for known in (self.sold_by, self.came_on):
            for documents in known.values():
                if document.number in documents:
                    documents.remove(document.number)

    def _moved_since(self, document: Posted) -> bool:
        """Whether a unit of it is not where this document put it, or has come back there by another."""
        last = {
            row[0]: row[1]
            for row in self.book.rows(
                "SELECT s.serial, d.number FROM serial_number s JOIN item i ON i.id = s.item_id "
                "JOIN movement m ON m.serial_id = s.id JOIN posting p ON p.id = m.posting_id "
                "JOIN document d ON d.id = p.document_id "
                "WHERE i.number = ? AND d.status <> 'reversed' ORDER BY s.id, m.seq",
                self.item,
            )
        }
        return any(last[serial] != document.number for serial in document.after)

    @precondition(lambda self: self.holder)
    @rule()
    def cancel_the_orders(self) -> None:
        with self.book.write():
            for order in set(self.holder.values()):
                entry.release(self.book, goods_documents.head(self.book, order, "SO").id)
        self.holder.clear()

    @rule(data=st.data())
    def begin_and_cancel(self, data: st.DataObject) -> None:
        """A draft that is dropped leaves no trace."""
        receipt = self.house.receipt((self.item, 2))
        self.house.scan(receipt.lines[0].id, f"{self.item}-draft", shape="yes")
        if data.draw(st.booleans()):
            self.book.perform(entry.undo, document_id=receipt.id)
        self.book.perform(goods_documents.cancel, number=receipt.number)

    @invariant()
    def the_book_agrees(self) -> None:
        rows = self.book.rows(
            "SELECT s.serial, s.place FROM serial_number s JOIN item i ON i.id = s.item_id WHERE i.number = ?",
            self.item,
        )
        assert dict(rows) == self.places
        held = self.book.rows(
            "SELECT e.serial, d.number FROM entry e JOIN document d ON d.id = e.document_id "
            "JOIN item i ON i.id = e.item_id WHERE i.number = ?",
            self.item,
        )
        assert dict(held) == self.holder
        assert self.house.in_stock(self.item) == sum(place > LOSS for place in self.places.values())

    def teardown(self) -> None:
        """Whatever was done, the book recomputes to itself."""
        assert check(self.book) == ()
