"""A page of paper in letters: what a layout makes of the sample, drawn for a block of cells. Pure.

It shows where things stand and how wide: the real page sets the same columns in proportional type, so that more fits into a
column there than here. Serial numbers stand in their column or under the line by the paper's own rule.
"""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from textwrap import wrap

from models.documents import Party
from models.language import say_in
from models.layout import FULL, SERIALS, TITLES, Column, Layout, PaperKind
from models.layout_columns import KINDS, total
from models.layout_sample import NUMBERS, VAT_RATE, PageHead, SampleLine, sample_language, sample_lines
from models.money import money
from printing.ranges import ranges
from tui.widgets.cells import fit
from tui.widgets.signs import sign

Line = tuple[str, str]
"""A row of text and its tone: "" ink, "strong" or "soft"."""
RIGHT = frozenset(
    {"line", "quantity", "ordered", "delivered", "outstanding", "price", "discount", "vat", "net"}
)
PRICED = frozenset({"quote", "order-confirmation", "invoice", "credit-note", "purchase-order"})
BARS = "█ ██ █ █  ██ █ █"
FEW = 6
ROOM_PT, SERIAL_PT = 503.0, 4.9
"""The page's room and a serial number's character, in points."""
LOW = 12
"""Rows under which the table stands alone."""
NARROW = 30
"""Cells under which nothing of a page can be told."""


def page(kind: PaperKind, layout: Layout, of: PageHead, spoken: str, width: int, height: int) -> list[Line]:
    """`height` rows of at most `width` cells: letterhead, table and foot, or the table alone where height is short. `spoken` is
    the language of a layout that has none of its own."""
    if width < NARROW:
        return []
    language = sample_language(kind, layout, spoken)
    columns = layout.columns[kind]
    lines = sample_lines(kind, language, of.today)
    table = _table(columns, lines, layout, language, width)
    if height < LOW:
        return table[:height]
    head = _head(kind, layout, of, language, width)
    foot = _foot(layout, of.seller, language, width)
    sums = _sums(lines, language, width) if kind in PRICED else []
    room = height - len(head) - len(foot)
    body = [*table, *sums]
    if len(body) > room:
        body = [*body[: max(0, room - 1)], (sign("…"), "soft")]
    return [*head, *body, *[("", "")] * (room - len(body)), *foot]


def _head(kind: PaperKind, layout: Layout, of: PageHead, language: str, width: int) -> list[Line]:
    number, seller = NUMBERS[kind], of.seller
    bars = sign(BARS) if len(BARS) + 12 < width else ""
    name = seller.name or say_in(language, "Your company")
    logo = say_in(language, "[logo]") + "  " if layout.logo else ""
    block = layout.company.split("\n") if layout.company else [" · ".join(seller.address)]
    title = f"{say_in(language, KINDS[kind])} {number}"
    left, right = say_in(language, "Delivered to"), say_in(language, "Date")
    half = width // 2
    return [
        (_sides(f"{logo}{name}", bars, width), "strong"),
        (_sides(block[0], number if bars else "", width), "soft"),
        *((fit(line, width), "soft") for line in block[1:]),
        ("", ""),
        (fit(title, width), "strong"),
        (fit(left, half) + fit(right, width - half), "soft"),
        (fit(say_in(language, "Sample Customer Ltd"), half) + fit(of.today.isoformat(), width - half), ""),
        ("", ""),
    ]


def _foot(layout: Layout, seller: Party, language: str, width: int) -> list[Line]:
    address = " · ".join((seller.name, *seller.address)) if seller.name else ""
    of = say_in(language, "Page {number} of {count}", number=1, count=1)
    first, *more = (layout.footer or address).split("\n")
    rows = [_sides(first, of, width), *(fit(line, width) for line in more)]
    return [(sign("─") * width, "soft"), *((row, "soft") for row in rows)]


def _sides(left: str, right: str, width: int) -> str:
    room = width - len(right)
    return fit(left, room - 1) + " " + right if right else fit(left, width)


def edges(columns: Sequence[Column], width: int) -> list[int]:
    """Where each column begins, and where the last one ends, in cells; past `width` it runs off the page."""
    at, ends = 0, [0]
    for column in columns:
        at += column.width
        ends.append(round(width * at / FULL))
    return ends


def _table(
    columns: Sequence[Column], lines: Sequence[SampleLine], layout: Layout, language: str, width: int
) -> list[Line]:
    ends = edges(columns, width)
    off = sign("→") if total(columns) > FULL else ""
    heads = [[say_in(language, TITLES[column.id])] for column in columns]
    rows = [(text, "soft") for text in _rows(columns, heads, ends, width - len(off))]
    rows[:1] = [(text.ljust(width - len(off)) + off, tone) for text, tone in rows[:1]]
    rows.append((sign("─") * min(width, ends[-1]), "soft"))
    for number, line in enumerate(lines, start=1):
        cells = [_cell(column, line, number, layout, language) for column in columns]
        rows += [(text, "") for text in _rows(columns, cells, ends, width)]
        if any(column.id == SERIALS and not _inside(column, line, layout, language) for column in columns):
            rows += [(fit(part, width), "soft") for part in _below(_written(line, layout, language), width)]
    return rows


def _rows(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], ends: Sequence[int], width: int
) -> list[str]:
    """One row of the table: as many rows of text as its deepest cell needs."""
    inner = [max(1, end - start - 1) for start, end in pairwise(ends)]
    wrapped = [
        [
            part
            for text in cell
            for part in _parts(text, room, whole=column.id in RIGHT and text[:1].isdigit())
        ]
        for column, cell, room in zip(columns, cells, inner, strict=True)
    ]
    rows = []
    for parts in zip_longest(*wrapped, fillvalue=""):
        row = "".join(
            fit(part, room, right=column.id in RIGHT) + " "
            for column, part, room in zip(columns, parts, inner, strict=True)
        )
        rows.append(fit(row, width) if len(row.rstrip()) > width else row[:width])
    return rows


def _parts(text: str, room: int, *, whole: bool) -> list[str]:
    """A text in lines of its cell; a number stays on one."""
    return [text] if whole or not text else wrap(text, room, break_long_words=False)


def _cell(column: Column, line: SampleLine, number: int, layout: Layout, language: str) -> list[str]:
    """The lines of one cell."""
    if column.id == SERIALS:
        if not line.serials or _inside(column, line, layout, language):
            return list(_written(line, layout, language))
        return [say_in(language, "{count} serial numbers", count=len(line.serials))]
    texts = {
        "line": str(number),
        "item": line.item,
        "description": line.name,
        "location": line.location,
        "quantity": str(line.delivered),
        "unit": line.unit,
        "ordered": str(line.ordered),
        "delivered": str(line.delivered),
        "outstanding": str(line.ordered - line.delivered),
        "price": money(line.price, language),
        "discount": f"{line.discount // 100} %" if line.discount else "",
        "vat": f"{VAT_RATE // 100} %",
        "net": money(line.net, language),
        "warranty": line.warranty_until.isoformat() if line.warranty_until else "",
        "picked": sign("☐"),
    }
    return [texts[column.id]]


def _inside(column: Column, line: SampleLine, layout: Layout, language: str) -> bool:
    """The paper's rule: a few serial numbers that fit unwrapped stand in their cell."""
    written = _written(line, layout, language)
    widest = max((len(text) for text in written), default=0) * SERIAL_PT
    return len(written) <= FEW and widest <= ROOM_PT * column.width / FULL


def _written(line: SampleLine, layout: Layout, language: str) -> tuple[str, ...]:
    """Its serial numbers as they are written: one by one, or neighbours by their ends."""
    return ranges(line.serials, language) if layout.ranges else line.serials


def _below(serials: Sequence[str], width: int) -> list[str]:
    rows = [""]
    for serial in serials:
        longer = f"{rows[-1]}  {serial}" if rows[-1] else serial
        if len(longer) > width and rows[-1]:
            rows.append(serial)
        else:
            rows[-1] = longer
    return rows


def _sums(lines: Sequence[SampleLine], language: str, width: int) -> list[Line]:
    net = sum(line.net for line in lines)
    vat = round(net * VAT_RATE / 10_000)
    words = (
        (say_in(language, "Net"), net, ""),
        (say_in(language, "VAT {rate} %", rate=VAT_RATE // 100), vat, ""),
        (say_in(language, "Total"), net + vat, "strong"),
    )
    rows = [(_sum(word, money(amount, language), width), tone) for word, amount, tone in words]
    return [("", ""), *rows]


def _sum(word: str, amount: str, width: int) -> str:
    return fit(f"{word}  {amount:>12}", width, right=True)
