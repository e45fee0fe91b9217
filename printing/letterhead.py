"""What stands around the flow on every page: whose paper it is, the number as a barcode, the foot with the page's number.

The head is as tall as the sender's text needs on the first page; later pages name the document there. The foot is as tall
as its own text.
"""

from dataclasses import dataclass, replace
from typing import Final

from models.documents import Party
from models.language import say_in
from models.layout import Layout
from printing.barcodes import Bars
from printing.errors import FootTooTall, HeadTooTall
from printing.fonts import MONO
from printing.logo import Logo, logo
from printing.sheet import (
    BARS_HEIGHT,
    BOTTOM,
    LABEL,
    LEFT,
    NAME,
    RIGHT,
    ROOM,
    SMALL,
    TOP,
    Sheet,
    Style,
    paragraph,
)
from printing.text import shorten

HEAD_LINES: Final = 3
"""So many lines fit under the sender's name in a head of usual height."""
HEAD_LINES_MOST: Final = 12
FOOT_LINES: Final = 3
FOOT_LINES_MOST: Final = 8
LOGO_GAP: Final = 10.0
STAMP_GREY: Final = 0.87


@dataclass(frozen=True)
class Frame:
    """What stands around the flow on every page; without a number (None) there is no barcode at its head.

    `company` takes the place of `sender_line` in as many lines as it needs, `foot` that of `footer`. `stamp` is a word
    across every page, such as DRAFT."""

    title: str
    number: str | None
    sender: str
    sender_line: str
    footer: str
    language: str
    logo: Logo | None = None
    company: str = ""
    foot: str = ""
    stamp: str = ""

    @property
    def name(self) -> str:
        """The title, and the number if there is one."""
        return self.title if self.number is None else f"{self.title} {self.number}"

    @property
    def indent(self) -> float:
        """What the logo takes of the head's width."""
        return self.logo.width + LOGO_GAP if self.logo else 0.0


def letter(title: str, number: str, sender: Party, layout: Layout, language: str, stamp: str = "") -> Frame:
    """The frame of a document that goes out of the house. Raises LogoUnreadable, LogoTooLarge."""
    address = " · ".join(part for part in sender.address if part.strip())
    footer = f"{sender.name} · {address}" if address else sender.name
    frame = Frame(title, number, sender.name, address, footer, language, stamp=stamp)
    picture = logo(layout.logo) if layout.logo else None
    return replace(frame, logo=picture, company=layout.company.strip(), foot=layout.footer.strip())


@dataclass(frozen=True)
class Edges:
    """The texts of head and foot in lines, and how much taller than usual they make them, in points."""

    head: tuple[str, ...]
    foot: tuple[str, ...]

    @property
    def deeper(self) -> float:
        """What the head of the first page takes of the flow."""
        return max(0, len(self.head) - HEAD_LINES) * SMALL.leading

    @property
    def higher(self) -> float:
        """What the foot of every page takes of the flow."""
        return max(0, len(self.foot) - FOOT_LINES) * LABEL.leading


def edges(frame: Frame, barcode: Bars | None) -> Edges:
    """Raises HeadTooTall, FootTooTall."""
    room = _head_room(frame, barcode)
    head = _lines(frame.company, SMALL, room) or [shorten(frame.sender_line, SMALL.face, SMALL.size, room)]
    foot = _lines(frame.foot, LABEL, ROOM - _counted(frame, 9999, 9999)[1])
    if len(head) > HEAD_LINES_MOST:
        raise HeadTooTall(lines=len(head), most=HEAD_LINES_MOST)
    if len(foot) > FOOT_LINES_MOST:
        raise FootTooTall(lines=len(foot), most=FOOT_LINES_MOST)
    return Edges(tuple(head), tuple(foot))


def _lines(text: str, style: Style, width: float) -> list[str]:
    return [line for part in text.splitlines() for line in paragraph(part, style, width)]


def _head_room(frame: Frame, barcode: Bars | None) -> float:
    return ROOM - 12 - frame.indent - (barcode.width if barcode else 0.0)


def draw_head(sheet: Sheet, frame: Frame, barcode: Bars | None, texts: Edges, *, first: bool) -> None:
    """Logo, sender, barcode; under the sender's name its text on the first page, the document's name on others."""
    if frame.stamp:
        sheet.across(frame.stamp, STAMP_GREY)
    if barcode is not None:
        left = RIGHT - barcode.width
        sheet.bars(barcode, left + barcode.module * 10, TOP - BARS_HEIGHT, BARS_HEIGHT)
        middle = left + barcode.module * 10 + barcode.width / 2
        sheet.write(middle, TOP - BARS_HEIGHT - 10.5, barcode.text, Style(MONO, 9, 11), "middle")
    if frame.logo is not None:
        sheet.picture(frame.logo, LEFT, TOP)
    x, room = LEFT + frame.indent, _head_room(frame, barcode)
    sheet.write(x, TOP - 10, shorten(frame.sender, NAME.face, NAME.size, room), NAME)
    below = texts.head if first else (shorten(frame.name, SMALL.face, SMALL.size, room),)
    for index, line in enumerate(below):
        sheet.write(x, TOP - 23 - index * SMALL.leading, line, SMALL)


def draw_foot(sheet: Sheet, frame: Frame, texts: Edges, number: int, count: int) -> None:
    """A line, the sender's text, and which page this is of how many."""
    y = BOTTOM - 22 + texts.higher
    sheet.rule(y + 12)
    of, wide = _counted(frame, number, count)
    sheet.write(RIGHT, y, of, LABEL, "right")
    lines = texts.foot or (shorten(frame.footer, LABEL.face, LABEL.size, ROOM - wide),)
    for index, line in enumerate(lines):
        sheet.write(LEFT, y - index * LABEL.leading, line, LABEL)


def _counted(frame: Frame, number: int, count: int) -> tuple[str, float]:
    """The words, and what they take of the foot's width."""
    of = say_in(frame.language, "Page {number} of {count}", number=number, count=count)
    return of, LABEL.face.width(of) * LABEL.size + 20
