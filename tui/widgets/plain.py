"""Hostile text made harmless, in one place: no markup, no control character, no invisible order reaches a
cell.

What a label, a customer's name or a pasted line holds is shown as it is, or by a visible mark where showing
it would steer the terminal (ESC, C1), hide or turn text (bidi controls, zero widths) or cut it (GS, line
separators).
"""

import unicodedata
from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from tui.widgets.signs import letters_only, sign

SHOWN_MAX = 400
"""Characters of one text on a screen: more fills no row, and wrapping a megabyte would stop the station."""
COMBINING_MAX = 3
"""Marks stacked on one letter before the rest are spelled out: more would paint over the rows above."""


def plain_text(text: str) -> str:
    """`text` as one printable line of str; every unprintable character becomes a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    marks = 0
    shown: list[str] = []
    for character in text:
        if unicodedata.combining(character):
            marks += 1
            shown.append(character if marks <= COMBINING_MAX else _code(character))
        else:
            marks = 0
            shown.append(character if character.isprintable() else _mark(character))
    return sign("".join(shown))


def plain(text: str, style: str | Style = "") -> Content:
    """`text` as Content without markup, printable throughout; what is longer than SHOWN_MAX ends in "…"."""
    cut = text if len(text) <= SHOWN_MAX else text[:SHOWN_MAX] + "…"
    return Content.styled(plain_text(cut), style)


def plain_lines(lines: Iterable[str], style: str | Style = "") -> Content:
    """Several lines, each like `plain`."""
    return Content("\n").join(plain(line, style) for line in lines)


def _mark(character: str) -> str:
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        if letters_only():
            return f"<{_CONTROL_NAMES[code]}>" if code < 0x20 else "<DEL>"
        return "␡" if code == 0x7F else chr(0x2400 + code)
    return " " if unicodedata.category(character) == "Zs" else _code(character)


def _code(character: str) -> str:
    return f"<{ord(character):02X}>"


_CONTROL_NAMES = [
    *(
        "NUL",
        "SOH",
        "STX",
        "ETX",
        "EOT",
        "ENQ",
        "ACK",
        "BEL",
        "BS",
        "TAB",
        "LF",
        "VT",
        "FF",
        "CR",
        "SO",
        "SI",
    ),
    *(
        "DLE",
        "DC1",
        "DC2",
        "DC3",
        "DC4",
        "NAK",
        "SYN",
        "ETB",
        "CAN",
        "EM",
        "SUB",
        "ESC",
        "FS",
        "GS",
        "RS",
        "US",
    ),
]
