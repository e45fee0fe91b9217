"""Suppliers and customers: what they keep, on paper, and every refusal."""

from models import parties
from models.book import Book
from models.parties import PartyCard
from tests.builders import refusal


def test_a_party_comes_back_as_it_was_written_and_stands_on_paper(book: Book) -> None:
    card = PartyCard(
        "C1", "Æble & Søn", "Gade 1\r\n 2. sal ", "8000", "Aarhus", "Danmark", "DK123", "Port 4\nHavnen", "da"
    )
    made = parties.create(book, kind="customer", card=card)
    assert made == parties.view(book, kind="customer", number="C1")
    assert made.address == "Gade 1\n2. sal"
    assert made.party().address == ("Gade 1", "2. sal", "8000 Aarhus", "Danmark")
    assert made.deliver_to().address == ("Port 4", "Havnen")


def test_a_supplier_and_a_customer_may_share_a_number(book: Book) -> None:
    parties.create(book, kind="customer", card=PartyCard("1", "Cust"))
    parties.create(book, kind="supplier", card=PartyCard("1", "Sup"))
    assert refusal(lambda: parties.create(book, kind="supplier", card=PartyCard("1", "X"))) == (
        "Supplier 1 exists already: Sup. Choose another number, or edit that supplier."
    )
    assert refusal(lambda: parties.view(book, kind="customer", number="2")) == (
        "There is no customer 2. Check the number, or create the customer first."
    )


def test_a_party_changes_its_number_unless_another_has_it(book: Book) -> None:
    parties.create(book, kind="customer", card=PartyCard("1", "One"))
    parties.create(book, kind="customer", card=PartyCard("2", "Two"))
    assert parties.change(book, kind="customer", number="1", card=PartyCard("3", "One")).number == "3"
    assert refusal(
        lambda: parties.change(book, kind="customer", number="3", card=PartyCard("2", "One"))
    ).startswith("Customer 2 exists already: Two.")
    assert refusal(
        lambda: parties.create(book, kind="customer", card=PartyCard("9", "X", language="sv"))
    ) == ("Language sv is not known; en and da are. Choose one of the two.")


def test_parties_are_found_by_name_city_and_vat_number(book: Book) -> None:
    orsted = PartyCard("1", "Ørsted", city="Fredericia", vat_number="DK36213728")
    parties.create(book, kind="customer", card=orsted)
    parties.create(book, kind="customer", card=PartyCard("2", "100% Øl", blocked=True))

    def found(search: str, *, blocked: bool = True) -> list[str]:
        return [c.number for c in parties.page(book, kind="customer", search=search, blocked=blocked).rows]

    assert found("ørsted") == found("fredericia") == found("dk3621") == ["1"]
    assert found("%") == ["2"]
    assert found("", blocked=False) == ["1"]
    assert parties.page(book, kind="supplier").rows == ()
