"""The sheet of command cards: bars, sign and words of each in both languages, to hang up or to cut (R3.6).

No straight line of a scanner meets two barcodes: in the left column they stand high in their cards, in the right
one low.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.codes import COMMAND
from models.language import LANGUAGES, say_in
from printing import pictograms
from printing.barcodes import code128
from printing.fonts import BOLD, MONO, SANS
from printing.letterhead import Frame
from printing.page import Strip, compose, press, space
from printing.sheet import HAIR, LEFT, ROOM, Sheet, Style
from printing.table import caption, title
from printing.text import shorten, visible

ORDER: Final = ("CONFIRM", "CANCEL", "UNDO", "OK", "NEXT", "PREV", "MENU", "HOLD", "SHORT", "PRINT", "MOVE")
DIGITS: Final = "1234567890"
TALL, GUTTER, PAD = 98.0, 14.0, 5.0
WIDE: Final = (ROOM - GUTTER) / 2
BARS_TALL: Final = 28.0
SIGN: Final = 30.0
NAME: Final = Style(BOLD, 11, 13, 0)
ALSO: Final = Style(SANS, 9.5, 12, 0.25)
ABOUT: Final = Style(SANS, 7, 8.6, 0.3)
CODE: Final = Style(MONO, 7.5, 9, 0)
FIGURE: Final = Style(BOLD, 34, 34, 0)
OPERATORS_MOST: Final = 500


@dataclass(frozen=True)
class Card:
    """One card: what it scans as without CMD., its name and its use in each language, and its sign."""

    name: str
    titles: tuple[str, ...]
    uses: tuple[str, ...]
    sign: str


def render(operators: Sequence[tuple[str, str]], sender: str = "") -> bytes:
    """The sheet as PDF; `operators` are (number, name) of those who have a card. Raises NoGlyph."""
    name = " · ".join(dict.fromkeys(say_in(language, "Command cards") for language in LANGUAGES))
    frame = Frame(name, None, sender or "SerialDock", "", name, LANGUAGES[0])
    with press:
        return compose(frame, _flow(name, operators[:OPERATORS_MOST]))


def _flow(name: str, operators: Sequence[tuple[str, str]]) -> list[Strip]:
    flow = [title(name, "")]
    flow += [caption(say_in(language, "Scan a card instead of pressing a key.")) for language in LANGUAGES]
    flow += [space(6), *_rows([_command(card) for card in ORDER]), space(24)]
    flow += _rows([_digit(digit) for digit in DIGITS])
    if operators:
        flow += [space(24), *_rows([_operator(number, who) for number, who in operators])]
    return flow


def _rows(cards: Sequence[Card]) -> list[Strip]:
    return [_row(cards[start : start + 2]) for start in range(0, len(cards), 2)]


def _row(cards: Sequence[Card]) -> Strip:
    def paint(sheet: Sheet, y: float) -> None:
        for place, card in enumerate(cards):
            _draw(sheet, card, LEFT + place * (WIDE + GUTTER), y, high=place == 0)

    return Strip(TALL, paint)


def _draw(sheet: Sheet, card: Card, x: float, y: float, *, high: bool) -> None:
    """One card with its upper left corner at (x, y)."""
    sheet.canvas.setStrokeGray(HAIR)
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.rect(x, y - TALL + 4, WIDE, TALL - 4, stroke=1, fill=0)
    code = code128(COMMAND + card.name, WIDE - 2)
    foot = y - PAD - BARS_TALL if high else y - TALL + 4 + PAD + CODE.leading
    sheet.bars(code, x + (WIDE - code.width) / 2, foot, BARS_TALL)
    sheet.write(x + WIDE / 2, foot - CODE.size, COMMAND + card.name, CODE, "middle")
    top = foot - CODE.leading - 5 if high else y - 4
    if card.sign == "DIGIT":
        sheet.write(x + PAD + SIGN / 2, top - SIGN + 3, card.name, FIGURE, "middle")
    else:
        pictograms.draw(sheet.canvas, card.sign, x + PAD, top - SIGN - 2, SIGN)
    _words(sheet, card, x + PAD + SIGN + 9, top)


def _words(sheet: Sheet, card: Card, x: float, top: float) -> None:
    room = WIDE - 2 * PAD - SIGN - 9
    first, *others = dict.fromkeys(card.titles)
    shown = shorten(first, NAME.face, NAME.size, room)
    sheet.write(x, top - NAME.size, shown, NAME)
    if others:
        wide = NAME.face.width(shown) * NAME.size + 7
        rest = shorten(others[0], ALSO.face, ALSO.size, max(room - wide, 0))
        sheet.write(x + wide, top - NAME.size, rest, ALSO)
    y = top - NAME.leading - 1
    for use in dict.fromkeys(card.uses):
        sheet.write(x, y - ABOUT.size, shorten(use, ABOUT.face, ABOUT.size, room), ABOUT)
        y -= ABOUT.leading


def _command(name: str) -> Card:
    told = [_told(language)[name] for language in LANGUAGES]
    return Card(name, tuple(words for words, _ in told), tuple(use for _, use in told), name)


def _digit(digit: str) -> Card:
    names = tuple(say_in(language, "Digit") for language in LANGUAGES)
    uses = tuple(say_in(language, "Chooses by number, or is entered as a digit.") for language in LANGUAGES)
    return Card(digit, names, uses, "DIGIT")


def _operator(number: str, name: str) -> Card:
    uses = tuple(say_in(language, "Signs what is done from now on.") for language in LANGUAGES)
    return Card(f"USER.{number}", (visible(name),), uses, "USER")


def _told(language: str) -> dict[str, tuple[str, str]]:
    """What each card is called and what it does."""
    return {
        "CONFIRM": (
            say_in(language, "Confirm"),
            say_in(language, "Yes, post, save, or open the line marked."),
        ),
        "CANCEL": (say_in(language, "Back"), say_in(language, "No, or go back. Nothing entered is lost.")),
        "UNDO": (say_in(language, "Undo"), say_in(language, "Takes back the last scan; again for more.")),
        "OK": (say_in(language, "OK"), say_in(language, "Read it; yes to a question.")),
        "NEXT": (say_in(language, "Next"), say_in(language, "One line down.")),
        "PREV": (say_in(language, "Previous"), say_in(language, "One line up.")),
        "MENU": (say_in(language, "Menu"), say_in(language, "Home, from any screen.")),
        "HOLD": (
            say_in(language, "Set aside"),
            say_in(language, "Keeps the document as it is and goes home."),
        ),
        "SHORT": (say_in(language, "Short"), say_in(language, "Ends with what is here; asks twice.")),
        "MOVE": (say_in(language, "Move"), say_in(language, "Takes units from one location to another.")),
        "PRINT": (say_in(language, "Print"), say_in(language, "Prints what the screen is about.")),
    }
