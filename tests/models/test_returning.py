"""Credit notes: only what was invoiced, each unit once, and back to its shelf at what it had cost."""

from dataclasses import replace

import pytest

from models import (
    adjusting,
    coming_back,
    credit_notes,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoices,
    invoicing,
    return_posting,
    returning,
    shipping,
)
from models.book import CUSTOMER, Book
from models.choosing import candidates
from models.credit_notes import CreditNote
from models.document_serials import on_document
from models.documents import VatTotal
from models.language import speak_in
from models.order_edit import NewLine
from models.parties import change as change_party
from models.parties import view as view_party
from models.refusals_sales import (
    AllCredited,
    CreditByScan,
    CreditedAlready,
    CreditIsFinal,
    CreditMoreThanInvoiced,
    InvoiceNotPosted,
    NeverSold,
    NotFromThisSale,
    NothingGoesBack,
    NotOnInvoice,
)
from models.refusals_scan import Held, NotEditable, NotOnDocument, TwiceInList
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000)
    built.item("CABLE", serials=False, sales_price=1_500, cost_price=700)
    return built


def sold(house: Warehouse, *serials: str, cables: int = 0) -> str:
    """A posted invoice by hand; its number."""
    lines = [NewLine("TP-80", len(serials))] if serials else []
    lines += [NewLine("CABLE", cables, discount=1_000)] if cables else []
    draft = house.book.perform(invoicing.create, customer="C1", lines=lines)
    for serial in serials:
        house.book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
    return house.book.perform(invoice_posting.post, number=draft.number).document


def shipped_and_invoiced(house: Warehouse, *serials: str) -> str:
    done = house.shipped("TP-80", *serials)
    draft = house.book.perform(invoicing.from_shipment, shipment=done.document)
    return house.book.perform(invoice_posting.post, number=draft.number).document


def credit(house: Warehouse, invoice: str, *serials: str, restock: bool = True) -> CreditNote:
    draft = house.book.perform(returning.start, invoice=invoice)
    house.book.perform(returning.change, number=draft.number, restock=restock, reason="Wrong colour")
    for serial in serials:
        scan(house, draft.number, serial)
    return credit_notes.view(house.book, number=draft.number)


def scan(house: Warehouse, number: str, text: str) -> entry.Added:
    return house.book.perform(returning.scan, number=number, text=text, how="scanned", raw=text.encode())


def posted(house: Warehouse, number: str) -> CreditNote:
    done = house.book.perform(return_posting.post, number=number)
    return credit_notes.view(house.book, number=done.document)


@pytest.mark.parametrize("by_shipment", [True, False])
def test_one_of_ten_comes_back_at_what_it_had_cost_and_is_sold_again(
    house: Warehouse, by_shipment: bool
) -> None:
    ten = [f"A{n}" for n in range(10)]
    house.received("TP-80", *ten)
    invoice = shipped_and_invoiced(house, *ten) if by_shipment else sold(house, *ten)
    with house.book.write():
        house.book.execute("UPDATE item SET cost_price = 1, sales_price = 2 WHERE number = 'TP-80'")
    note = posted(house, credit(house, invoice, "A7").number)
    assert (note.number, note.status, note.invoice, note.reason) == (
        "CN-1001",
        "posted",
        invoice,
        "Wrong colour",
    )
    assert [(line.item, line.quantity) for line in note.lines] == [("TP-80", 1)]
    price = 12_500 if by_shipment else 20_000
    assert note.totals == (VatTotal(2500, price, price // 4),)
    assert (house.place("A7"), house.in_stock("TP-80")) == (house.shelf, 1)
    assert (
        house.book.value(
            "SELECT m.cost FROM movement m JOIN serial_number s ON s.id = m.serial_id AND s.seq = m.seq WHERE s.serial = 'A7'"
        )
        == 12_500
    )
    assert on_document(house.book, number=note.number) == {1: ("A7",)}
    again = sold(house, "A7")
    assert on_document(house.book, number=again) == {1: ("A7",)}
    posted(house, credit(house, again, "A7").number)
    assert house.place("A7") == house.shelf


def test_a_serial_is_credited_once(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    invoice = sold(house, "A1", "A2")
    posted(house, credit(house, invoice, "A1").number)
    draft = credit(house, invoice)
    assert (draft.lines[0].left, draft.lines[0].quantity) == (1, 0)
    with pytest.raises(CreditedAlready, match="CN-1001"):
        scan(house, draft.number, "A1")
    sold(house, "A1")
    with pytest.raises(CreditedAlready):
        scan(house, draft.number, "A1")
    scan(house, draft.number, "A2")
    with pytest.raises(TwiceInList):
        scan(house, draft.number, "A2")
    posted(house, draft.number)
    with pytest.raises(AllCredited):
        house.book.perform(returning.start, invoice=invoice)


def test_only_units_of_the_invoice_are_credited(house: Warehouse) -> None:
    house.item("SCAN-9")
    house.received("TP-80", "A1", "A2", "A3")
    house.received("SCAN-9", "B1")
    invoice, other = sold(house, "A1"), sold(house, "A2")
    draft = credit(house, invoice)
    for text, why in (
        ("A2", NotOnInvoice),
        ("A3", NotOnInvoice),
        ("B1", NotOnDocument),
        ("ZZ", NotOnInvoice),
    ):
        with pytest.raises(why):
            scan(house, draft.number, text)
    second = credit(house, other, "A2")
    assert [c.serial for c in candidates(house.book, line_id=draft.lines[0].id)] == ["A1"]
    assert candidates(house.book, line_id=second.lines[0].id) == ()


def test_a_credit_note_in_the_making_holds_its_unit(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    draft = credit(house, sold(house, "A1"), "A1")
    back = house.book.perform(adjusting.create, category="Sales")
    line = house.book.perform(
        adjusting.add_line, number=back.number, item="TP-80", way="up", quantity=1
    ).lines[0]
    with pytest.raises(Held, match=draft.number):
        house.scan(line.id, "A1")
    house.book.perform(goods_documents.cancel, number=draft.number)
    house.scan(line.id, "A1")


def test_without_return_to_stock_nothing_moves(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.stocked("CABLE", 5)
    invoice = sold(house, "A1", cables=5)
    draft = credit(house, invoice, "A1", restock=False)
    house.book.perform(returning.set_quantity, number=draft.number, line_no=2, quantity=2)
    note = posted(house, draft.number)
    assert (house.place("A1"), house.in_stock("CABLE")) == (CUSTOMER, 0)
    assert note.totals == (VatTotal(2500, 20_000 + 2_700, 5_675),)


def test_a_quantity_goes_back_at_what_it_had_cost_and_never_more_than_was_sold(house: Warehouse) -> None:
    house.stocked("CABLE", 5)
    invoice = sold(house, cables=5)
    with house.book.write():
        house.book.execute("UPDATE item SET cost_price = 9 WHERE number = 'CABLE'")
    draft = credit(house, invoice)
    with pytest.raises(CreditMoreThanInvoiced):
        house.book.perform(returning.set_quantity, number=draft.number, line_no=1, quantity=6)
    house.book.perform(returning.set_quantity, number=draft.number, line_no=1, quantity=3)
    posted(house, draft.number)
    assert house.in_stock("CABLE") == 3
    assert house.book.value("SELECT cost FROM quantity_movement ORDER BY id DESC") == 700
    draft = credit(house, invoice)
    with pytest.raises(CreditMoreThanInvoiced, match="2 are left"):
        house.book.perform(returning.set_quantity, number=draft.number, line_no=1, quantity=3)
    with pytest.raises(NothingGoesBack):
        house.book.perform(return_posting.post, number=draft.number)


def test_everything_goes_back_on_one_command(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    house.stocked("CABLE", 5)
    invoice = sold(house, "A1", "A2", "A3", cables=5)
    posted(house, credit(house, invoice, "A2").number)
    draft = credit(house, invoice)
    scan(house, draft.number, "A3")
    house.book.perform(returning.take_all, number=draft.number)
    posted(house, draft.number)
    assert on_document(house.book, number="CN-1002") == {1: ("A1", "A3")}
    assert (house.in_stock("TP-80"), house.in_stock("CABLE")) == (3, 5)
    with pytest.raises(AllCredited):
        house.book.perform(returning.start, invoice=invoice)


def test_a_serial_line_has_no_typed_quantity(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    draft = credit(house, sold(house, "A1"))
    with pytest.raises(CreditByScan):
        house.book.perform(returning.set_quantity, number=draft.number, line_no=1, quantity=1)


def test_a_unit_that_is_elsewhere_by_now_does_not_go_back_to_stock(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    invoice = sold(house, "A1")
    number = house.book.perform(adjusting.create, category="Sales").number
    line = house.book.perform(adjusting.add_line, number=number, item="TP-80", way="up", quantity=1).lines[0]
    house.scan(line.id, "A1")
    house.book.perform(adjusting.post, number=number)
    draft = credit(house, invoice, "A1")
    with pytest.raises(NotFromThisSale, match=number):
        house.book.perform(return_posting.post, number=draft.number)
    house.book.perform(goods_documents.cancel, number=draft.number)
    again = sold(house, "A1")
    draft = credit(house, invoice, "A1")
    with pytest.raises(NotFromThisSale, match=again):
        house.book.perform(return_posting.post, number=draft.number)
    house.book.perform(returning.change, number=draft.number, restock=False)
    posted(house, draft.number)
    assert house.place("A1") == CUSTOMER


def test_posting_is_final(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    note = posted(house, credit(house, sold(house, "A1", "A2"), "A1").number)
    for verb, values in (
        (return_posting.post, {}),
        (returning.take_all, {}),
        (returning.change, {"reason": "x"}),
        (returning.set_quantity, {"line_no": 1, "quantity": 1}),
    ):
        with pytest.raises(CreditIsFinal):
            house.book.perform(verb, number=note.number, **values)  # type: ignore[arg-type]
    with pytest.raises(NotEditable):
        scan(house, note.number, "A2")


def test_a_lost_reply_posts_once(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    draft = credit(house, sold(house, "A1"), "A1", restock=False)
    first, second = house.repeated(return_posting.post, number=draft.number)
    assert (first, first.document) == (second, "CN-1001")


def test_a_draft_invoice_gets_no_credit_note(house: Warehouse) -> None:
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("CABLE", 1)])
    with pytest.raises(InvoiceNotPosted):
        house.book.perform(returning.start, invoice=draft.number)


def test_a_credit_note_keeps_the_vat_of_its_invoice(house: Warehouse) -> None:
    house.stocked("CABLE", 5)
    invoice = sold(house, cables=5)
    card = view_party(house.book, kind="customer", number="C1")
    house.book.perform(change_party, kind="customer", number="C1", card=replace(card, vat_zone="export"))
    draft = credit(house, invoice)
    house.book.perform(returning.take_all, number=draft.number)
    assert posted(house, draft.number).totals == (VatTotal(2500, 6_750, 1_688),)
    assert invoices.view(house.book, number=invoice).totals == (VatTotal(2500, 6_750, 1_688),)


def test_a_unit_in_the_hand_begins_the_credit_note_of_its_sale(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    first, _ = sold(house, "A1", "A2"), sold(house, "A3")
    number = house.book.perform(coming_back.come_back, serial="A2", item="TP-80", how="scanned")
    assert credit_notes.view(house.book, number=number).invoice == first
    assert on_document(house.book, number=number) == {1: ("A2",)}
    assert house.book.perform(coming_back.come_back, serial="A2", item="TP-80", how="scanned") == number
    assert house.book.perform(coming_back.come_back, serial="A1", item="TP-80", how="scanned") == number
    posted(house, number)
    with pytest.raises(NeverSold, match="in stock") as refused:
        house.book.perform(coming_back.come_back, serial="A2", item="TP-80", how="scanned")
    speak_in("da")
    assert "på lager" in refused.value.sentence


def test_a_unit_that_was_never_invoiced_comes_back_by_an_adjustment(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    number = house.book.perform(coming_back.come_back, serial="A1", item="TP-80", how="scanned")
    assert number.startswith("AD-")
    assert house.book.perform(coming_back.come_back, serial="A1", item="TP-80", how="scanned") == number
    house.book.perform(adjusting.post, number=number)
    assert house.place("A1") == house.shelf
    cost = house.book.value("SELECT m.cost FROM movement m ORDER BY m.serial_id, m.seq DESC")
    assert cost == 12_500


def test_a_shipment_is_not_reversed_once_it_is_credited(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    done = house.shipped("TP-80", "A1")
    draft = house.book.perform(invoicing.from_shipment, shipment=done.document)
    invoice = house.book.perform(invoice_posting.post, number=draft.number).document
    posted(house, credit(house, invoice, "A1").number)
    with pytest.raises(goods_reversing.InvoicedAlready):
        house.book.perform(goods_reversing.reverse, number=done.document)
    with pytest.raises(shipping.NotConfirmed):
        house.book.perform(shipping.start, order="SO-1001")
