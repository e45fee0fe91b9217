"""The page in letters: columns where the layout says, at any size, and never a row wider than the room."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from models.documents import Party
from models.layout import CHOICE, SERIALS, STANDARD, STANDARD_COLUMNS, TITLES, Column, Layout, PaperKind
from models.layout_sample import PageHead
from tests.tui.desk import HOSTILE
from tui.page_text import edges, page

HEAD = PageHead(Party("Havnens Teknik ApS", address=("Kajgade 12", "5700 Svendborg")), date(2026, 2, 28))


def drawn(kind: PaperKind, layout: Layout = STANDARD, width: int = 74, height: int = 40) -> str:
    return "\n".join(text for text, _ in page(kind, layout, HEAD, "en", width, height))


def with_columns(kind: PaperKind, *columns: tuple[str, int], **values: object) -> Layout:
    own = {**STANDARD_COLUMNS, kind: tuple(Column(*column) for column in columns)}
    return replace(STANDARD, columns=own, **values)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(CHOICE)),
    st.lists(st.tuples(st.sampled_from(sorted(TITLES)), st.integers(0, 100)), max_size=10, unique_by=lambda c: c[0]),
    st.integers(1, 200),
    st.integers(1, 60),
)  # fmt: skip
def test_no_row_is_wider_than_the_room_and_none_too_many(
    kind: PaperKind, columns: list[tuple[str, int]], width: int, height: int
) -> None:
    rows = page(kind, with_columns(kind, *columns), HEAD, "en", width, height)
    assert len(rows) <= height
    assert all(cell_len(text) <= width for text, _ in rows), rows


@pytest.mark.parametrize("kind", list(CHOICE))
def test_every_column_a_document_can_have_is_shown(kind: PaperKind) -> None:
    names = CHOICE[kind]
    shown = drawn(kind, with_columns(kind, *((name, 100 // len(names)) for name in names)), width=220)
    for name in names:
        assert TITLES[name] in shown


def test_columns_begin_where_their_percent_say() -> None:
    layout = with_columns("invoice", ("item", 25), ("description", 50), ("net", 25))
    row = next(row for row in drawn("invoice", layout, width=80).splitlines() if row.startswith("TP-80"))
    assert row.index("Sample") == 20
    assert row.rstrip().endswith("5,396.40")
    assert len(row.rstrip()) == 79
    assert edges(layout.columns["invoice"], 80) == [0, 20, 60, 80]


def test_room_that_is_missing_or_too_much_is_seen() -> None:
    short = drawn("invoice", with_columns("invoice", ("item", 25), ("net", 25)), width=80)
    assert "─" * 40 + "\n" in short + "\n"
    over = drawn("invoice", with_columns("invoice", ("item", 80), ("net", 80)), width=80)
    assert over.splitlines()[7].endswith("→")


def test_serials_are_in_their_column_or_below_or_nowhere() -> None:
    assert drawn("invoice").count("TP80-004218") == 1
    assert "TP80-0" not in drawn("invoice", with_columns("invoice", ("item", 100)))
    narrow = drawn("invoice", with_columns("invoice", ("item", 90), (SERIALS, 10)))
    assert "TP80-004217  TP80-004218" in narrow
    assert narrow.count("TP80-004218") == 1


def test_language_company_footer_and_logo_are_the_layouts(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = replace(STANDARD, language="da", company="Nord ApS\nCVR 1", footer="Bank 1\nIBAN 2", logo=b"x")
    shown = drawn("delivery-note", layout)
    for text in (
        "Følgeseddel SH-1001",
        "Serienumre",
        "Nord ApS",
        "CVR 1",
        "Bank 1",
        "IBAN 2",
        "Side 1 af 1",
        "[logo]",
    ):
        assert text in shown, text
    monkeypatch.setenv("TERM", "linux")
    assert drawn("delivery-note").isascii()


def test_hostile_texts_stay_in_their_row() -> None:
    head = PageHead(Party(HOSTILE, address=(HOSTILE,)), date(2026, 2, 28))
    layout = replace(STANDARD, company=HOSTILE, footer=HOSTILE)
    for text, _ in page("invoice", layout, head, "en", 60, 30):
        assert cell_len(text) <= 60
        assert "\x1b" not in text
