"""What a typed or imported text must be before it may enter the book, and how a search text meets it."""

import unicodedata

from models.refusals_values import NumberCharacters, TextEmpty, TextTooLong, TextUnprintable

NAME_MOST = 200
NOTE_MOST = 500
NUMBER_MOST = 25
SEARCH_MOST = 250
REFUSED = ("Cc", "Cs", "Zl", "Zp", "Cn")
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def line(field: str, text: str, *, most: int = NAME_MOST, empty: bool = False) -> str:
    """One line: outer blanks trimmed, composed (NFC), no control characters. Raises TextEmpty, TextTooLong,
    TextUnprintable naming `field`."""
    kept = unicodedata.normalize("NFC", text).strip(" \u00a0\t\r\n")
    if not kept and not empty:
        raise TextEmpty(field=field)
    _check(field, kept, most)
    return kept


def lines(field: str, text: str, *, most: int = NOTE_MOST) -> str:
    """Several lines, such as an address: each like `line`, empty ones at the end dropped."""
    parts = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(part.strip(" \u00a0\t") for part in parts).strip("\n")
    _check(field, kept.replace("\n", " "), most)
    return kept


def number(field: str, text: str, *, most: int = NUMBER_MOST) -> str:
    """A number a person gives to a thing: 1 to `most` printable characters, kept as they are (leading
    zeros, case)."""
    kept = line(field, text, most=most)
    for character in kept:
        if not character.isprintable():
            raise TextUnprintable(field=field, character=shown(character))
    return kept


def plain_number(field: str, text: str, *, most: int = NUMBER_MOST) -> str:
    """A document number: it names files and is a barcode, so ASCII letters, digits, - and _ alone."""
    kept = number(field, text, most=most)
    for character in kept:
        if character not in PLAIN:
            raise NumberCharacters(field=field, number=kept, character=shown(character))
    return kept


def shown(character: str) -> str:
    """A character as a sentence names it: its code point, and itself when that can be shown."""
    code = f"U+{ord(character):04X}"
    return f"{code} {character}" if character.isprintable() and not character.isspace() else code


def fold(*parts: str) -> str:
    """The text kept for searching: composed, case-folded (æøå too), parts apart."""
    return "\n".join(unicodedata.normalize("NFC", part).casefold() for part in parts if part)


def needle(search: str) -> str | None:
    """`search` folded as `fold` does, "" for all, None when it can match nothing."""
    folded = unicodedata.normalize("NFC", search).casefold().strip()
    if not folded:
        return ""
    if len(folded) > SEARCH_MOST or any(unicodedata.category(c) in ("Cc", "Cs") for c in folded):
        return None
    return folded


def _check(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise TextTooLong(field=field, length=len(text), most=most)
    for character in text:
        if unicodedata.category(character) in REFUSED:
            raise TextUnprintable(field=field, character=shown(character))


def quoted(text: str, *, most: int = 40) -> str:
    """`text` as a sentence quotes it: in marks, cut, what cannot be printed as its code point."""
    cut = text if len(text) <= most else text[:most] + "…"
    return '"' + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in cut) + '"'
