"""A delivery note says for ever what it said when the goods left, and a kind of paper knows whether it is final."""

from dataclasses import replace

import pytest

from models import (
    goods_reversing,
    invoice_posting,
    invoicing,
    items,
    paper,
    paper_kinds,
    purchasing,
    quoting,
    selling,
    settings,
    shipping,
)
from models.book import Book
from models.checking import check
from models.correcting import correct
from models.documents import PurchaseOrder, SalesDocument
from models.layout import PaperKind
from models.order_edit import NewLine
from models.paper import StoredPaper
from models.paper_kinds import PaperCancelled, Wanted
from models.parties import change as change_party
from models.parties import view as view_party
from models.refusals import Refusal
from models.settings import Company
from tests.builders import Warehouse, tamper
from tests.clock import Clock


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", name="Thermal printer", sales_price=20_000)
    built.item("CABLE", serials=False, sales_price=1_500, cost_price=700)
    built.received("TP-80", "A1", "A2", "A3")
    built.stocked("CABLE", 9)
    return built


def renamed(house: Warehouse) -> None:
    """Everything that a paper names has another name."""
    book = house.book
    card = items.view(book, number="TP-80")
    book.perform(items.change, number="TP-80", item=card.facts(name="Renamed"))
    party = replace(
        view_party(book, kind="customer", number="C1"), name="Sydlys", language="da", address="Else"
    )
    book.perform(change_party, kind="customer", number="C1", card=party)
    book.perform(settings.set_company, company=Company("Other A/S"))


def test_a_note_says_the_same_for_ever_though_nobody_printed_it(house: Warehouse) -> None:
    done = house.shipped("TP-80", "A1", "A2")
    before = paper.delivery_note(house.book, number=done.document)
    renamed(house)
    assert paper.delivery_note(house.book, number=done.document) == before
    assert before.lines[0].name == "Thermal printer"
    assert paper.note_now(house.book, number=done.document).lines[0].name == "Renamed"
    house.book.perform(goods_reversing.reverse, number=done.document)
    assert paper.delivery_note(house.book, number=done.document) == before


def test_what_is_kept_is_kept_with_the_shipment_or_not_at_all(
    house: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "A1")

    def gone(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(paper, "freeze", gone)
        with pytest.raises(MemoryError):
            house.book.perform(shipping.post, number=shipment.number)
    assert shipping.view(house.book, number=shipment.number).status == "draft"
    first, again = house.repeated(shipping.post, number=shipment.number)
    assert first == again
    assert paper.delivery_note(house.book, number=shipment.number).lines[0].serials == ("A1",)


def test_a_shipment_of_before_notes_were_kept_still_has_its_note(house: Warehouse) -> None:
    done = house.shipped("TP-80", "A1")
    tamper(house.book, "DELETE FROM frozen_paper")
    assert paper.delivery_note(house.book, number=done.document).lines[0].serials == ("A1",)


def wanted(book: Book, kind: PaperKind, number: str) -> Wanted:
    """A document that is to be drawn."""
    found = paper_kinds.wanted(book, kind=kind, number=number)
    assert isinstance(found, Wanted)
    return found


def test_a_draft_is_kept_apart_from_the_invoice_it_becomes(house: Warehouse) -> None:
    book = house.book
    draft = book.perform(invoicing.create, customer="C1", lines=[NewLine("CABLE", 1)])
    as_draft = wanted(book, "invoice", draft.number)
    assert isinstance(as_draft.document, SalesDocument)
    assert (as_draft.kind, as_draft.document.draft) == ("invoice-draft", True)
    book.perform(paper.keep, number=as_draft.number, kind=as_draft.kind, content=b"draft")
    done = book.perform(invoice_posting.post, number=draft.number)
    real = wanted(book, "invoice", draft.number)
    assert isinstance(real.document, SalesDocument)
    assert (real.number, real.kind, real.document.draft) == (done.document, "invoice", False)
    book.perform(paper.keep, number=real.number, kind=real.kind, content=b"real")
    for number in (draft.number, done.document):
        found = paper_kinds.wanted(book, kind="invoice", number=number)
        assert isinstance(found, StoredPaper)
        assert found.content == b"real"


def test_of_a_final_paper_two_stations_print_the_same_though_they_drew_it_in_the_same_moment(
    house: Warehouse, clock: Clock
) -> None:
    book, other = house.book, Book(house.book.url, "Packing 2", clock=clock)
    done = house.shipped("TP-80", "A1")
    first, second = (
        wanted(book, "delivery-note", done.document),
        wanted(other, "delivery-note", done.document),
    )
    mine = book.perform(paper_kinds.kept, wanted=first, content=b"drawn here")
    theirs = other.perform(paper_kinds.kept, wanted=second, content=b"drawn by another layout")
    assert theirs == mine
    other.close()
    assert book.value("SELECT count(*) FROM paper") == 1
    order = book.perform(selling.create, customer="C1", lines=[NewLine("CABLE", 1)])
    changing = wanted(book, "order-confirmation", order.number)
    papers = [book.perform(paper_kinds.kept, wanted=changing, content=text) for text in (b"1", b"2", b"2")]
    assert [one.paper.version for one in papers] == [1, 2, 2]


def test_a_serial_that_is_corrected_stays_on_the_note_as_it_left(house: Warehouse) -> None:
    done = house.shipped("TP-80", "A1")
    book = house.book
    book.perform(correct, serial="A1", item="TP-80", new="A7-RIGHT", reason="misread", sure={"shape": "y"})
    assert paper.delivery_note(book, number=done.document).lines[0].serials == ("A1",)
    assert paper.note_now(book, number=done.document).lines[0].serials == ("A7-RIGHT",)
    assert check(book) == ()


def test_an_order_says_what_it_says_now_and_is_a_draft_until_it_is_confirmed(house: Warehouse) -> None:
    book = house.book
    order = book.perform(selling.create, customer="C1", lines=[NewLine("TP-80", 1)])
    first = wanted(book, "order-confirmation", order.number)
    assert isinstance(first.document, SalesDocument)
    assert first.document.draft
    book.perform(paper.keep, number=order.number, kind=first.kind, content=b"x")
    book.perform(selling.confirm, number=order.number)
    second = wanted(book, "order-confirmation", order.number)
    assert isinstance(second.document, SalesDocument)
    assert not second.document.draft


def test_a_purchase_order_is_what_the_supplier_reads(house: Warehouse) -> None:
    book = house.book
    order = book.perform(
        purchasing.create, supplier="S1", note="Soon", lines=[NewLine("CABLE", 5, price=700)]
    )
    found = wanted(book, "purchase-order", order.number).document
    assert isinstance(found, PurchaseOrder)
    assert found.draft
    assert [(line.item, line.quantity, line.net) for line in found.lines] == [("CABLE", 5, 3_500)]
    assert (found.totals[0].net, found.totals[0].vat, found.note) == (3_500, 875, "Soon")
    book.perform(purchasing.mark_ordered, number=order.number)
    after = wanted(book, "purchase-order", order.number).document
    assert isinstance(after, PurchaseOrder)
    assert not after.draft


def test_what_is_cancelled_or_of_another_kind_is_refused(house: Warehouse) -> None:
    book = house.book
    quote = book.perform(quoting.create, customer="C1", lines=[NewLine("TP-80", 1)])
    book.perform(quoting.cancel, number=quote.number)
    with pytest.raises(PaperCancelled, match="QU-1001 is cancelled, so it is not printed"):
        paper_kinds.wanted(book, kind="quote", number=quote.number)
    for kind in paper_kinds.SERIES:
        for number in ("NIX-1", "GR-1001"):
            with pytest.raises(Refusal):
                paper_kinds.wanted(book, kind=kind, number=number)
