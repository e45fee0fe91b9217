"""Bars and counts at every width: nothing needed is cut, nothing wraps past its rows."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widget import Widget

from models.money import MOST, money
from tui.widgets.big_count import DIGITS, LETTER_DIGITS, BigCount
from tui.widgets.cells import GAP, MONEY, Column, Row, fit, fitted, lay_out, line, longest
from tui.widgets.command_bar import CommandBar
from tui.widgets.heading import Heading, fitting
from tui.widgets.station_bar import Light, Standing, StationBar
from tui.widgets.verdict_band import VerdictBand
from tui.words import noun_of

KEYS = (*((key, f"Command number {key}") for key in "abcdefghij"), ("Esc", "Back"), ("?", "Help"))


class Holder(App[None]):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.shown = widget

    def compose(self) -> ComposeResult:
        yield self.shown


async def rows(widget: Widget, size: tuple[int, int]) -> list[str]:
    app = Holder(widget)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_the_last_keys_are_always_there_on_at_most_two_rows(width: int) -> None:
    shown = await rows(CommandBar(KEYS), (width, 10))
    text = " ".join(shown)
    assert "Esc Back" in text
    assert "? Help" in text
    assert "a Command number a" in text
    assert not any(shown[2:])


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
async def test_a_lost_scanner_is_seen_at_every_width(width: int) -> None:
    bar = StationBar()
    lights = (Light("scanner 1"), Light("scanner 2", False, "unplugged"), Light("book: local"))
    bar.set_reactive(StationBar.standing, Standing("Packing 2", "Clerk A", lights))
    shown = (await rows(bar, (width, 3)))[0]
    assert "✖ scanner 2: unp" in shown
    assert len(shown) <= width


async def test_the_count_is_three_rows_high_and_one_row_on_a_small_screen() -> None:
    for size, high in [((80, 24), 3), ((40, 16), 1)]:
        count = BigCount()
        count.set_reactive(BigCount.done, 17)
        count.set_reactive(BigCount.total, 20)
        count.set_reactive(BigCount.last, "TP80-004217")
        shown = [row for row in await rows(count, size) if row.strip()]
        assert len(shown) == high
        assert "of" in "".join(shown)
        assert "TP80-004217" in "".join(shown)
    assert any("17 of 20" in row for row in shown)


def test_every_digit_is_its_own_shape_in_both_alphabets() -> None:
    for shapes in (DIGITS, LETTER_DIGITS):
        assert len(set(shapes.values())) == 10
        assert all(len(shape) == 3 and {len(row) for row in shape} == {3} for shape in shapes.values())


async def test_a_long_verdict_wraps_and_is_not_clipped() -> None:
    band = VerdictBand()
    words = [f"word{n}" for n in range(25)]

    class Said(Holder):
        def on_mount(self) -> None:
            band.show("refused", "REFUSED", " ".join(words), "Put it aside.")

    app = Said(band)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert all(word in text for word in [*words, "Put it aside.", "✖ REFUSED"])


@pytest.mark.parametrize("width", range(1, 130, 7))
def test_columns_never_take_more_than_there_is(width: int) -> None:
    columns = [
        Column("#", 5, right=True),
        Column("Serial", 30),
        Column("State", 30, grows=True, spare=1),
        Column("Time", 8, spare=2),
    ]
    widths = [w for w in lay_out(columns, max(width, 10)) if w]
    assert sum(widths) + GAP * (len(widths) - 1) <= max(width, 10)
    if width > 85:
        assert len(widths) == 4


def test_the_column_that_grows_has_the_room_of_what_stands_in_no_row() -> None:
    columns = [Column("Order", 9), Column("Customer", 24, grows=True), Column("Ship by", 10, spare=1)]
    long = "Café Fjord & Søn Aktieselskab i Ålborg"
    rows = [Row(n, (f"SO-{n}", long, "")) for n in range(3)]
    assert lay_out(fitted(columns, longest(columns, rows)), 49) == [5, 42, 0]
    rows.append(Row(3, ("SO-3", long, "2026-11-23")))
    assert lay_out(fitted(columns, longest(columns, rows)), 49) == [5, 30, 10]
    assert lay_out(fitted(columns, longest(columns, [])), 49) == [9, 26, 10]


def test_a_spare_column_makes_way_before_a_name_is_cut() -> None:
    columns = [Column("Item", 9), Column("Name", 24, grows=True), Column("Code", 14, spare=1)]
    rows = [Row(1, ("TP-80", "Thermal printer 80 mm", "05701234000013"))]
    assert lay_out(fitted(columns, longest(columns, rows)), 40) == [5, 33, 0]
    assert lay_out(fitted(columns, longest(columns, rows)), 44) == [5, 21, 14]


def test_wide_characters_count_as_wide_as_they_are() -> None:
    columns = [Column("", 10), Column("Name", 8, grows=True)]
    assert longest(columns, [Row(1, ("雪雪", "x")), Row(2, ("abc", ""))]) == [4, 1]


LONG_VERDICT = "508 serial numbers are missing on AD-1049: " + ", ".join(
    f"ITEM-{n:03} 0/{n}" for n in range(2, 46)
)


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_what_to_do_next_stands_there_however_long_the_verdict_is(width: int) -> None:
    band = VerdictBand()
    app = Holder(band)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        band.show("refused", "REFUSED", LONG_VERDICT, "Scan on, or post what is here.")
        await pilot.pause()
        shown = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert "→ Scan on, or post what is here." in "\n".join(shown)
        assert "508 serial numbers are missing" in " ".join(" ".join(shown).split())
        if width > 40:
            assert "…" in "".join(shown) or "ITEM-045" in "".join(shown)


@pytest.mark.parametrize("width", [38, 58, 78, 118])
def test_a_heading_keeps_its_number_and_its_state_whatever_name_stands_between(width: int) -> None:
    name = "Grønlandske Fiskeeksportører & Sønner Handelsselskab A/S Nuuk"
    for text in (
        f"Repair RP-1001 · {name} · sent back",
        f"IN-D2 · {name} · draft",
        f"RS-1 · {'雪' * 90} · posted",
    ):
        shown = fitting(text, width)
        assert cell_len(shown) <= width
        assert shown.startswith(text.partition(" · ")[0])
        assert shown.endswith(text.rpartition(" · ")[2])
    assert fitting("Counts", width) == "Counts"


def test_a_long_serial_number_keeps_its_end_in_headings_and_in_lists() -> None:
    one, other = ("X" * 97 + tail for tail in ("001", "002"))
    heads = {fitting(f"Serial number {serial} · TP-80 Thermal printer", 78) for serial in (one, other)}
    assert len(heads) == 2
    assert all(head.endswith("Thermal printer") and "Serial number X" in head for head in heads)
    assert fitting(f"{one} fits several lines. Which?", 78).endswith("001 fits several lines. Which?")
    for width in (8, 13, 30):
        cells = {fit(serial, width, middle=True) for serial in (one, other)}
        assert len(cells) == 2
        assert {cell_len(cell) for cell in cells} == {width}
    assert fit("雪" * 60, 21, middle=True).rstrip() == "雪" * 5 + "…" + "雪" * 5
    assert fit("short", 8, middle=True) == "short   "


def test_the_greatest_amount_has_room_in_its_column() -> None:
    columns = [
        Column("Name", 16, grows=True),
        Column("Price", MONEY, right=True),
        Column("Amount", MONEY, right=True),
    ]
    row = Row(1, ("A name of many characters", money(MOST), money(MOST)))
    shown = fitted(columns, longest(columns, [row]))
    assert money(MOST) in line(row.cells, shown, lay_out(shown, 76))


@pytest.mark.parametrize("width", [34, 40, 60])
async def test_the_key_that_goes_on_stays_when_others_have_no_room(width: int) -> None:
    keys = (
        *((key, f"Command number {key}") for key in "abcdef"),
        ("Enter", "Save"),
        ("Esc", "Leave"),
        ("?", "Help"),
    )
    text = " ".join(await rows(CommandBar(keys), (width, 10)))
    assert "Enter Save" in text
    assert "Esc Leave" in text


def test_columns_that_are_short_of_room_share_the_shortage() -> None:
    columns = [
        Column("#", 3),
        Column("Item", 13),
        Column("Name", 18, grows=True),
        Column("Quantity", 12),
        Column("Place", 8),
    ]
    assert min(lay_out(columns, 38)[1:]) >= 5
    assert sum(lay_out(columns, 38)) + 4 * GAP == 38


@pytest.mark.parametrize(("width", "named"), [(80, True), (40, False)])
async def test_a_heading_says_what_kind_of_document_it_is_where_nothing_is_cut_for_it(
    width: int, named: bool
) -> None:
    heading = Heading(id="heading")
    heading.set_reactive(Heading.text, "SO-1001 · Nordlys ApS · confirmed")
    heading.noun = noun_of("SO-1001 · Nordlys ApS · confirmed")
    shown = (await rows(heading, (width, 3)))[0]
    assert shown == ("Sales order " if named else "") + "SO-1001 · Nordlys ApS · confirmed"


def test_only_a_documents_own_number_makes_a_heading_name_its_kind() -> None:
    assert noun_of("IN-D7 · Nordlys ApS · draft") == "Invoice"
    assert noun_of("GR-1001") == "Goods receipt"
    for other in (
        "SC-20 Scanner · GR-1001",
        "Adjustment AD-1001 · draft",
        "XY-1001 · draft",
        "IN-",
        "",
        "SC-20A · x",
    ):
        assert noun_of(other) == "", other
