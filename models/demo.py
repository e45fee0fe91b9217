"""The demo warehouse: some weeks of believable work, made by the same verbs as at a station."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from models import (
    adjusting,
    choosing,
    entry,
    groups,
    invoice_posting,
    invoicing,
    items,
    operators,
    parties,
    payment_terms,
    places,
    purchasing,
    quoting,
    receiving,
    return_posting,
    returning,
    selling,
    settings,
    shipping,
)
from models.book import Book
from models.demo_goods import COMPANY, CUSTOMERS, GROUPS, ITEMS, OPERATORS, PLACES, SUPPLIERS
from models.order_edit import NewLine

P = ParamSpec("P")
T = TypeVar("T")
Lines = Sequence[tuple[str, int]]
Serials = dict[str, Sequence[str]]
DONE = "demo"
STATION = "Office"
"""Another station than the one that opens the demo: what it left open is not the demo's to go on with."""
STEP = timedelta(seconds=41)
SATURDAY = 5
RECEIVING_HOUR, SHIPPING_HOUR = 8, 13


def is_empty(book: Book) -> bool:
    """True for a book that nobody has put anything into."""
    return not book.value("SELECT 1 FROM item LIMIT 1") and not book.value("SELECT 1 FROM document LIMIT 1")


def make(url: str, station: str, now: datetime) -> None:
    """Fill the empty book at `url` with some weeks of work that end at `now` (UTC)."""
    clock = _Clock(now - timedelta(days=24))
    book = Book(url, station, clock=clock.tick)
    try:
        days = _Days(book, clock)
        days.set_up()
        days.buy_and_receive()
        days.sell_and_ship()
        days.adjust()
        days.bill()
        clock.at = now - timedelta(hours=3)
        days.leave_open()
        book.perform(settings.put, key=DONE, value=book.stamp())
    finally:
        book.close()


class _Clock:
    """Goes on by a step with every look, and to the morning of a later working day when told."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def working_days(self, count: int, hour: int) -> None:
        """On to `hour` o'clock, where the station stands, `count` working days later."""
        day = self.at.astimezone()
        while count:
            day += timedelta(days=1)
            count -= day.weekday() < SATURDAY
        self.at = day.replace(hour=hour).astimezone(UTC)

    def tick(self) -> datetime:
        """The next moment."""
        self.at += STEP
        return self.at


class _Days:
    """The work of those weeks, in order."""

    def __init__(self, book: Book, clock: _Clock) -> None:
        self.book = book
        self.clock = clock

    def set_up(self) -> None:
        """The company, its people, its shelves, its goods, and the add-on."""
        self._do(settings.install)
        self._do(settings.set_company, company=COMPANY)
        self._do(payment_terms.set_usual_days, days=14)
        for number, name, badge in OPERATORS:
            self._do(operators.create, number=number, name=name, badge=badge)
        for number, name in PLACES:
            self._do(places.create, number=number, name=name)
        for number, name in GROUPS:
            self._do(groups.create, number=number, name=name)
        for card in SUPPLIERS:
            self._do(parties.create, kind="supplier", card=card)
        for card in CUSTOMERS:
            self._do(parties.create, kind="customer", card=card)
        for item in ITEMS:
            self._do(items.create, item=item)
        self._do(operators.sign_on, number="1")

    def buy_and_receive(self) -> None:
        """Four purchase orders have come in, one of them only in part."""
        printers = tuple(f"TP80-{n:06}" for n in range(4101, 4125))
        order = self._ordered("S-100", [("TP-80", 24), ("PR-80", 200)], "PT-55120")
        self._receive(order, {"TP-80": printers}, {"PR-80": 200})
        scanners = tuple(f"HS2{n:07}" for n in range(310047, 310057))
        order = self._ordered("S-110", [("HS-2", 15), ("LBL-57", 60)], "SH-2026-881")
        self._receive(order, {"HS-2": scanners}, {"LBL-57": 60})
        laptops = tuple(f"PF4K{n:04X}Z" for n in range(0x2A10, 0x2A1C))
        order = self._ordered("S-120", [("LB-14", 12), ("CB-USB", 150), ("BR-1", 40)])
        self._receive(order, {"LB-14": laptops}, {"CB-USB": 150, "BR-1": 40})
        terminals = tuple(f"{n:07}" for n in range(4711, 4731))
        order = self._ordered("S-110", [("PM-4", 20)])
        self._receive(order, {"PM-4": terminals}, {})

    def sell_and_ship(self) -> None:
        """Three shipments have left; the third order waits for the rest."""
        self._do(operators.sign_on, number="2")
        order = self._sold("C-200", [("TP-80", 4), ("PR-80", 40)], "PO 7781")
        self._ship(order, ("TP80-004101", "TP80-004102", "TP80-004103", "TP80-004104"), {"PR-80": 40})
        order = self._sold("C-210", [("PM-4", 6), ("CB-USB", 6)])
        self._ship(order, tuple(f"{n:07}" for n in range(4711, 4717)), {"CB-USB": 6})
        order = self._sold("C-220", [("TP-80", 8), ("HS-2", 4)], "ZAM/2026/114")
        self._ship(order, tuple(f"TP80-{n:06}" for n in range(4105, 4110)), {}, short=True)

    def adjust(self) -> None:
        """One printer came back, one laptop fell off a table, and a count waits as a draft."""
        self.clock.working_days(1, RECEIVING_HOUR)
        back = self._do(adjusting.create, category="Sales", reason="Customer return", note="Box opened")
        made = self._do(
            adjusting.add_line, number=back.number, item="TP-80", way="up", quantity=1, location="RETURN"
        )
        self._enter(made.lines[0].id, ("TP80-004103",))
        self._do(adjusting.post, number=back.number)
        broken = self._do(adjusting.create, category="Waste", reason="Dropped", note="Display broken")
        made = self._do(adjusting.add_line, number=broken.number, item="LB-14", way="down", quantity=1)
        self._enter(made.lines[0].id, ("PF4K2A17Z",))
        self._do(adjusting.post, number=broken.number)
        count = self._do(adjusting.create, category="Status", reason="Found behind the shelf")
        made = self._do(adjusting.add_line, number=count.number, item="UPS-700", way="up", quantity=2)
        self._enter(made.lines[0].id, ("U7-99120",))

    def bill(self) -> None:
        """The first shipment is invoiced, some rolls of it are credited, and somebody wants to know a price."""
        draft = self._do(invoicing.from_shipment, shipment="SH-1001")
        done = self._do(invoice_posting.post, number=draft.number)
        note = self._do(returning.start, invoice=done.document)
        rolls = next(line for line in note.lines if line.item == "PR-80")
        self._do(returning.set_quantity, number=note.number, line_no=rolls.line_no, quantity=5)
        self._do(returning.change, number=note.number, restock=False, reason="5 rolls were wet")
        self._do(return_posting.post, number=note.number)
        lines = [NewLine("TP-80", 10, discount=500), NewLine("PR-80", 100)]
        self._do(quoting.create, customer="C-220", heading="Shop in Gdańsk", lines=lines)

    def leave_open(self) -> None:
        """What today begins with."""
        order = self._ordered("S-100", [("TP-80", 20), ("PR-80", 100)], "PT-55207")
        coming = [f"TP80-{n:06}" for n in range(4201, 4221)]
        self._do(purchasing.expect, number=order, line_no=1, serials=coming)
        self._ordered("S-120", [("UPS-700", 6), ("CB-USB", 100)])
        self._do(purchasing.create, supplier="S-110", lines=[NewLine("HS-2", 10)])
        self._sold("C-200", [("TP-80", 3)], "PO 7803")
        self._sold("C-230", [("LB-14", 2), ("UPS-700", 1), ("BR-1", 4)])
        order = self._sold("C-210", [("PM-4", 3)])
        for serial in ("0004717", "0004718"):
            self._do(choosing.choose, order=order, line_no=1, text=serial, how="keyed")
        order = self._sold("C-230", [("HS-2", 1), ("CB-USB", 10)], "REQ-19")
        begun = self._do(shipping.start, order=order)
        self._do(shipping.pick, number=begun.number, text="HS20310047", how="scanned", source="scanner 1")
        draft = [NewLine("LB-14", 1), NewLine("INST", 2)]
        self._do(selling.create, customer="C-210", lines=draft)
        self._do(operators.sign_off)

    def _ordered(self, supplier: str, lines: Lines, reference: str = "") -> str:
        wanted = [NewLine(item, quantity) for item, quantity in lines]
        made = self._do(purchasing.create, supplier=supplier, their_reference=reference, lines=wanted)
        return self._do(purchasing.mark_ordered, number=made.number).number

    def _sold(self, customer: str, lines: Lines, reference: str = "") -> str:
        wanted = [NewLine(item, quantity) for item, quantity in lines]
        made = self._do(selling.create, customer=customer, their_reference=reference, lines=wanted)
        return self._do(selling.confirm, number=made.number).number

    def _receive(self, order: str, serials: Serials, quantities: dict[str, int]) -> None:
        self.clock.working_days(1, RECEIVING_HOUR)
        receipt = self._do(receiving.start, order=order)
        for line in receipt.lines:
            came = len(serials[line.item]) if line.item in serials else quantities[line.item]
            self._do(receiving.set_line, number=receipt.number, line_no=line.line_no, quantity=came)
            if line.item in serials:
                self._enter(line.id, serials[line.item])
        self._do(receiving.post, number=receipt.number)

    def _ship(
        self, order: str, serials: Sequence[str], quantities: dict[str, int], short: bool = False
    ) -> None:
        self.clock.working_days(2, SHIPPING_HOUR)
        shipment = self._do(shipping.start, order=order)
        for serial in serials:
            self._do(shipping.pick, number=shipment.number, text=serial, how="scanned", source="scanner 1")
        for line in shipment.lines:
            if line.item in quantities:
                picked = quantities[line.item]
                self._do(
                    shipping.pick_quantity, number=shipment.number, line_no=line.line_no, quantity=picked
                )
        self._do(shipping.post, number=shipment.number, short=short)

    def _enter(self, line_id: int, serials: Sequence[str]) -> None:
        for serial in serials:
            sure = {"return": "y"}
            self._do(entry.add, line_id=line_id, text=serial, how="scanned", source="scanner 1", sure=sure)

    def _do(self, verb: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.book.perform(verb, *args, **kwargs)
