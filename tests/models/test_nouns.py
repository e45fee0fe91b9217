"""Parties, locations, operators, groups, categories and settings: what they keep, and every refusal."""

import hashlib
import threading
from collections.abc import Callable

import pytest

from models import categories, groups, operators, parties, places, settings
from models.book import Book
from models.item_facts import ItemFacts
from models.items import create as create_item
from models.numbering import go_on_after, next_number
from models.parties import PartyCard
from models.refusals import Refusal
from models.refusals_nouns import BadgeUnreadable
from models.settings import Company
from tests.builders import Warehouse


def refusal(verb: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        verb()
    return str(refused.value)


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


def test_locations_count_what_lies_there_and_never_show_the_virtual_ones(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1", "T2")
    assert [(p.number, p.on_hand) for p in places.list_places(book)] == [("A-01", 2), ("B-02", 0)]
    places.change(book, number="B-02", blocked=True)
    assert [p.number for p in places.list_places(book, blocked=False)] == ["A-01"]
    assert refusal(lambda: places.create(book, number="A-01", name="x")) == (
        "Location A-01 exists already: Shelf A-01. Choose another number."
    )
    assert refusal(lambda: places.create(book, number="@loss", name="x")) == (
        "Location @loss begins with @, which is kept for suppliers, customers and losses. Choose another number."
    )
    assert refusal(lambda: places.change(book, number="@loss", name="x")) == (
        "There is no location @loss. Check the number, or create the location first."
    )


def test_a_badge_signs_on_and_is_nowhere_in_the_book(book: Book) -> None:
    badge = "OPERATOR-BADGE-7f3a"
    operators.create(book, number="1", name="Bo", badge=badge)
    assert book.value("SELECT badge FROM operator") == hashlib.sha256(badge.encode()).hexdigest()
    operators.sign_on_by_badge(book, badge=f"{badge} ")
    assert (book.operator, book.operator_id) == ("Bo", operators.view(book, number="1").id)
    operators.sign_off(book)
    assert (book.operator, book.operator_id) == ("", None)
    assert "7f3a" not in repr(operators.list_operators(book))


def test_a_badge_belongs_to_one_operator_and_a_blocked_one_stays_out(book: Book) -> None:
    operators.create(book, number="1", name="Bo", badge="badge-one")
    operators.create(book, number="2", name="Åse")
    assert refusal(lambda: operators.change(book, number="2", badge="badge-one")) == (
        "This badge belongs to Bo already. Use another badge."
    )
    assert refusal(lambda: operators.create(book, number="3", name="Ib", badge="badge-one")).startswith(
        "This badge"
    )
    assert [o.number for o in operators.list_operators(book)] == ["1", "2"]
    operators.change(book, number="1", blocked=True)
    assert refusal(lambda: operators.sign_on_by_badge(book, badge="badge-one")) == (
        "Operator Bo is blocked. Sign on as somebody else, or ask the supervisor."
    )
    assert book.operator_id is None
    operators.change(book, number="1", badge="")
    assert refusal(lambda: operators.sign_on_by_badge(book, badge="badge-one")) == (
        "This badge belongs to no operator. Give it to an operator in Settings, Operators."
    )
    for bad in ("short", "x" * 101, "badge\x00one", "bædge-one"):
        with pytest.raises(BadgeUnreadable):
            operators.change(book, number="1", badge=bad)
    for hostile in ("", "\ud800", "' OR 1=1 --", "\x00"):
        assert operators.by_badge(book, hostile) is None


def test_own_categories_follow_the_default_of_their_type(book: Book) -> None:
    categories.create(book, name="Broken in transit", kind="Waste")
    listed = categories.list_categories(book)
    assert [c.name for c in listed if not c.own] == list(categories.KINDS)
    assert [c.name for c in listed][-2:] == ["Waste", "Broken in transit"]
    assert refusal(lambda: categories.create(book, name="Waste", kind="Waste")) == (
        "Category Waste exists already. Choose another name."
    )
    assert refusal(lambda: categories.create(book, name="x", kind="Theft")) == (
        "Theft is not a type of category; expected one of Sales, Purchases, Status, Production, Marketing, "
        "Obsolescence, Waste. Choose one of the seven types."
    )


def test_groups_know_how_many_items_they_have(book: Book) -> None:
    groups.create(book, number="10", name="Printers")
    create_item(book, item=ItemFacts("A", "A", group="10"))
    assert groups.list_groups(book) == (groups.Group("10", "Printers", 1),)
    assert groups.rename(book, number="10", name="Labels").name == "Labels"
    assert refusal(lambda: groups.create(book, number="10", name="x")).startswith(
        "Item group 10 exists already: Labels."
    )
    assert refusal(lambda: groups.rename(book, number="11", name="x")).startswith(
        "There is no item group 11."
    )


def test_the_add_on_is_installed_and_stays_while_items_have_serials(book: Book) -> None:
    assert not settings.installed(book)
    settings.install(book)
    settings.install(book)
    assert [a.installed for a in settings.add_ons(book)] == [True]
    create_item(book, item=ItemFacts("A", "A", has_serials=True))
    assert refusal(lambda: settings.remove(book)) == (
        "1 items have serial numbers, so the add-on cannot be removed. "
        "Leave it installed: their history needs it."
    )
    assert refusal(lambda: settings.install(book, name="lots")).startswith("There is no add-on lots.")


def test_the_company_stands_on_paper(book: Book) -> None:
    assert settings.company(book) == Company()
    settings.set_company(book, company=Company("Lager A/S", "Vej 1\n ", "8000", "Aarhus C", "", "DK1"))
    party = settings.company(book).party()
    assert (party.name, party.address, party.vat_number) == ("Lager A/S", ("Vej 1", "8000 Aarhus C"), "DK1")


def test_a_setting_is_kept_and_replaced(book: Book) -> None:
    assert settings.get(book, "language", "en") == "en"
    settings.put(book, key="language", value="da")
    settings.put(book, key="language", value="en ")
    assert settings.get(book, "language") == "en"


def test_a_series_goes_forward_only(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.ordered(("TP-80", 1))
    assert settings.set_series(book, kind="PO", start=5000).next_number == "PO-5000"
    assert house.ordered(("TP-80", 1)) == "PO-5000"
    assert refusal(lambda: settings.set_series(book, kind="PO", start=5000)) == (
        "Number series PO cannot start at 5000, because PO-5000 is used. "
        "Choose a start between 5001 and 999999999999998."
    )
    assert refusal(lambda: settings.set_series(book, kind="XX", start=1)).startswith(
        "There is no number series XX."
    )


def test_a_number_taken_by_a_verb_that_fails_is_given_back(book: Book) -> None:
    def fail() -> None:
        with book.write():
            assert next_number(book, "PO") == "PO-1001"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with book.write():
        assert next_number(book, "PO") == "PO-1001"
        go_on_after(book, "PO", ["PO-1500", "anything", "PO-007"])
        assert next_number(book, "PO") == "PO-1501"
        go_on_after(book, "PO", ["PO-1400"])
        assert next_number(book, "PO") == "PO-1502"


def test_two_stations_take_every_number_once(book: Book, url: str) -> None:
    taken: list[str] = []

    def take(station: str) -> None:
        mine = Book(url, station)
        for _ in range(20):
            with mine.write():
                taken.append(next_number(mine, "SO"))
        mine.close()

    threads = [threading.Thread(target=take, args=(f"Packing {n}",)) for n in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"SO-{1001 + n}" for n in range(40)]
