"""The verbs of moves and corrections, for the random walks."""

from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from models import correcting, goods_documents, moving
from models.book import LOSS
from models.lookup import find
from tests.models.walking import Walk

T = TypeVar("T")
SURE = {"shape": "yes"}
"""What an item's twenty units are called begins to be usual."""


def _rename(kept: dict[str, T], old: str, new: str) -> None:
    if old in kept:
        kept[new] = kept.pop(old)


class MoveWalk(Walk):
    """A walk whose units also change their shelf and what they are called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: dict[str, list[str]] = {}
        self.renamed = 0
        self.empty_hands()

    def empty_hands(self) -> None:
        """Nothing is in hand and no place is set: walks share a book, and one may have been broken off in the middle."""
        hand = self.book.perform(moving.hand)
        if hand.document:
            self.book.perform(goods_documents.cancel, number=hand.document)
        self.book.perform(moving.let_go)

    def on_shelves(self) -> list[str]:
        """Units that may change their shelf: also those an order has been promised."""
        return sorted(serial for serial, place in self.places.items() if place > LOSS)

    def _name(self, data: st.DataObject, serial: str) -> str:
        """What its label says: its serial number, or one it had before."""
        return data.draw(st.sampled_from([serial, *self.called.get(serial, [])]))

    def _goal(self, data: st.DataObject) -> tuple[str, int]:
        return data.draw(st.sampled_from([("A-01", self.house.shelf), ("B-02", self.house.other_shelf)]))

    @precondition(lambda self: self.on_shelves())
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """Units are taken in hand, some put back; then they lie at a place, or the move is given up."""
        chosen = data.draw(st.lists(st.sampled_from(self.on_shelves()), min_size=1, max_size=4, unique=True))
        for serial in chosen:
            self.book.perform(moving.scan, text=self._name(data, serial), how="scanned", item=self.item)
        for _ in range(data.draw(st.integers(0, len(chosen)))):
            self.book.perform(moving.undo)
            chosen.pop()
        number, goal = self._goal(data)
        away = [serial for serial in chosen if self.places[serial] != goal]
        if not away or data.draw(st.integers(0, 3)) == 0:
            self.empty_hands()
            return
        placed = self.book.perform(moving.scan, text=number, how="scanned")
        assert isinstance(placed, moving.Placed)
        assert (placed.count, placed.already) == (len(away), len(chosen) - len(away))
        self.note(placed.document, dict.fromkeys(away, goal))

    @precondition(lambda self: self.on_shelves())
    @rule(data=st.data())
    def move_to_a_set_place(self, data: st.DataObject) -> None:
        """The place first, then units, each at once."""
        number, goal = self._goal(data)
        away = [serial for serial in self.on_shelves() if self.places[serial] != goal]
        chosen = data.draw(st.lists(st.sampled_from(away), max_size=2, unique=True)) if away else []
        self.book.perform(moving.scan, text=number, how="scanned")
        for serial in chosen:
            placed = self.book.perform(
                moving.scan, text=self._name(data, serial), how="scanned", item=self.item
            )
            assert isinstance(placed, moving.Placed)
            self.note(placed.document, {serial: goal})
        self.book.perform(moving.let_go)

    @precondition(lambda self: self.places)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        """A unit, wherever it is, gets another serial number, or one back that it had."""
        serial = data.draw(st.sampled_from(sorted(self.places)))
        self.renamed += 1
        new = data.draw(st.sampled_from([f"{self.item}~{self.renamed}", *self.called.get(serial, [])]))
        self.book.perform(
            correcting.correct, serial=serial, item=self.item, new=new, reason="misread", sure=SURE
        )
        olds = [old for old in (serial, *self.called.pop(serial, [])) if old != new]
        self.called[new] = olds
        _rename(self.places, serial, new)
        _rename(self.holder, serial, new)
        _rename(self.sold_by, serial, new)
        _rename(self.came_on, serial, new)
        for posted in self.every_posted():
            _rename(posted.before, serial, new)
            _rename(posted.after, serial, new)
            _rename(posted.promised, serial, new)
        for _, left in self.sales:
            if serial in left:
                left.remove(serial)
                left.add(new)
        assert all(self.book.perform(find, text=old)[0].key == new for old in (new, *olds))
