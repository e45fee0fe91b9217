"""Random walks over every verb that moves goods: a plain dictionary says where each serial is, and the book must agree.

Whatever is posted and reversed, in any order that is allowed, every serial's state, place and holder are as before (R48),
and the check is silent (R51).
"""

import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models import adjusting, entry, goods_documents, shipping
from models.book import CUSTOMER, LOSS, SUPPLIER, Book
from models.checking import check
from models.choosing import choose
from models.goods_documents import HeldSince, MovedSince
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
        self.made = 0

    def free(self) -> list[str]:
        return sorted(s for s, place in self.places.items() if place > LOSS and s not in self.holder)

    def note(self, number: str, moved: dict[str, int], promised: dict[str, str] | None = None) -> None:
        before = {s: self.places.get(s, SUPPLIER) for s in moved}
        self.posted.append(Posted(number, before, moved, promised or {}))
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
    @rule(data=st.data())
    def write_off(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.free()), min_size=1, max_size=2, unique=True))
        self._adjust("down", chosen, LOSS)

    @precondition(lambda self: any(p in (CUSTOMER, LOSS) for p in self.places.values()))
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        away = sorted(s for s, place in self.places.items() if place in (CUSTOMER, LOSS))
        chosen = data.draw(st.lists(st.sampled_from(away), min_size=1, max_size=2, unique=True))
        self._adjust("up", chosen, self.house.shelf)

    def _adjust(self, way: str, serials: list[str], goal: int) -> None:
        made = self.book.perform(adjusting.create, category="Status")
        draft = self.book.perform(
            adjusting.add_line,
            number=made.number,
            item=self.item,
            way=way,
            quantity=len(serials),
            location="A-01",
        )
        self.book.perform(entry.add_many, line_id=draft.lines[0].id, texts=serials, how="pasted")
        self.book.perform(adjusting.post, number=made.number)
        self.note(made.number, dict.fromkeys(serials, goal))

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(self.posted))
        later = self.posted[self.posted.index(document) + 1 :]
        if any(set(document.after) & set(other.after) for other in later):
            with pytest.raises(MovedSince):
                self.book.perform(goods_documents.reverse, number=document.number)
            return
        if any(s in self.holder for s in document.after):
            with pytest.raises(HeldSince):
                self.book.perform(goods_documents.reverse, number=document.number)
            return
        self.book.perform(goods_documents.reverse, number=document.number)
        self.posted.remove(document)
        self.places |= document.before
        self.holder |= document.promised

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
        self.house.scan(receipt.lines[0].id, f"{self.item}-draft")
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


def test_a_random_walk_keeps_every_serial_where_the_dictionary_says(book: Book, long_form: bool) -> None:
    class HereWalk(Walk):
        house = Warehouse(book)

    examples = 1000 if long_form else (25 if book.lite else 8)
    run_state_machine_as_test(
        HereWalk,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )
    assert check(book) == ()
