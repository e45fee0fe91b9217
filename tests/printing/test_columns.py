"""A layout's columns are the document's table: order, widths, titles, and numbers in one piece."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language import say_in
from models.layout import CHOICE, STANDARD, STANDARD_COLUMNS, TITLES, Column, Layout, PaperKind
from printing import delivery_note, pick_list, purchase_order, sales_document
from printing.columns import GUTTER, RIGHT, SMALLEST, UNBROKEN, table
from printing.sheet import LEFT, ROOM
from tests.printing.papers import laid_out, note, pick, purchase, sale, shipped, sold, words

DRAWN: dict[PaperKind, Callable[[Layout, str], bytes]] = {
    "quote": lambda layout, lang: sales_document.render(
        sale("quote", sold("Q1"), language=lang, layout=layout)
    ),
    "order-confirmation": lambda layout, lang: sales_document.render(
        sale("order-confirmation", sold("Q1"), language=lang, layout=layout)
    ),
    "invoice": lambda layout, lang: sales_document.render(
        sale("invoice", sold("Q1"), language=lang, layout=layout)
    ),
    "credit-note": lambda layout, lang: sales_document.render(
        sale("credit-note", sold("Q1"), language=lang, layout=layout)
    ),
    "delivery-note": lambda layout, lang: delivery_note.render(
        replace(note(shipped("Q1"), language=lang), layout=layout)
    ),
    "pick-list": lambda layout, lang: pick_list.render(replace(pick(language=lang), layout=layout)),
    "purchase-order": lambda layout, lang: purchase_order.render(
        purchase(sold(), language=lang, layout=layout)
    ),
}


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("kind", DRAWN)
def test_each_document_has_the_layouts_columns_in_their_order(kind: PaperKind, language: str) -> None:
    for ids in (
        tuple(one.id for one in STANDARD_COLUMNS[kind]),
        CHOICE[kind],
        CHOICE[kind][::-1],
        CHOICE[kind][1:4],
    ):
        layout = laid_out(kind, **dict.fromkeys(ids, 100 // len(ids)))
        seen = " ".join(words(DRAWN[kind](layout, language)))
        assert " ".join(say_in(language, TITLES[id_]) for id_ in ids) in seen


@pytest.mark.parametrize("kind", DRAWN)
def test_the_layouts_language_goes_before_the_readers(kind: PaperKind) -> None:
    layout = replace(STANDARD, language="da")
    assert DRAWN[kind](layout, "en") == DRAWN[kind](layout, "da") == DRAWN[kind](STANDARD, "da")
    assert DRAWN[kind](STANDARD, "en") != DRAWN[kind](layout, "en")


def test_a_layout_made_before_a_kind_of_document_was_has_its_usual_columns() -> None:
    old = replace(STANDARD, columns={"pick-list": STANDARD_COLUMNS["pick-list"]})
    assert sales_document.render(sale("invoice", sold("A"), layout=old)) == sales_document.render(
        sale("invoice", sold("A"))
    )


def test_widths_are_the_layouts_where_everything_fits() -> None:
    drawn = table(laid_out("quote", item=25, description=50, net=25), "quote", "en", [{"net": "1.00"}])
    item, description, net = drawn.columns
    assert item.x == 0
    assert item.width == pytest.approx(ROOM / 4 - GUTTER / 2)
    assert description.x == pytest.approx(ROOM / 4 + GUTTER / 2)
    assert net.anchor == pytest.approx(LEFT + ROOM)


WIDTHS = st.lists(st.integers(1, 100), min_size=len(CHOICE["invoice"]), max_size=len(CHOICE["invoice"]))


@settings(deadline=None)
@given(widths=WIDTHS, digits=st.integers(1, 24))
def test_a_number_stands_on_one_line_whatever_the_widths(widths: list[int], digits: int) -> None:
    ids = CHOICE["invoice"]
    layout = replace(STANDARD, columns={"invoice": tuple(map(Column, ids, widths))})
    texts = dict.fromkeys(ids, "8" * digits)
    drawn = table(layout, "invoice", "en", [texts])
    end = 0.0
    for id_, column in zip(drawn.ids, drawn.columns, strict=True):
        assert column.x >= end - 1e-6
        end = column.x + column.width
        assert end <= ROOM + 1e-6
        if id_ in UNBROKEN:
            wide = column.style.face.width(texts[id_]) * column.style.size
            assert wide <= column.width + 1e-6


def test_an_amount_takes_room_from_the_description_before_it_becomes_too_small() -> None:
    rows = [{"net": "100,000,000,000.00", "description": "Cable"}]
    net = table(laid_out("quote", description=95, net=5), "quote", "en", rows).column("net")
    assert net is not None
    assert net.style.size >= SMALLEST - 0.5
    wide = table(laid_out("quote", description=70, net=30), "quote", "en", rows).column("net")
    assert wide is not None
    assert wide.style.size == 9


def test_numbers_end_and_texts_begin_at_their_edge() -> None:
    assert {"price", "net", "quantity", "delivered"} <= RIGHT
    assert not {"description", "item", "serials", "unit"} & RIGHT
