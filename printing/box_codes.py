"""The serial numbers of a delivery as squares that our own scanner reads into a receipt: ISO 15434 box labels (R2.6).

One square is one box label: all its serials are taken, or none. What fits into no single square goes into several, each a
label of its own that says how many it holds. A square is only drawn when `models.labels_box` reads it back as exactly its
serials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from models.documents import DeliveryLine
from models.labels import read
from models.labels_box import box
from models.language import say_in
from printing.barcodes import DOT
from printing.datamatrix import CODEWORDS_MOST, ENVELOPE_END, ENVELOPE_HEAD, GS, codewords, data_matrix
from printing.page import Strip, space
from printing.sheet import LABEL, LEFT, ROOM, STRONG, Sheet, paragraph
from printing.table import caption
from printing.text import shorten, visible
from printing.wording import number, serials_counted

MODULE: Final = 3 * DOT
LINE_MOST: Final = 4
"""Squares of one line: one row of them."""
CODES_MOST: Final = 24
"""Squares on one delivery note: so many a person still scans one by one."""
ITEMS_WIDE: Final = 180.0
HEAD_WORDS: Final = 4
"""Codewords of the envelope and of a quantity of up to four digits."""
ACROSS: Final = 4
CELL: Final = ROOM / ACROSS
WIDE: Final = CELL - 10


@dataclass(frozen=True)
class BoxCode:
    """One box label: `payload` is what a scanner sends of it, `part` of `parts` for its item's line."""

    item: str
    payload: str
    serials: tuple[str, ...]
    part: int = 1
    parts: int = 1


def payload_of(serials: Sequence[str]) -> str:
    """The envelope that holds these serials, and their number as a check."""
    fields = [f"Q{len(serials)}", *(f"S{serial}" for serial in serials)]
    return ENVELOPE_HEAD + GS.join(fields) + ENVELOPE_END


def box_codes(lines: Sequence[DeliveryLine]) -> tuple[list[BoxCode], list[DeliveryLine]]:
    """The squares of a delivery in its order, and the lines that get none: those with too many serials, and all of them
    where the delivery would have too many squares."""
    found: list[BoxCode] = []
    without: list[DeliveryLine] = []
    for line in lines:
        codes = _codes_of(line)
        found += codes
        without += [line] if line.serials and not codes else []
    if len(found) > CODES_MOST:
        return [], [line for line in lines if line.serials]
    return found, without


def _codes_of(line: DeliveryLine) -> list[BoxCode]:
    """The squares of one line; none where there would be too many, or where one would be read as something else."""
    parts = _parts(line.serials, LINE_MOST) or []
    codes = [
        BoxCode(line.item, payload_of(part), part, place, len(parts)) for place, part in enumerate(parts, 1)
    ]
    return codes if all(_reads_back(code.payload, code.serials) for code in codes) else []


def _parts(serials: Sequence[str], most: int) -> list[tuple[str, ...]] | None:
    """The serials in as few squares as hold them; None when that is more than `most`, or one fits into none."""
    room = CODEWORDS_MOST - HEAD_WORDS
    parts: list[list[str]] = []
    left = 0
    for serial in serials:
        needed = _size(serial)
        if needed > left:
            if needed > room or len(parts) == most:
                return None
            parts.append([])
            left = room
        parts[-1].append(serial)
        left -= needed
    return [tuple(part) for part in parts]


def _size(serial: str) -> int:
    """Codewords of one field with its separator; more than any square has for what no codeword stands for."""
    if not serial.isascii() or not serial.isprintable():
        return CODEWORDS_MOST + 1
    return len(codewords(f"S{serial}")) + 1


def _reads_back(payload: str, serials: tuple[str, ...]) -> bool:
    """Whether the station takes the label for just these serials, without a question."""
    if len(serials) == 1:
        label = read(payload)
        return (label.serial, label.refusal, label.doubt) == (serials[0], None, None)
    found = box(payload)
    return found is not None and found.serials == serials and not found.asks and found.refusal is None


def square_rows(lines: Sequence[DeliveryLine], language: str) -> list[Strip]:
    """The squares of a delivery under what they are for, and which lines have none; nothing where nothing has serials."""
    codes, without = box_codes(lines)
    strips: list[Strip] = []
    if codes:
        told = say_in(
            language,
            "For the receipt: each code holds the serial numbers of one line, or a part of them; all of a code count, or none.",
        )
        rows = [codes[start : start + ACROSS] for start in range(0, len(codes), ACROSS)]
        strips = [space(14), caption(told, with_next=True), *(_row(row, language) for row in rows)]
    if without:
        count = sum(len(line.serials) for line in without)
        items = list(dict.fromkeys(visible(line.item) for line in without))
        told = say_in(
            language,
            "No 2D code for {items}: {count} serial numbers are more than the codes of a delivery note hold.",
            items=shorten(", ".join(items), LABEL.face, LABEL.size, ITEMS_WIDE),
            count=number(count, language),
        )
        strips += [space(6), *(caption(text) for text in paragraph(told, LABEL, ROOM))]
    return strips


def _row(codes: Sequence[BoxCode], language: str) -> Strip:
    squares = [data_matrix(code.payload) for code in codes]
    tallest = max(square.modules for square in squares) * MODULE
    texts = [_words(code, language) for code in codes]

    def paint(sheet: Sheet, y: float) -> None:
        for place, (square, (name, said)) in enumerate(zip(squares, texts, strict=True)):
            x = LEFT + place * CELL
            sheet.square(square, x, y - square.modules * MODULE - 4, MODULE)
            below = y - tallest - 4
            sheet.write(x, below - STRONG.size, name, STRONG)
            for depth, line in enumerate(said):
                sheet.write(x, below - STRONG.leading - LABEL.size - depth * LABEL.leading, line, LABEL)

    lines = max(len(said) for _, said in texts)
    return Strip(tallest + STRONG.leading + lines * LABEL.leading + 16, paint)


def _words(code: BoxCode, language: str) -> tuple[str, list[str]]:
    """What stands under a square: the item, how many, and which part it is."""
    fits = partial(shorten, face=STRONG.face, size=STRONG.size, width=WIDE)
    counted = serials_counted(len(code.serials), language)
    part = say_in(language, "Code {part} of {parts}", part=code.part, parts=code.parts)
    said = counted if code.parts == 1 else f"{part} · {counted}"
    return fits(code.item), paragraph(said, LABEL, WIDE)
