"""The walk of cost: a dictionary says what each unit costs, whatever moves it, and what was spread over it."""

from collections.abc import Iterator

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from models import (
    adjusting,
    entry,
    goods_reversing,
    invoice_posting,
    invoicing,
    landing,
    receiving,
    return_posting,
    returning,
)
from models.book import CUSTOMER, LOSS
from models.goods_reversing import CostIsSpread, UsedSince
from models.order_edit import NewLine
from models.refusals import Refusal
from tests.models.walking import Posted, Walk

PRICE = 12_500


class CostWalk(Walk):
    """Beside the walk itself: units are bought at a price, and again, and freight is spread and taken back."""

    def __init__(self) -> None:
        self.lives: dict[int, list[tuple[str, int]]] = {}
        """For each unit, by its id, the receipts it was bought on, each with what it costs since: the last one counts."""
        self.spread: dict[str, tuple[str, dict[int, int]]] = {}
        """For each amount the receipt it is spread over and the share of each unit."""
        super().__init__()
        self.plain = f"{self.item}-Q"
        self.house.item(self.plain, serials=False)
        self.plain_units = 0
        self.changed: list[tuple[str, int]] = []
        """Adjustments of the item without serial numbers, each with what it brought in."""
        self.sold: list[tuple[str, int]] = []
        """Invoices of it, each with what is left to credit."""

    def note(self, number: str, moved: dict[str, int], promised: dict[str, str] | None = None) -> None:
        super().note(number, moved, promised)
        if number.startswith("GR-"):
            for serial in moved:
                self.lives.setdefault(self._id(serial), []).append((number, PRICE))

    def refuses_reversal(self, document: Posted) -> type[Refusal] | None:
        over = {receipt for receipt, _ in self.spread.values()}
        return CostIsSpread if document.number in over else None

    def reversed_now(self, document: Posted) -> None:
        super().reversed_now(document)
        for lives in self.lives.values() if document.number.startswith("GR-") else ():
            if len(lives) > 1 and lives[-1][0] == document.number:
                lives.pop()

    def _away(self) -> list[str]:
        return sorted(s for s, place in self.places.items() if place == CUSTOMER and s not in self.holder)

    @precondition(lambda self: self._away())
    @rule(data=st.data(), price=st.integers(0, 50_000))
    def buy_back(self, data: st.DataObject, price: int) -> None:
        """A unit that a customer has is bought again, at what it costs now."""
        serial = data.draw(st.sampled_from(self._away()))
        receipt = self.house.receipt((self.item, 1))
        line = receipt.lines[0].id
        self.book.perform(entry.add, line_id=line, text=serial, how="scanned", sure={"return": "yes"})
        with self.book.write():
            self.book.execute("UPDATE document_line SET price = ? WHERE id = ?", price, line)
        self.book.perform(receiving.post, number=receipt.number)
        self.note(receipt.number, {serial: self.house.shelf})
        self.lives[self._id(serial)][-1] = (receipt.number, price)

    def _spreadable(self) -> list[str]:
        return [one.number for one in self.posted if one.number.startswith("GR-")]

    @precondition(lambda self: self._spreadable())
    @rule(data=st.data(), amount=st.integers(1, 5_000))
    def spread_an_amount(self, data: st.DataObject, amount: int) -> None:
        receipt = data.draw(st.sampled_from(self._spreadable()))
        units = sorted(self._units_of(receipt))
        cost = self.book.perform(
            landing.spread, receipt=receipt, text="Freight", amount=amount, way="quantity"
        )
        each, over = divmod(amount, len(units))
        shares = {unit: each + (n < over) for n, unit in enumerate(units)}
        self.spread[cost.number] = (receipt, shares)
        self._add(receipt, shares, 1)

    @precondition(lambda self: self.spread)
    @rule(data=st.data())
    def take_an_amount_back(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.spread)))
        self.book.perform(landing.reverse, number=number)
        receipt, shares = self.spread.pop(number)
        self._add(receipt, shares, -1)

    def _units_of(self, receipt: str) -> Iterator[int]:
        return (unit for unit, lives in self.lives.items() if receipt in (number for number, _ in lives))

    def _id(self, serial: str) -> int:
        return int(self.book.value("SELECT id FROM serial_number WHERE serial = ?", serial))

    def _add(self, receipt: str, shares: dict[int, int], sign: int) -> None:
        for unit, share in shares.items():
            self.lives[unit] = [
                (number, cost + sign * share if number == receipt else cost)
                for number, cost in self.lives[unit]
            ]

    @rule(quantity=st.integers(1, 9), cost=st.integers(0, 999))
    def stock_up(self, quantity: int, cost: int) -> None:
        self._change("up", quantity, cost)

    @precondition(lambda self: self.plain_units)
    @rule(data=st.data())
    def write_down(self, data: st.DataObject) -> None:
        self._change("down", -data.draw(st.integers(1, self.plain_units)), 0)

    def _change(self, way: str, by: int, cost: int) -> None:
        made = self.book.perform(adjusting.create, category="Status")
        self.book.perform(
            adjusting.add_line, number=made.number, item=self.plain, way=way, quantity=abs(by), cost=cost
        )
        self.book.perform(adjusting.post, number=made.number)
        self.changed.append((made.number, by))
        self.plain_units += by

    @precondition(lambda self: self.changed)
    @rule(data=st.data())
    def take_a_change_back(self, data: st.DataObject) -> None:
        number, by = one = data.draw(st.sampled_from(self.changed))
        if self.plain_units < by:
            with pytest.raises(UsedSince):
                self.book.perform(goods_reversing.reverse, number=number)
            return
        self.book.perform(goods_reversing.reverse, number=number)
        self.changed.remove(one)
        self.plain_units -= by

    @precondition(lambda self: self.plain_units)
    @rule(data=st.data())
    def sell_some(self, data: st.DataObject) -> None:
        quantity = data.draw(st.integers(1, self.plain_units))
        draft = self.book.perform(
            invoicing.create, customer="C1", lines=[NewLine(self.plain, quantity, 1_000)]
        )
        self.sold.append((self.book.perform(invoice_posting.post, number=draft.number).document, quantity))
        self.plain_units -= quantity

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def credit_some(self, data: st.DataObject) -> None:
        invoice, left = one = data.draw(st.sampled_from(self.sold))
        quantity = data.draw(st.integers(1, left))
        note = self.book.perform(returning.start, invoice=invoice)
        self.book.perform(returning.set_quantity, number=note.number, line_no=1, quantity=quantity)
        self.book.perform(return_posting.post, number=note.number)
        self.plain_units += quantity
        self.sold.remove(one)
        if left > quantity:
            self.sold.append((invoice, left - quantity))

    @invariant()
    def a_quantity_is_worth_what_its_movements_say(self) -> None:
        units, worth, ledger = self.book.row(
            "SELECT v.loose_units, v.loose, coalesce((SELECT sum(CASE WHEN q.to_place > 3 THEN q.quantity * q.cost "
            "ELSE -q.quantity * q.cost END) FROM quantity_movement q WHERE q.item_id = i.id), 0) "
            "FROM item i JOIN stock_value v ON v.item_id = i.id WHERE i.number = ?",
            self.plain,
        ) or (0, 0, 0)
        assert units == self.plain_units == self.house.in_stock(self.plain)
        assert worth == ledger >= 0
        assert units or not worth

    @invariant()
    def every_unit_costs_what_the_dictionary_says(self) -> None:
        rows = self.book.rows(
            "SELECT s.id, s.place, m.cost + coalesce((SELECT sum(c.amount) FROM cost_change c WHERE c.serial_id = s.id "
            "AND c.seq = s.seq), 0) FROM serial_number s JOIN item i ON i.id = s.item_id "
            "JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE i.number = ?",
            self.item,
        )
        costs = {unit: cost for unit, _, cost in rows}
        assert {unit: costs[unit] for unit in self.lives} == {
            u: lives[-1][1] for u, lives in self.lives.items()
        }
        worth = self.book.value(
            "SELECT v.named FROM stock_value v JOIN item i ON i.id = v.item_id WHERE i.number = ?", self.item
        )
        assert worth == sum(cost for _, place, cost in rows if place > LOSS)
