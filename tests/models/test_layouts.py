"""Layouts on both databases: what they keep, whom they are for, and every refusal."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from models import importing, layouts, parties
from models.book import Book
from models.checking import check
from models.language import speak_in
from models.layout import SERIALS, STANDARD, STANDARD_COLUMNS, Column
from models.layouts import LayoutCard
from models.parties import PartyCard
from tests.builders import refusal
from tests.clock import Clock
from tests.models.test_logos import picture

WIDE = (Column("description", 60), Column("quantity", 10), Column("net", 30))


def customer(book: Book, number: str = "C1", layout: str = "") -> PartyCard:
    return parties.create(book, kind="customer", card=PartyCard(number, number, layout=layout))


def changed(book: Book, named: str, **values: object) -> LayoutCard:
    """Change a layout as somebody does who sees it as it is."""
    was = layouts.view(book, name=named)
    own = {key: values.pop(key) for key in ("default", "blocked") if key in values}
    to = replace(was, layout=replace(was.layout, **values), **own)  # type: ignore[arg-type]
    return layouts.change(book, was=was, to=to)


def test_a_new_book_has_the_standard_layout_as_its_default(book: Book) -> None:
    (only,) = layouts.list_layouts(book)
    assert (only.name, only.default, only.blocked, only.customers, only.logo) == (
        "Standard",
        True,
        False,
        0,
        False,
    )
    assert only.layout == STANDARD
    assert layouts.layout_for(book, None) == STANDARD


def test_a_copy_has_everything_and_goes_its_own_way(book: Book) -> None:
    logo = picture("PNG")
    layouts.set_logo(book, name="Standard", content=logo)
    layouts.set_columns(book, name="Standard", kind="invoice", columns=WIDE)
    changed(
        book, "Standard", language="da", company="Nord\nHavnen 3", footer="CVR 123", ranges=True, square=False
    )
    made = layouts.create(book, name="Export", copy_of="Standard")
    assert made.layout == replace(layouts.view(book, name="Standard").layout, name="Export")
    assert (made.layout.logo, made.layout.columns["invoice"], made.default) == (logo, WIDE, False)
    layouts.set_columns(book, name="Export", kind="invoice", columns=STANDARD_COLUMNS["invoice"])
    layouts.set_logo(book, name="Export", content=b"")
    kept = layouts.view(book, name="Standard").layout
    assert (kept.columns["invoice"], kept.logo) == (WIDE, logo)
    assert [(one.name, one.logo) for one in layouts.list_layouts(book)] == [
        ("Standard", True),
        ("Export", False),
    ]
    assert all(not one.layout.logo for one in layouts.list_layouts(book))


def test_columns_come_back_in_their_order_and_the_other_kinds_stay_standard(book: Book) -> None:
    order = (Column("net", 10), Column(SERIALS, 70), Column("item", 20))
    layouts.set_columns(book, name="Standard", kind="invoice", columns=order)
    kept = layouts.view(book, name="Standard").layout.columns
    assert kept["invoice"] == order
    assert {kind: kept[kind] for kind in kept if kind != "invoice"} == {
        kind: STANDARD_COLUMNS[kind] for kind in kept if kind != "invoice"
    }


def test_columns_that_do_not_come_to_100_are_refused_and_nothing_changes(book: Book) -> None:
    layouts.set_columns(book, name="Standard", kind="invoice", columns=WIDE)
    for columns in ((), WIDE[:2], (*WIDE, Column("item", 1)), (*WIDE[:2], Column("net", 29))):
        assert refusal(
            lambda columns=columns: layouts.set_columns(  # type: ignore[misc]
                book, name="Standard", kind="invoice", columns=columns
            )
        )
    assert layouts.view(book, name="Standard").layout.columns["invoice"] == WIDE


def test_names_are_one_of_a_kind_whatever_their_capitals(book: Book) -> None:
    layouts.create(book, name=" Export ", copy_of="Standard")
    taken = "There is a layout Export already. Choose another name, or edit that layout."
    assert refusal(lambda: layouts.create(book, name="EXPORT", copy_of="Standard")) == taken
    assert refusal(lambda: changed(book, "Standard", name="export")) == taken
    assert changed(book, "Export", name="EXPORT").name == "EXPORT"
    assert refusal(lambda: layouts.create(book, name="X", copy_of="Nope")) == (
        "There is no layout Nope. Choose one of those under Settings, Layouts."
    )
    assert refusal(lambda: layouts.create(book, name=" ", copy_of="EXPORT")).startswith("Name is empty.")
    assert refusal(lambda: changed(book, "EXPORT", footer="a\x1bb")).startswith("Footer holds U+001B")
    assert refusal(lambda: changed(book, "EXPORT", company="x" * 201)).startswith("Company block has 201")
    assert refusal(lambda: changed(book, "EXPORT", company="a\nb\nc\nd\ne\nf")) == (
        "Company block has 6 lines; the page has room for 5. Write several of them on one line."
    )
    assert refusal(lambda: changed(book, "EXPORT", footer="a\n" * 3 + "b")).startswith("Footer has 4 lines;")
    assert refusal(lambda: changed(book, "EXPORT", language="sv")).startswith("Language sv is not known")


def test_there_are_only_so_many(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "LAYOUTS_MOST", 2)
    layouts.create(book, name="A", copy_of="Standard")
    assert refusal(lambda: layouts.create(book, name="B", copy_of="Standard")).startswith(
        "There are 2 layouts already"
    )


def test_a_customer_has_its_own_layout_or_else_the_default(book: Book) -> None:
    layouts.create(book, name="Export", copy_of="Standard")
    layouts.create(book, name="Plain", copy_of="Standard")
    own, other = customer(book, "C1", "Export"), customer(book, "C2")
    assert (own.layout, other.layout) == ("Export", "")
    assert layouts.layout_for(book, own.id).name == "Export"
    assert layouts.layout_for(book, other.id).name == "Standard"
    changed(book, "Plain", default=True)
    assert [one.name for one in layouts.list_layouts(book) if one.default] == ["Plain"]
    assert layouts.layout_for(book, other.id).name == layouts.layout_for(book, None).name == "Plain"
    assert layouts.layout_for(book, own.id).name == "Export"
    assert layouts.layout_for(book, 987654321).name == "Plain"
    assert [card.layout for card in parties.page(book, kind="customer").rows] == ["Export", ""]
    assert [one.customers for one in layouts.list_layouts(book) if one.name == "Export"] == [1]


def test_a_renamed_layout_stays_with_its_customers(book: Book) -> None:
    layouts.create(book, name="Export", copy_of="Standard")
    customer(book, "C1", "Export")
    changed(book, "Export", name="Abroad")
    assert parties.view(book, kind="customer", number="C1").layout == "Abroad"


def test_the_default_is_neither_removed_nor_blocked_nor_left_without_another(book: Book) -> None:
    layouts.create(book, name="Export", copy_of="Standard")
    words = (
        "Layout Standard is the default: every document without a layout of its own uses it. "
        "Make another layout the default first."
    )
    assert refusal(lambda: layouts.delete(book, name="Standard")) == words
    assert refusal(lambda: changed(book, "Standard", blocked=True)) == words
    assert refusal(lambda: changed(book, "Standard", default=False)) == words
    assert refusal(lambda: changed(book, "Export", default=True, blocked=True)).startswith(
        "Layout Export is the default"
    )
    changed(book, "Export", default=True)
    layouts.delete(book, name="Standard")
    assert [one.name for one in layouts.list_layouts(book)] == ["Export"]


def test_a_layout_with_customers_goes_only_after_they_were_moved(book: Book) -> None:
    layouts.create(book, name="Export", copy_of="Standard")
    for number in ("C1", "C2"):
        customer(book, number, "Export")
    words = "2 customers have the layout Export. Say which layout they get instead."
    assert refusal(lambda: layouts.delete(book, name="Export")) == words
    assert refusal(lambda: changed(book, "Export", blocked=True)) == words
    was = layouts.view(book, name="Export")
    to = replace(was, blocked=True)
    assert refusal(lambda: layouts.change(book, was=was, to=to, move_to="Export")) == words
    assert refusal(lambda: layouts.change(book, was=was, to=to, move_to="Nope")).startswith(
        "There is no layout Nope."
    )
    assert layouts.change(book, was=was, to=to, move_to="").blocked
    assert parties.view(book, kind="customer", number="C2").layout == ""
    assert refusal(lambda: customer(book, "C3", "Export")) == (
        "Layout Export is blocked. Choose another layout, or lift the block on it."
    )
    assert [one.name for one in layouts.list_layouts(book, blocked=False)] == ["Standard"]
    layouts.delete(book, name="Export")
    assert refusal(lambda: customer(book, "C3", "Export")).startswith("There is no layout Export.")


def test_customers_of_a_layout_that_is_removed_get_the_one_that_was_named(book: Book) -> None:
    for name in ("Export", "Abroad", "Old"):
        layouts.create(book, name=name, copy_of="Standard")
    changed(book, "Old", blocked=True)
    customer(book, "C1", "Export")
    assert refusal(lambda: layouts.delete(book, name="Export", move_to="Old")).startswith(
        "Layout Old is blocked."
    )
    assert refusal(lambda: layouts.delete(book, name="Export", move_to="Export")).startswith("1 customer has")
    layouts.delete(book, name="Export", move_to="Abroad")
    assert parties.view(book, kind="customer", number="C1").layout == "Abroad"
    layouts.delete(book, name="Abroad", move_to="")
    assert parties.view(book, kind="customer", number="C1").layout == ""


def test_a_logo_is_changed_with_the_rest_and_a_broken_one_stops_all_of_it(book: Book) -> None:
    logo = picture("JPEG")
    assert changed(book, "Standard", logo=logo, footer="x").layout.logo == logo
    assert refusal(lambda: changed(book, "Standard", logo=logo[:99], footer="y")).startswith(
        "The logo begins like a JPEG"
    )
    assert refusal(lambda: layouts.set_logo(book, name="Standard", content=b"GIF89a")).startswith(
        "The logo is no PNG"
    )
    assert layouts.view(book, name="Standard").layout.footer == "x"
    assert layouts.set_logo(book, name="Standard", content=b"").layout.logo == b""


def test_a_refusal_speaks_danish(book: Book) -> None:
    layouts.create(book, name="Export", copy_of="Standard")
    customer(book, "C1", "Export")
    speak_in("da")
    assert refusal(lambda: layouts.delete(book, name="Export")) == (
        "1 kunde har layoutet Export. Sig, hvilket layout de skal have i stedet."
    )


def test_a_second_station_that_saves_over_a_change_is_refused_with_what_changed(
    book: Book, clock: Clock
) -> None:
    other = Book(book.url, "Office", clock=clock)
    seen = layouts.view(book, name="Standard")
    theirs = replace(seen, layout=replace(seen.layout, footer="theirs", language="da"))
    other.perform(layouts.change, was=seen, to=theirs)
    ours = replace(seen, layout=replace(seen.layout, footer="ours"))
    assert refusal(lambda: book.perform(layouts.change, was=seen, to=ours)) == (
        "Layout Standard was changed at another station meanwhile: Language, Footer. "
        "Nothing was kept. Leave, look at it as it is now, and change it again."
    )
    columns = seen.layout.columns["invoice"]
    other.perform(layouts.set_columns, name="Standard", kind="invoice", columns=WIDE, was=columns)
    mine = (Column("item", 100),)
    assert refusal(
        lambda: book.perform(layouts.set_columns, name="Standard", kind="invoice", columns=mine, was=columns)
    ).startswith("Layout Standard was changed at another station meanwhile: the columns of Invoice.")
    assert layouts.view(book, name="Standard").layout.columns["invoice"] == WIDE
    book.perform(
        layouts.set_columns, name="Standard", kind="quote", columns=mine, was=seen.layout.columns["quote"]
    )
    book.perform(
        layouts.set_columns, name="Standard", kind="invoice", columns=WIDE, was=columns
    )  # the same again
    other.close()


def test_a_layout_renamed_meanwhile_is_told_and_one_removed_is_too(book: Book) -> None:
    made = layouts.create(book, name="Export", copy_of="Standard")
    renamed = changed(book, "Export", name="Abroad")
    mine = replace(made, layout=replace(made.layout, footer="x"))
    assert "at another station meanwhile: Name." in refusal(lambda: layouts.change(book, was=made, to=mine))
    layouts.delete(book, name="Abroad")
    assert refusal(lambda: layouts.change(book, was=renamed, to=mine)).startswith(
        "There is no layout Abroad."
    )


def test_a_layout_that_is_removed_while_a_customer_is_given_it_is_refused_on_one_side(
    book: Book, clock: Clock
) -> None:
    other = Book(book.url, "Office", clock=clock)
    layouts.create(book, name="Export", copy_of="Standard")
    card = customer(book, "C1")
    other.perform(layouts.delete, name="Export")
    assert refusal(
        lambda: book.perform(
            parties.change, kind="customer", number="C1", card=replace(card, layout="Export")
        )
    ).startswith("There is no layout Export.")
    other.close()


def test_stations_that_make_different_layouts_the_default_at_once_end_with_one(
    book: Book, clock: Clock
) -> None:
    names = ("A", "B", "C")
    for name in names:
        layouts.create(book, name=name, copy_of="Standard")
    start = Barrier(len(names))

    def wish(name: str) -> str:
        station = Book(book.url, name, clock=clock)
        try:
            was = layouts.view(station, name=name)
            start.wait(30)
            station.perform(layouts.change, was=was, to=replace(was, default=True))
            station.perform(layouts.set_columns, name="Standard", kind="invoice", columns=WIDE)
        finally:
            station.close()
        return name

    with ThreadPoolExecutor(len(names)) as stations:
        assert set(stations.map(wish, names)) == set(names)
    assert sum(one.default for one in layouts.list_layouts(book)) == 1
    assert check(book) == ()


def test_customers_are_imported_with_their_layout(book: Book, tmp_path: Path) -> None:
    layouts.create(book, name="Export, big", copy_of="Standard")
    file = tmp_path / "customers.csv"
    file.write_text('number,name,layout\nC1,One,"Export, big"\nC2,Two,\n')
    book.perform(importing.import_file, what="customers", path=file)
    names = {card.number: card.layout for card in parties.page(book, kind="customer").rows}
    assert names == {"C1": "Export, big", "C2": ""}
    file.write_text("number,name\nC1,Uno\n")
    book.perform(importing.import_file, what="customers", path=file)
    assert parties.view(book, kind="customer", number="C1").layout == "Export, big"
    file.write_text("number,name,layout\n" + "".join(f"N{n},x,\n" for n in range(150)) + "C1,Uno,\n")
    done = book.perform(importing.import_file, what="customers", path=file)
    assert (done.created, done.updated) == (150, 1)
    assert parties.view(book, kind="customer", number="C1").layout == ""
    file.write_text("number,name,layout\nC9,Nine,Nope\n")
    assert "Line 2, layout: There is no layout Nope." in refusal(
        lambda: book.perform(importing.import_file, what="customers", path=file)
    )


@pytest.mark.tampers
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE layout_column SET width = 12 WHERE name = 'net'",
        "UPDATE layout_column SET name = 'picked' WHERE name = 'net'",
        "UPDATE layout SET is_default = 0",
    ],
)
def test_the_check_names_a_layout_that_was_changed_behind_the_programs_back(
    book: Book, statement: str
) -> None:
    layouts.set_columns(book, name="Standard", kind="invoice", columns=WIDE)
    assert check(book) == ()
    with book.write():
        book.execute(statement)
    assert [found.check for found in check(book)] == ["layouts"]
    assert layouts.layout_for(book, None).name == "Standard"
