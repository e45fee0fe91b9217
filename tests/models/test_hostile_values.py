"""Whatever stands in a label, a field or a file, every verb answers or refuses; nothing stops the clerk.

Each verb gets each text in each of its texts, and each number in each of its numbers, on both engines.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from models import (
    adjusting,
    adjusting_lines,
    categories,
    choosing,
    document_serials,
    entry,
    expecting,
    goods_documents,
    goods_reversing,
    groups,
    item_stock,
    items,
    lists,
    lookup,
    operators,
    order_lists,
    paper,
    parties,
    places,
    print_jobs,
    purchasing,
    receiving,
    selling,
    serial_report,
    settings,
    shipping,
    tracing,
)
from models.book import Book
from models.dialect import as_json
from models.item_facts import ItemFacts
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.orders import PURCHASE, SALE
from models.parties import PartyCard
from models.refusals import Refusal
from models.serial_report import SerialFilter
from models.settings import Company
from tests.builders import Warehouse

TEXTS = (
    "", "A\x00B", "A\udfffB", "\x1b]0;x\x07", "\u202eFDP", "\u2028", "\ufffe", "é", "'; DROP TABLE movement;--", "%_!",
    "\\", "{x}[/]", "-1", "x" * 101, "x" * 100_000, "]C1010123456789012821ABC\x1d10LOT", "\r\n",
)  # fmt: skip
UNKEEPABLE = ("A\x00B", "A\udfffB", "\ufffe", "\x1b]0;x\x07")  # what only one engine minds
NUMBERS = (-(2**63) - 1, -1, 0, 2**31, 10**13 + 1, 2**63 - 1, 2**63, 10**30)


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    built.stocked("CABLE", 9)
    return built


Call = tuple[Callable[..., Any], dict[str, Any]]


class Desk:
    """Documents of every kind for the verbs to be tried on."""

    def __init__(self, house: Warehouse) -> None:
        book = house.book
        self.receipt = house.receipt(("TP-80", 5), ("CABLE", 5))
        self.bought = house.ordered(("TP-80", 5))
        self.sold = house.sold(("TP-80", 5), ("CABLE", 5))
        self.shipment = house.shipment(("TP-80", 5), ("CABLE", 5))
        self.adjusted = book.perform(adjusting.create, category="Status").number
        for item, way in (("TP-80", "up"), ("CABLE", "down"), ("TP-80", "counted")):
            view = book.perform(adjusting.add_line, number=self.adjusted, item=item, way=way, quantity=2)
        self.lines = [line.id for line in view.lines]
        self.posted = house.received("TP-80", "T9").document
        self.job = book.perform(
            print_jobs.new_job,
            paper_id=book.perform(paper.keep, number=self.posted, kind="delivery-note", content=b"%PDF").id,
        ).id

    def with_text(self, text: str) -> Iterator[Call]:
        """Every verb that takes a text, once for each of its texts."""
        line, how = self.receipt.lines[0].id, {"how": "scanned"}
        for number in (line, *self.lines):
            yield entry.add, {"line_id": number, "text": text, "raw": text.encode(errors="replace"), **how}
        yield entry.add, {"line_id": line, "text": "N1", "source": text, **how}
        yield entry.add, {"line_id": line, "text": "N2", "sure": {"unexpected": text, "looks": text}, **how}
        yield entry.add_many, {"line_id": line, "texts": [text, "N3", text], **how}
        yield entry.preview, {"line_id": line, "texts": [text, "N4"]}
        yield entry.remove, {"line_id": line, "serial": text}
        yield lists.find, {"line_id": line, "serial": text}
        yield shipping.pick, {"number": self.shipment.number, "text": text, **how}
        yield shipping.pick, {"number": self.shipment.number, "text": "T1", "item": text, **how}
        yield shipping.pick, {"number": self.shipment.number, "text": "CABLE", "source": text, **how}
        yield choosing.choose, {"order": self.sold, "line_no": 1, "text": text, **how}
        yield choosing.candidates, {"line_id": self.shipment.lines[0].id, "search": text}
        numbered: tuple[Callable[..., Any], ...] = (
            receiving.view, receiving.post, shipping.view, shipping.post, adjusting.view, adjusting.post,
            adjusting.difference, goods_documents.cancel, goods_reversing.reverse, purchasing.view, purchasing.cancel,
            purchasing.close, purchasing.mark_ordered, selling.view, selling.cancel, selling.close, selling.confirm,
            paper.delivery_note, items.view, places.view, operators.view, operators.sign_on, item_stock.by_place,
            document_serials.on_document,
        )  # fmt: skip
        for verb in numbered:
            yield verb, {"number": text}
        for verb in (receiving.start, shipping.start, paper.pick_list):
            yield verb, {"order": text}
        yield paper.stored, {"number": text, "kind": "delivery-note"}
        yield paper.stored, {"number": self.posted, "kind": text}
        yield paper.keep, {"number": text, "kind": "delivery-note", "content": b""}
        yield print_jobs.failed, {"job_id": self.job, "reason": text}
        yield lookup.find, {"text": text}
        yield tracing.life, {"serial": text}
        yield tracing.life, {"serial": "T1", "item": text}
        for name in ("text", "item", "location", "customer"):
            yield serial_report.page, {"filter": SerialFilter(**{name: text})}
            yield serial_report.count, {"filter": SerialFilter(**{name: text})}
        yield receiving.set_line, {"number": self.receipt.number, "line_no": 1, "location": text}
        yield adjusting.create, {"category": text}
        yield adjusting.create, {"category": "Waste", "reason": text}
        yield adjusting.create, {"category": "Waste", "note": text}
        yield adjusting.add_line, {"number": self.adjusted, "item": text, "way": "up", "quantity": 1}
        yield adjusting.add_line, {"number": text, "item": "CABLE", "way": "up", "quantity": 1}
        up = {"number": self.adjusted, "item": "CABLE", "way": "up", "quantity": 1}
        yield adjusting.add_line, {**up, "location": text}
        yield adjusting.remove_line, {"number": text, "line_no": 1}
        changed = {"number": self.adjusted, "line_no": 2, "quantity": 2, "location": text, "cost": 0}
        yield adjusting_lines.set_line, changed
        yield from self._nouns(text)

    def _nouns(self, text: str) -> Iterator[Call]:
        for name in ("number", "name", "unit", "gtin", "location", "group"):
            facts = replace(ItemFacts(number="I", name="I"), **{name: text})  # type: ignore[arg-type]
            yield items.create, {"item": facts}
            yield items.change, {"number": "CABLE", "item": replace(facts, number="CABLE", name="Cable")}
        yield items.change, {"number": text, "item": ItemFacts(number="J", name="J")}
        yield items.copy_and_block, {"number": text, "new_number": "K"}
        yield items.copy_and_block, {"number": "CABLE", "new_number": text}
        for kind in ("supplier", "customer"):
            yield parties.view, {"kind": kind, "number": text}
            for name in (
                "number",
                "name",
                "address",
                "postcode",
                "city",
                "country",
                "vat_number",
                "language",
            ):
                yield parties.create, {"kind": kind, "card": replace(PartyCard("P", "P"), **{name: text})}  # type: ignore[arg-type]
            yield parties.page, {"kind": kind, "search": text}
            yield parties.change, {"kind": kind, "number": text, "card": PartyCard("Q", "Q")}
        yield items.page, {"search": text}
        for flow in (PURCHASE, SALE):
            yield order_lists.page, {"flow": flow, "search": text}
        yield places.create, {"number": text, "name": "x"}
        yield places.create, {"number": f"P{len(text)}", "name": text}
        yield places.change, {"number": text, "name": "x"}
        yield places.change, {"number": "A-01", "name": text}
        yield operators.create, {"number": text, "name": "x"}
        yield operators.create, {"number": "7", "name": text}
        yield operators.create, {"number": "8", "name": "x", "badge": text}
        yield operators.change, {"number": text, "name": "x"}
        yield operators.sign_on_by_badge, {"badge": text}
        yield groups.create, {"number": text, "name": "x"}
        yield groups.create, {"number": "G", "name": text}
        yield groups.rename, {"number": text, "name": "x"}
        yield categories.create, {"name": text, "kind": "Waste"}
        yield categories.create, {"name": "x", "kind": text}
        yield settings.get, {"key": text}
        yield settings.put, {"key": "x", "value": text}
        yield settings.install, {"name": text}
        yield settings.set_series, {"kind": text, "start": 2000}
        for name in ("name", "address", "postcode", "city", "country", "vat_number"):
            yield settings.set_company, {"company": replace(Company("x"), **{name: text})}
        for module, party in ((purchasing, "supplier"), (selling, "customer")):
            number = self.bought if module is purchasing else self.sold
            yield module.create, {party: text}
            for name in ("their_reference", "note"):
                yield module.create, {party: "S1" if party == "supplier" else "C1", name: text}
                yield module.change, {"number": number, "change": HeadChange(**{name: text})}  # type: ignore[arg-type]
            yield module.change, {"number": text, "change": HeadChange(note="x")}
            yield module.change, {"number": number, "change": HeadChange(party=text)}
            for new in (NewLine(text, 1), NewLine("CABLE", 1, location=text)):
                yield module.set_line, {"number": number, "line": new}
            yield module.remove_line, {"number": text, "line_no": 1}
        yield purchasing.expect, {"number": self.bought, "line_no": 1, "serials": [text]}
        yield purchasing.expected, {"number": text, "line_no": 1}

    def with_number(self, n: int) -> Iterator[Call]:
        """Every verb that takes a number, once for each of its numbers."""
        receipt = {"number": self.receipt.number}
        yield receiving.set_line, {**receipt, "line_no": n, "quantity": 1}
        yield receiving.set_line, {**receipt, "line_no": 2, "quantity": n, "confirmed": n}
        yield shipping.pick_quantity, {"number": self.shipment.number, "line_no": 2, "quantity": n}
        yield shipping.pick_quantity, {"number": self.shipment.number, "line_no": n, "quantity": 1}
        for way in adjusting.WAYS:
            new = {"number": self.adjusted, "item": "CABLE", "way": way}
            yield adjusting.add_line, {**new, "quantity": n}
            yield adjusting.add_line, {**new, "quantity": 1, "cost": n}
        yield adjusting.remove_line, {"number": self.adjusted, "line_no": n}
        changed = {"number": self.adjusted, "line_no": 2, "quantity": 2, "location": "A-01", "cost": 1}
        for name in ("line_no", "quantity", "cost"):
            yield adjusting_lines.set_line, {**changed, name: n}
        for module, number in ((purchasing, self.bought), (selling, self.sold)):
            for line in (NewLine("CABLE", n), NewLine("CABLE", 1, price=n), NewLine("TP-80", 5, line_no=n)):
                yield module.set_line, {"number": number, "line": line}
            yield module.remove_line, {"number": number, "line_no": n}
            yield order_lists.page, {"flow": PURCHASE, "limit": n}
        for name in ("cost_price", "sales_price"):
            yield items.create, {"item": replace(ItemFacts(number="I", name="I"), **{name: n})}  # type: ignore[arg-type]
        yield settings.set_series, {"kind": "PO", "start": n}
        yield entry.add, {"line_id": n, "text": "N9", "how": "scanned"}
        yield entry.undo, {"document_id": n}
        yield entry.remove, {"line_id": n, "serial": "N9"}
        yield lists.view, {"line_id": n}
        yield expecting.tally, {"line_id": n}
        yield choosing.choose, {"order": self.sold, "line_no": n, "text": "T1", "how": "keyed"}
        yield purchasing.expected, {"number": self.bought, "line_no": n}
        yield print_jobs.job, {"job_id": n}
        yield print_jobs.new_job, {"paper_id": n}


def stopped(book: Book, calls: Iterator[Call]) -> list[str]:
    """Each call that ended in anything but an answer or a refusal."""
    found = []
    for verb, values in calls:
        try:
            book.perform(verb, **values)
        except Refusal as refusal:
            found += [] if str(refusal) else [type(refusal).__name__]
        except Exception as error:  # noqa: BLE001  # what is not a refusal is what the test is for
            given = {key: str(value)[:40] for key, value in values.items()}
            found.append(f"{verb.__module__}.{verb.__name__} {given!a}: {error!a:.120}")
    return found


def test_no_text_stops_a_verb(house: Warehouse) -> None:
    desk = Desk(house)
    texts = TEXTS if house.book.lite else UNKEEPABLE
    assert [said for text in texts for said in stopped(house.book, desk.with_text(text))] == []


def test_no_number_stops_a_verb(house: Warehouse) -> None:
    desk = Desk(house)
    assert [said for n in NUMBERS for said in stopped(house.book, desk.with_number(n))] == []


def test_many_texts_in_one_parameter_are_as_safe_as_one() -> None:
    assert json.loads(as_json([["a\0b", "\\\0", "\\u0000", "\\\\u0000"]])) == [
        ["a\uffffb", "\\\uffff", "\\u0000", "\\\\u0000"]
    ]
