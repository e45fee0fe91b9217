"""The walk of an item whose units get their serial numbers when they leave: named and unnamed units side by side, turned into
named ones as they lie there, and all of it reversed."""

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from models import adjusting, converting, entry, goods_documents, goods_reversing, items, receiving, shipping
from models.book import CUSTOMER, LOSS
from models.goods_reversing import MovedSince, UsedSince
from tests.models.walking import Walk


@dataclass
class Deed:
    """A posted document: where its serials were and are, and by how much it changed the units without one."""

    number: str
    before: dict[str, int]
    after: dict[str, int]
    loose: int


class SerialAtWalk(Walk):
    """One more item beside the walk's own; `units` says where each serial is, `loose` how many units have none."""

    def __init__(self) -> None:
        super().__init__()
        self.later = f"{self.item}-L"
        self.house.item(self.later, serial_at="shipment")
        self.units: dict[str, int] = {}
        self.loose = 0
        self.named = 0
        self.deeds: list[Deed] = []

    def lying(self, goal: int | None = None) -> list[str]:
        shelf = self.house.shelf if goal is None else goal
        return sorted(serial for serial, place in self.units.items() if place == shelf)

    def new_names(self, count: int) -> list[str]:
        self.named += count
        return [f"{self.later}-{self.named - n}" for n in range(count)]

    def did(self, number: str, moved: dict[str, int], loose: int) -> None:
        before = {serial: self.units.get(serial, LOSS) for serial in moved}
        self.deeds.append(Deed(number, before, moved, loose))
        self.units |= moved
        self.loose += loose

    @rule(count=st.integers(1, 4))
    def later_receive(self, count: int) -> None:
        receipt = self.house.receipt((self.later, count))
        self.book.perform(receiving.post, number=receipt.number)
        self.did(receipt.number, {}, count)

    @precondition(lambda self: self.loose or self.lying())
    @rule(data=st.data())
    def later_ship(self, data: st.DataObject) -> None:
        """Some units are named as they leave, some have come back before; a name of a reversed posting may be used again."""
        known = (
            data.draw(st.lists(st.sampled_from(self.lying()), max_size=2, unique=True))
            if self.lying()
            else []
        )
        count = data.draw(st.integers(0 if known else 1, min(self.loose, 3))) if self.loose else 0
        names = [*known, *self.new_names(count)]
        if not names:
            return
        shipment = self.house.shipment((self.later, len(names)))
        for name in names:
            self.house.pick(shipment.number, name)
        if data.draw(st.booleans()):
            self.book.perform(entry.undo, document_id=shipment.id)
            self.house.pick(shipment.number, names[-1])
        if data.draw(st.integers(0, 4)) == 0:
            self.book.perform(goods_documents.cancel, number=shipment.number)
            return
        self.book.perform(shipping.post, number=shipment.number)
        self.did(shipment.number, dict.fromkeys(names, CUSTOMER), -count)

    @precondition(lambda self: self.lying(CUSTOMER))
    @rule(data=st.data(), others=st.integers(0, 2))
    def later_back(self, data: st.DataObject, others: int) -> None:
        back = data.draw(st.lists(st.sampled_from(self.lying(CUSTOMER)), min_size=1, max_size=2, unique=True))
        self.later_adjust("up", back, others, self.house.shelf)

    @precondition(lambda self: self.loose or self.lying())
    @rule(data=st.data())
    def later_write_off(self, data: st.DataObject) -> None:
        gone = (
            data.draw(st.lists(st.sampled_from(self.lying()), max_size=2, unique=True))
            if self.lying()
            else []
        )
        others = data.draw(st.integers(0, min(self.loose, 2)))
        if gone or others:
            self.later_adjust("down", gone, others, LOSS)

    def later_adjust(self, way: str, serials: list[str], others: int, goal: int) -> None:
        number = self.book.perform(adjusting.create, category="Status").number
        view = self.book.perform(
            adjusting.add_line,
            number=number,
            item=self.later,
            way=way,
            quantity=len(serials) + others,
            location="A-01",
        )
        self.book.perform(entry.add_many, line_id=view.lines[0].id, texts=serials, how="pasted")
        self.book.perform(adjusting.post, number=number)
        self.did(number, dict.fromkeys(serials, goal), others if way == "up" else -others)

    @rule(data=st.data())
    def later_convert(self, data: st.DataObject) -> None:
        """Every unit gets its serial number where it lies; from then on it would be asked for at receipt."""
        view = self.book.perform(converting.start, item=self.later)
        names = self.new_names(self.loose)
        if names:
            self.book.perform(entry.add_many, line_id=view.lines[0].id, texts=names, how="pasted")
        if data.draw(st.booleans()):
            self.book.perform(goods_documents.cancel, number=view.number)
            return
        worth = self.worth_later()
        self.book.perform(adjusting.post, number=view.number)
        assert self.worth_later() == worth
        self.did(view.number, dict.fromkeys(names, self.house.shelf), -len(names))
        card = items.view(self.book, number=self.later)
        assert (card.serial_at, card.unnamed) == ("receipt", 0)
        self.book.perform(items.change, number=self.later, item=card.facts(serial_at="shipment"))

    def worth_later(self) -> int:
        """What all that is in stock of it is worth, named or not."""
        return int(
            self.book.value(
                "SELECT v.named + v.loose FROM stock_value v JOIN item i ON i.id = v.item_id WHERE i.number = ?",
                self.later,
            )
        )

    @precondition(lambda self: self.deeds)
    @rule(data=st.data())
    def later_reverse(self, data: st.DataObject) -> None:
        deed = data.draw(st.sampled_from(self.deeds))
        last = {
            row[0]: row[1]
            for row in self.book.rows(
                "SELECT s.serial, d.number FROM serial_number s JOIN item i ON i.id = s.item_id "
                "JOIN movement m ON m.serial_id = s.id JOIN posting p ON p.id = m.posting_id "
                "JOIN document d ON d.id = p.document_id "
                "WHERE i.number = ? AND d.status <> 'reversed' ORDER BY s.id, m.seq",
                self.later,
            )
        }
        if any(last[serial] != deed.number for serial in deed.after):
            with pytest.raises(MovedSince):
                self.book.perform(goods_reversing.reverse, number=deed.number)
        elif deed.loose > self.loose:
            with pytest.raises(UsedSince):
                self.book.perform(goods_reversing.reverse, number=deed.number)
        else:
            self.book.perform(goods_reversing.reverse, number=deed.number)
            self.deeds.remove(deed)
            self.units |= deed.before
            self.loose -= deed.loose

    @invariant()
    def the_book_has_as_many_of_each(self) -> None:
        card = items.view(self.book, number=self.later)
        assert card.unnamed == self.loose
        assert card.on_hand == self.loose + len(self.lying())
        rows = self.book.rows(
            "SELECT s.serial, s.place FROM serial_number s JOIN item i ON i.id = s.item_id WHERE i.number = ?",
            self.later,
        )
        assert dict(rows) == self.units
