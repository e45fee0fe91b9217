"""The verbs of repairs and of returns to a supplier, on a random walk. Whatever happens, a unit has a warranty exactly while its
customer has it or it is here for repair."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from models import (
    entry,
    goods_documents,
    invoicing,
    repair_posting,
    repairing,
    supplier_return,
    supplier_return_posting,
    warranty,
)
from models.book import CUSTOMER, LOSS, REPAIR, SUPPLIER
from models.goods_reversing import MovedSince
from models.refusals_repair import NotOnReceipt
from tests.models.walking import Posted, Walk


class RepairWalk(Walk):
    """Units come in for repair, leave it in one of three ways, and steps are turned back."""

    def __init__(self) -> None:
        super().__init__()
        self.repairs: dict[str, list[Posted]] = {}
        with self.book.write():
            self.book.execute("UPDATE item SET warranty_months = 24 WHERE number = ?", self.item)
        self.receive(4)
        serials = sorted(self.places)
        self.note(self.house.shipped(self.item, *serials[:2]).document, dict.fromkeys(serials[:2], CUSTOMER))
        order = self.house.sold((self.item, 1))
        draft = self.book.perform(invoicing.from_order, order=order)
        self.book.perform(invoicing.scan, number=draft.number, text=serials[2], how="scanned")
        self._sell_by_invoice(draft.number)

    def every_posted(self) -> list[Posted]:
        """The steps of repairs too."""
        return [*super().every_posted(), *(step for steps in self.repairs.values() for step in steps)]

    def _with_customer(self) -> list[str]:
        return sorted(s for s, place in self.places.items() if place == CUSTOMER and s not in self.holder)

    def _here(self, number: str) -> list[str]:
        taken_in = self.repairs[number][0].after if self.repairs[number] else {}
        later = [n for n, steps in self.repairs.items() if steps]
        since = later[later.index(number) + 1 :] if number in later else []
        again = {s for n in since for s in self.repairs[n][0].after}
        return sorted(s for s in taken_in if self.places[s] == REPAIR and s not in again)

    @precondition(lambda self: self._with_customer())
    @rule(data=st.data())
    def repair(self, data: st.DataObject) -> None:
        """Begun with one unit, more scanned, one perhaps undone; taken in or given up."""
        chosen = data.draw(
            st.lists(st.sampled_from(self._with_customer()), min_size=1, max_size=3, unique=True)
        )
        number = self.book.perform(repairing.begin, serial=chosen[0], item=self.item, how="listed")
        for serial in chosen[1:]:
            self.book.perform(repairing.scan, number=number, text=serial, how="scanned")
        if len(chosen) > 1 and data.draw(st.booleans()):
            document = goods_documents.head(self.book, number, "RP").id
            assert self.book.perform(entry.undo, document_id=document).serial == chosen.pop()
        if data.draw(st.booleans()):
            self.book.perform(repair_posting.take_in, number=number)
            self.repairs[number] = [
                Posted(number, dict.fromkeys(chosen, CUSTOMER), dict.fromkeys(chosen, REPAIR))
            ]
            self.places |= dict.fromkeys(chosen, REPAIR)
        else:
            self.book.perform(goods_documents.cancel, number=number)

    @precondition(lambda self: any(self._here(number) for number in self.repairs))
    @rule(data=st.data(), way=st.sampled_from(("send_back", "write_off", "take_back")))
    def leave_repair(self, data: st.DataObject, way: str) -> None:
        """Some of the units that are here leave; one that is taken back stands on a draft that is given up again."""
        number = data.draw(st.sampled_from([number for number in self.repairs if self._here(number)]))
        chosen = data.draw(st.lists(st.sampled_from(self._here(number)), min_size=1, max_size=2, unique=True))
        for serial in chosen:
            self.book.perform(repairing.scan, number=number, text=serial, how="scanned")
        goal = LOSS if way == "write_off" else CUSTOMER
        if way == "send_back":
            self.book.perform(repair_posting.send_back, number=number, done="New belt")
        elif way == "write_off":
            self.book.perform(repair_posting.write_off, number=number, reason="Board burnt")
        else:
            for draft in self.book.perform(repair_posting.take_back, number=number):
                self.book.perform(goods_documents.cancel, number=draft)
        before = dict.fromkeys(chosen, REPAIR)
        self.repairs[number].append(Posted(number, before, dict.fromkeys(chosen, goal)))
        self.places |= dict.fromkeys(chosen, goal)

    @precondition(lambda self: any(self.repairs.values()))
    @rule(data=st.data())
    def reverse_a_step(self, data: st.DataObject) -> None:
        """The newest step of a repair is turned back, unless its units have gone on since."""
        number = data.draw(st.sampled_from([number for number, steps in self.repairs.items() if steps]))
        step = self.repairs[number][-1]
        if self._moved_since(step):
            with pytest.raises(MovedSince):
                self.book.perform(repair_posting.reverse, number=number)
            return
        self.book.perform(repair_posting.reverse, number=number)
        self.repairs[number].pop()
        self.places |= step.before

    @invariant()
    def a_warranty_lasts_while_the_customer_owns_the_unit(self) -> None:
        covered = warranty.of_rows(
            self.book,
            [(self.book.value("SELECT id FROM item WHERE number = ?", self.item), s) for s in self.places],
        )
        owned = {s for s, place in self.places.items() if place in (CUSTOMER, REPAIR)}
        assert {serial for _, serial in covered} == owned
        assert set(covered.values()) <= {"2028-11-23"}


class SupplierReturnWalk(Walk):
    """Units go back to the supplier against the receipt they came in on, and may come again."""

    def _receipts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for serial in self.free():
            receipt = supplier_return.receipt_of(self.book, serial=serial, item=self.item)
            assert receipt == next(reversed(self.came_on.get(serial, [])), "")
            if receipt:
                found.setdefault(receipt, []).append(serial)
        return found

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def return_to_supplier(self, data: st.DataObject) -> None:
        receipts = self._receipts()
        if not receipts:
            return
        receipt = data.draw(st.sampled_from(sorted(receipts)))
        chosen = data.draw(st.lists(st.sampled_from(receipts[receipt]), min_size=1, max_size=2, unique=True))
        number = self.book.perform(supplier_return.start, receipt=receipt).number
        for serial in chosen:
            self.book.perform(supplier_return.scan, number=number, text=serial, how="scanned")
        strangers = [s for other, serials in receipts.items() if other != receipt for s in serials]
        if strangers:
            with pytest.raises(NotOnReceipt):
                self.book.perform(supplier_return.scan, number=number, text=strangers[0], how="scanned")
        if data.draw(st.booleans()):
            self.book.perform(supplier_return_posting.post, number=number)
            self.note(number, dict.fromkeys(chosen, SUPPLIER))
        else:
            self.book.perform(goods_documents.cancel, number=number)

    @precondition(lambda self: SUPPLIER in self.places.values())
    @rule(data=st.data())
    def receive_again(self, data: st.DataObject) -> None:
        """A unit that the supplier has comes in on another receipt."""
        away = sorted(s for s, place in self.places.items() if place == SUPPLIER)
        serial = data.draw(st.sampled_from(away))
        done = self.house.received(self.item, serial)
        self.note(done.document, {serial: self.house.shelf})
