"""Operators and their badges."""

import hashlib

import pytest

from models import operators
from models.book import Book
from models.refusals_nouns import BadgeUnreadable
from tests.builders import refusal


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
