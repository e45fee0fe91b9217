"""Invoices: from an order, from what was shipped, or by hand; final and numbered without a gap when posted."""

import pytest
from peewee import DatabaseError

from models import (
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoices,
    invoicing,
    items,
    numbering,
    selling,
    shipping,
)
from models.adjusting import LineHasSerials
from models.book import CUSTOMER, Book
from models.choosing import choose, propose
from models.documents import VatTotal
from models.goods_documents import NoSuchDocument, SerialsMissing
from models.goods_reversing import InvoicedAlready
from models.invoices import Invoice
from models.lists import view as view_list
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.parties import change as change_party
from models.parties import view as view_party
from models.refusals_nouns import ItemOnOpenDocument
from models.refusals_orders import NoLines, OrderHasDraft, OrderPartyFixed
from models.refusals_sales import (
    InvoiceLineBelowSerials,
    InvoiceLineFollowsShipment,
    InvoiceLineFromOrder,
    InvoiceMoreThanOrdered,
    NothingShippedToInvoice,
    NothingToInvoice,
    NotShippedYet,
    OrderNotConfirmed,
    PostedIsFinal,
    SerialsFromShipment,
)
from models.refusals_scan import AlreadyShipped, Held, NotEditable, NotOnDocument, TwiceInList, UnknownSerial
from models.shipping import NotEnough
from models.vat import VatNumberMissing
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000)
    built.item("CABLE", serials=False, sales_price=1_500)
    built.item("HOUR", serials=False, stock_tracked=0, sales_price=80_000)
    return built


def by_hand(house: Warehouse, *lines: NewLine) -> Invoice:
    return house.book.perform(invoicing.create, customer="C1", lines=lines)


def posted(house: Warehouse, number: str) -> Invoice:
    done = house.book.perform(invoice_posting.post, number=number)
    return invoices.view(house.book, number=done.document)


def scan(house: Warehouse, number: str, text: str) -> entry.Added:
    return house.book.perform(invoicing.scan, number=number, text=text, how="scanned", raw=text.encode())


def serials(house: Warehouse, number: str) -> dict[int, tuple[str, ...]]:
    from models.document_serials import on_document

    return on_document(house.book, number=number)


def test_an_invoice_by_hand_brings_its_goods_out_when_it_is_posted(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    house.stocked("CABLE", 10)
    draft = by_hand(house, NewLine("TP-80", 2), NewLine("CABLE", 4, discount=5_000), NewLine("HOUR", 3))
    assert draft.number == "IN-D1"
    with pytest.raises(SerialsMissing):
        house.book.perform(invoice_posting.post, number=draft.number)
    assert (scan(house, draft.number, "A3").count, scan(house, draft.number, "A1").wanted) == (1, 2)
    invoice = posted(house, draft.number)
    assert (invoice.number, invoice.status) == ("IN-1001", "posted")
    assert serials(house, "IN-1001") == {1: ("A1", "A3")}
    assert (house.place("A1"), house.place("A3"), house.in_stock("TP-80")) == (CUSTOMER, CUSTOMER, 1)
    assert house.in_stock("CABLE") == 6
    assert invoice.totals == (VatTotal(2500, 40_000 + 3_000 + 240_000, 70_750),)


def test_a_draft_takes_no_number_and_a_dropped_one_leaves_no_gap(house: Warehouse) -> None:
    dropped = by_hand(house, NewLine("HOUR", 1))
    kept = by_hand(house, NewLine("HOUR", 1))
    house.book.perform(goods_documents.cancel, number=dropped.number)
    assert posted(house, kept.number).number == "IN-1001"
    assert posted(house, by_hand(house, NewLine("HOUR", 2)).number).number == "IN-1002"


def test_a_posting_that_fails_gives_its_number_back(house: Warehouse) -> None:
    draft = by_hand(house, NewLine("CABLE", 4))
    with pytest.raises(NotEnough):
        house.book.perform(invoice_posting.post, number=draft.number)
    house.stocked("CABLE", 4)
    assert posted(house, draft.number).number == "IN-1001"


def test_a_posted_invoice_is_found_by_the_name_of_its_draft(house: Warehouse) -> None:
    draft = by_hand(house, NewLine("HOUR", 1))
    posted(house, draft.number)
    assert invoices.view(house.book, number=draft.number).number == "IN-1001"
    assert invoices.view(house.book, number="in-1001").number == "IN-1001"
    with pytest.raises(NoSuchDocument):
        invoices.view(house.book, number="IN-D2")


def test_a_lost_reply_posts_once(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    draft = by_hand(house, NewLine("TP-80", 1))
    scan(house, draft.number, "A1")
    first, second = house.repeated(invoice_posting.post, number=draft.number)
    assert first == second
    assert first.document == "IN-1001"
    assert house.book.value("SELECT next FROM series WHERE kind = 'IN'") == 1002


def test_posting_is_final(house: Warehouse) -> None:
    draft = by_hand(house, NewLine("HOUR", 1))
    number = posted(house, draft.number).number
    for verb, values in (
        (invoice_posting.post, {}),
        (invoicing.set_line, {"line": NewLine("HOUR", 2)}),
        (invoicing.set_line, {"line": NewLine("HOUR", 2, line_no=1)}),
        (invoicing.remove_line, {"line_no": 1}),
        (invoicing.change, {"change": HeadChange(note="x")}),
    ):
        with pytest.raises(PostedIsFinal, match="IN-1001 is posted, and that is final"):
            house.book.perform(verb, number=number, **values)  # type: ignore[arg-type]
    with pytest.raises(NotEditable):
        house.book.perform(goods_documents.cancel, number=number)
    with pytest.raises(NoSuchDocument):
        house.book.perform(goods_reversing.reverse, number=number)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE document SET number = 'IN-1009' WHERE number = 'IN-1001'",
        "UPDATE document SET status = 'draft' WHERE number = 'IN-1001'",
        "UPDATE document_line SET price = 1 WHERE document_id = (SELECT id FROM document WHERE number = 'IN-1001')",
        "DELETE FROM document_line WHERE document_id = (SELECT id FROM document WHERE number = 'IN-1001')",
        "INSERT INTO document_line (document_id, line_no, item_id, quantity) "
        "SELECT id, 9, (SELECT min(id) FROM item), 1 FROM document WHERE number = 'IN-1001'",
        "UPDATE frozen_paper SET content = '{}'",
        "DELETE FROM frozen_paper",
        "DELETE FROM invoiced_serial",
        "UPDATE invoiced_serial SET serial_id = serial_id",
        "INSERT INTO credited_serial (line_id, invoice_line_id, serial_id) "
        "SELECT line_id, line_id, serial_id + 1 FROM invoiced_serial",
    ],
)
def test_the_engine_itself_keeps_what_was_posted(house: Warehouse, sql: str) -> None:
    house.received("TP-80", "A1")
    draft = by_hand(house, NewLine("TP-80", 1))
    scan(house, draft.number, "A1")
    posted(house, draft.number)
    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute(sql)


def test_a_whole_order_is_invoiced_and_what_has_not_left_leaves(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    house.stocked("CABLE", 10)
    order = house.sold(("TP-80", 2), ("CABLE", 5))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "A1")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    house.book.perform(choose, order=order, line_no=1, text="A3", how="scanned")
    draft = house.book.perform(invoicing.from_order, order=order)
    assert [(ln.item, ln.quantity, ln.source, ln.delivers) for ln in draft.lines] == [
        ("TP-80", 1, shipment.number, False),
        ("TP-80", 1, order, True),
        ("CABLE", 5, order, True),
    ]
    assert house.book.perform(invoicing.from_order, order=order).number == draft.number
    with pytest.raises(OrderHasDraft):
        house.book.perform(shipping.start, order=order)
    invoice = posted(house, draft.number)
    assert serials(house, invoice.number) == {1: ("A1",), 2: ("A3",)}
    after = selling.view(house.book, number=order)
    assert (after.status, [ln.done for ln in after.lines]) == ("closed", [2, 5])
    assert [one.number for one in after.invoices] == [invoice.number]
    with pytest.raises(NothingToInvoice):
        house.book.perform(invoicing.from_order, order=order)


def test_only_what_was_shipped_is_invoiced_with_its_serials_and_price(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    made = house.book.perform(
        selling.create, customer="C1", lines=[NewLine("TP-80", 2, 15_000, discount=1_000)], heading="Shop"
    )
    house.book.perform(selling.confirm, number=made.number)
    with pytest.raises(NothingShippedToInvoice):
        house.book.perform(invoicing.from_order, order=made.number, shipped_only=True)
    shipment = house.book.perform(shipping.start, order=made.number)
    house.pick(shipment.number, "A2")
    with pytest.raises(NotShippedYet):
        house.book.perform(invoicing.from_shipment, shipment=shipment.number)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    draft = house.book.perform(invoicing.from_order, order=made.number, shipped_only=True)
    (line,) = draft.lines
    assert (line.price, line.discount, line.quantity, line.entered, draft.heading) == (
        15_000, 1_000, 1, 1, "Shop",
    )  # fmt: skip
    invoice = posted(house, draft.number)
    assert serials(house, invoice.number) == {1: ("A2",)}
    assert house.book.value("SELECT count(*) FROM movement m JOIN posting p ON p.id = m.posting_id "
                            "WHERE p.verb = 'invoice'") == 0  # fmt: skip
    assert selling.view(house.book, number=made.number).status == "open"


def test_a_shipment_is_invoiced_once(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    done = house.shipped("TP-80", "A1")
    draft = house.book.perform(invoicing.from_shipment, shipment=done.document)
    assert house.book.perform(invoicing.from_shipment, shipment=done.document).number == draft.number
    with pytest.raises(InvoicedAlready):
        house.book.perform(goods_reversing.reverse, number=done.document)
    invoice = posted(house, draft.number)
    with pytest.raises(NothingToInvoice):
        house.book.perform(invoicing.from_shipment, shipment=done.document)
    with pytest.raises(InvoicedAlready, match=invoice.number):
        house.book.perform(goods_reversing.reverse, number=done.document)


def test_a_dropped_draft_lets_its_shipment_go(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    done = house.shipped("TP-80", "A1")
    draft = house.book.perform(invoicing.from_shipment, shipment=done.document)
    house.book.perform(goods_documents.cancel, number=draft.number)
    house.book.perform(goods_reversing.reverse, number=done.document)
    assert house.place("A1") == house.shelf


def test_only_a_confirmed_order_is_invoiced(house: Warehouse) -> None:
    made = house.book.perform(selling.create, customer="C1", lines=[NewLine("HOUR", 1)])
    with pytest.raises(OrderNotConfirmed):
        house.book.perform(invoicing.from_order, order=made.number)


def test_an_invoice_waits_for_a_shipment_that_was_begun(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    shipment = house.book.perform(shipping.start, order=order)
    with pytest.raises(OrderHasDraft, match=shipment.number):
        house.book.perform(invoicing.from_order, order=order)


def test_serials_reserved_on_the_order_need_no_second_entry(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    order = house.sold(("TP-80", 2))
    for serial in ("A2", "A1"):
        house.book.perform(choose, order=order, line_no=1, text=serial, how="scanned")
    draft = house.book.perform(invoicing.from_order, order=order)
    invoice = posted(house, draft.number)
    assert serials(house, invoice.number) == {1: ("A1", "A2")}


def test_another_unit_than_the_reserved_one_is_swapped_in(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="A1", how="scanned")
    draft = house.book.perform(invoicing.from_order, order=order)
    assert scan(house, draft.number, "A2").swapped == "A1"
    posted(house, draft.number)
    assert (house.place("A1"), house.place("A2")) == (house.shelf, CUSTOMER)


def test_a_dropped_draft_gives_the_order_its_units_back(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="A1", how="scanned")
    draft = house.book.perform(invoicing.from_order, order=order)
    scan(house, draft.number, "A1")
    house.book.perform(goods_documents.cancel, number=draft.number)
    assert selling.view(house.book, number=order).lines[0].reserved == 1


def test_lines_from_an_order_keep_to_it(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    house.stocked("CABLE", 10)
    order = house.sold(("TP-80", 2), ("CABLE", 5))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "A1")
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=2, quantity=3)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    draft = house.book.perform(invoicing.from_order, order=order)
    sent, cables, rest, more = draft.lines
    assert [(ln.item, ln.quantity) for ln in draft.lines] == [
        ("TP-80", 1), ("CABLE", 3), ("TP-80", 1), ("CABLE", 2),
    ]  # fmt: skip

    def put(line_no: int, item: str, quantity: int) -> Invoice:
        line = NewLine(item, quantity, line_no=line_no)
        return house.book.perform(invoicing.set_line, number=draft.number, line=line)

    with pytest.raises(InvoiceLineFollowsShipment):
        put(sent.line_no, "TP-80", 2)
    with pytest.raises(InvoiceLineFromOrder):
        put(cables.line_no, "HOUR", 3)
    with pytest.raises(InvoiceMoreThanOrdered, match="3 are left on"):
        put(cables.line_no, "CABLE", 4)
    with pytest.raises(InvoiceMoreThanOrdered):
        put(more.line_no, "CABLE", 3)
    assert put(cables.line_no, "CABLE", 1).lines[1].quantity == 1
    scan(house, draft.number, "A2")
    with pytest.raises(LineHasSerials):
        house.book.perform(invoicing.remove_line, number=draft.number, line_no=rest.line_no)
    house.book.perform(invoicing.remove_line, number=draft.number, line_no=sent.line_no)
    posted(house, draft.number)
    later = house.book.perform(invoicing.from_order, order=order)
    assert [(ln.item, ln.quantity) for ln in later.lines] == [("TP-80", 1), ("CABLE", 2)]


def test_an_order_made_smaller_takes_its_draft_invoice_along(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    order = house.sold(("CABLE", 5))
    draft = house.book.perform(invoicing.from_order, order=order)
    house.book.perform(selling.set_line, number=order, line=NewLine("CABLE", 2, line_no=1))
    assert posted(house, draft.number).lines[0].quantity == 2
    assert selling.view(house.book, number=order).status == "closed"


def test_the_customer_of_an_order_stays_on_its_invoice(house: Warehouse) -> None:
    with house.book.write():
        house.book.insert("party", kind="customer", number="C2", name="Other", search="c2")
    draft = house.book.perform(invoicing.from_order, order=house.sold(("HOUR", 1)))
    with pytest.raises(OrderPartyFixed):
        house.book.perform(invoicing.change, number=draft.number, change=HeadChange(party="C2"))
    own = by_hand(house, NewLine("HOUR", 1))
    changed = house.book.perform(invoicing.change, number=own.number, change=HeadChange(party="C2"))
    assert changed.customer.number == "C2"


def test_fewer_units_than_serials_are_refused(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    draft = by_hand(house, NewLine("TP-80", 2))
    for serial in ("A1", "A2"):
        scan(house, draft.number, serial)
    with pytest.raises(InvoiceLineBelowSerials):
        house.book.perform(invoicing.set_line, number=draft.number, line=NewLine("TP-80", 1, line_no=1))
    with pytest.raises(InvoiceLineBelowSerials):
        house.book.perform(invoicing.set_line, number=draft.number, line=NewLine("HOUR", 2, line_no=1))


def test_a_scan_on_an_invoice_is_refused_with_its_reason(house: Warehouse) -> None:
    house.item("SCAN-9")
    house.received("TP-80", "A1", "A2", "A3", "A4")
    house.received("SCAN-9", "B1")
    house.shipped("TP-80", "A4")
    held = house.shipment(("TP-80", 1))
    house.pick(held.number, "A3")
    draft = by_hand(house, NewLine("TP-80", 2))
    scan(house, draft.number, "A1")
    for text, why in (
        ("A1", TwiceInList), ("A3", Held), ("A4", AlreadyShipped), ("B1", NotOnDocument), ("ZZZ", UnknownSerial),
    ):  # fmt: skip
        with pytest.raises(why):
            scan(house, draft.number, text)
    shipped = house.shipped("TP-80", "A2")
    done = house.book.perform(invoicing.from_shipment, shipment=shipped.document)
    with pytest.raises(SerialsFromShipment, match=shipped.document):
        view_list(house.book, line_id=done.lines[0].id)


def test_the_oldest_units_are_proposed_on_an_explicit_command(house: Warehouse) -> None:
    for serial in ("C3", "B2", "A1"):
        house.received("TP-80", serial)
    order = house.sold(("TP-80", 2))
    house.book.perform(choose, order=order, line_no=1, text="A1", how="scanned")
    draft = house.book.perform(invoicing.from_order, order=order)
    assert draft.lines[0].entered == 0
    added = house.book.perform(propose, line_id=draft.lines[0].id)
    assert (added.added, added.refused) == (2, ())
    assert serials(house, draft.number) == {1: ("A1", "C3")}
    posted(house, draft.number)


def test_a_customer_in_another_eu_country_needs_a_vat_number(house: Warehouse) -> None:
    card = view_party(house.book, kind="customer", number="C1")
    from dataclasses import replace

    house.book.perform(change_party, kind="customer", number="C1", card=replace(card, vat_zone="eu"))
    draft = by_hand(house, NewLine("HOUR", 1))
    assert draft.totals == (VatTotal(0, 80_000, 0),)
    with pytest.raises(VatNumberMissing):
        house.book.perform(invoice_posting.post, number=draft.number)
    card = replace(card, vat_zone="eu", vat_number="SE556677889901")
    house.book.perform(change_party, kind="customer", number="C1", card=card)
    assert posted(house, draft.number).totals == (VatTotal(0, 80_000, 0),)


def test_an_item_has_a_rate_of_its_own(house: Warehouse) -> None:
    card = items.view(house.book, number="HOUR")
    house.book.perform(items.change, number="HOUR", item=card.facts(vat_rate=0))
    draft = by_hand(house, NewLine("HOUR", 1))
    house.book.perform(items.change, number="HOUR", item=card.facts(vat_rate=1_250))
    assert posted(house, draft.number).totals == (VatTotal(1_250, 80_000, 10_000),)
    house.book.perform(items.change, number="HOUR", item=card.facts(vat_rate=2_000))
    assert invoices.view(house.book, number="IN-1001").totals == (VatTotal(1_250, 80_000, 10_000),)


def test_an_invoice_without_lines_is_not_posted(house: Warehouse) -> None:
    with pytest.raises(NoLines):
        house.book.perform(invoice_posting.post, number=by_hand(house).number)


def test_a_series_set_on_by_a_person_is_no_gap(house: Warehouse) -> None:
    posted(house, by_hand(house, NewLine("HOUR", 1)).number)
    with house.book.write():
        numbering.start_at(house.book, "IN", 5_000)
    assert posted(house, by_hand(house, NewLine("HOUR", 1)).number).number == "IN-5000"


def test_an_item_on_a_draft_invoice_keeps_its_tick(house: Warehouse) -> None:
    draft = by_hand(house, NewLine("CABLE", 1))
    card = items.view(house.book, number="CABLE")
    with pytest.raises(ItemOnOpenDocument, match=draft.number):
        house.book.perform(items.change, number="CABLE", item=card.facts(has_serials=True))


def test_an_order_with_a_draft_invoice_is_neither_cancelled_nor_closed(house: Warehouse) -> None:
    order = house.sold(("HOUR", 2))
    draft = house.book.perform(invoicing.from_order, order=order)
    for verb in (selling.cancel, selling.close):
        with pytest.raises(OrderHasDraft, match=draft.number):
            house.book.perform(verb, number=order)
