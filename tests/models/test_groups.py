"""Item groups."""

from models import groups
from models.book import Book
from models.item_facts import ItemFacts
from models.items import create as create_item
from tests.builders import refusal


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
