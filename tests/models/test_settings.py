"""Add-ons, the company block, settings and number series."""

from models import settings
from models.book import Book
from models.item_facts import ItemFacts
from models.items import create as create_item
from models.settings import Company
from tests.builders import Warehouse, refusal


def test_the_add_on_is_installed_and_stays_while_items_have_serials(book: Book) -> None:
    assert not settings.installed(book)
    settings.install(book)
    settings.install(book)
    assert [a.installed for a in settings.add_ons(book)] == [True]
    create_item(book, item=ItemFacts("A", "A", has_serials=True))
    assert refusal(lambda: settings.remove(book)) == (
        "The add-on cannot be removed while items have serial numbers (1). "
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
    for start in (0, -1, 10**15):
        assert refusal(lambda start=start: settings.set_series(book, kind="IN", start=start)) == (  # type: ignore[misc]
            f"Number series IN cannot start at {start}. Choose a start between 1 and 999999999999998."
        )
    assert refusal(lambda: settings.set_series(book, kind="XX", start=1)).startswith(
        "There is no number series XX."
    )
