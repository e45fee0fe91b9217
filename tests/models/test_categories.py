"""Adjustment categories."""

from models import categories
from models.book import Book
from tests.builders import refusal


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
