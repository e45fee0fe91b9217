"""What a scanned or typed text says by its form alone, before any database: `parse(text)` gives one `Code`.

Nothing is altered: a `Code` keeps the text as it was read, without outer blanks and without the scanner's
AIM identifier. What the text is *here* (a serial of which item, an order, a shelf) is for `models.lookup`
to say, and where a serial is expected `text` is there for every kind. A text is GS1 only by evidence, never
because its first digits look like an identifier.
"""

import re
from typing import Final

from models.check_digits import gs1_digit_fits, is_number, luhn_fits
from models.codes_aim import EAN_CARRIERS, GS1_CARRIERS, split_aim
from models.codes_gs1 import (
    GS,
    BadElements,
    from_element_string,
    from_link,
    from_readable,
    starts_with_gtin,
)
from models.codes_kinds import (
    Command,
    DocumentNumber,
    Elements,
    Gs1,
    Gtin,
    Imei,
    Iso15434,
    Mac,
    Miscounted,
    Multi,
    Reading,
    Sscc,
    Text,
    Unreadable,
)
from models.codes_labels import BadLabel, check_quantity, envelope, identified, listed

__all__ = [
    "RULES",
    "Code",
    "Command",
    "DocumentNumber",
    "Gs1",
    "Gtin",
    "Imei",
    "Iso15434",
    "Mac",
    "Miscounted",
    "Multi",
    "Reading",
    "Sscc",
    "Text",
    "Unreadable",
    "is_item_number",
    "parse",
]

Code = Text | DocumentNumber | Command | Gtin | Gs1 | Sscc | Iso15434 | Multi | Imei | Mac | Unreadable

DOCUMENT: Final = re.compile(r"(PO|GR|AD|QU|SO|SH|IN|CN|CT)-([0-9]{1,12})")
COMMAND: Final = "CMD."
COMMANDS: Final = frozenset(
    ["CONFIRM", "UNDO", "PRINT", "CANCEL", "OK", "HOLD", "MENU", "NEXT", "PREV", "SHORT", "MOVE"]
)
NUMBERED_COMMAND: Final = re.compile(r"USER\.[0-9]{1,6}|[0-9]")
MAC: Final = re.compile(
    r"([0-9A-F]{2})([:-]?)(?:[0-9A-F]{2}\2){4}[0-9A-F]{2}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4}", re.I
)
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
GTIN_LENGTHS: Final = (8, 12, 13, 14)
IMEI_LENGTH: Final = 15
RULES: Final = ("", "mac", "imei", "di")
YEAR: Final = 2026  # two-digit years are read as the nearest to this one


def parse(text: str, *, rule: str = "", di_1d: bool = False, year: int = YEAR) -> Code:
    """The one reading of `text`, scanned or typed. Pure, and raises nothing whatever the text holds.

    `rule` is what the expected item's serials are ("mac", "imei"); `di_1d`, or the rule "di", says that its plain
    labels carry the data identifier S in the bars; `year` decides the century of two-digit years.
    """
    trimmed = text.strip(" ")
    aim, data = split_aim(trimmed)
    data = data.strip(" ")
    facts = Reading(data, aim, data != (text[3:] if aim else text))
    try:
        return _read(facts, rule, di_1d or rule == "di", year)
    except BadElements as bad:
        return _unreadable(facts, bad.kind, bad.ai)
    except BadLabel as bad:
        return _unreadable(facts, bad.kind, bad.field)


def is_item_number(text: str) -> bool:
    """Whether `text` is a plain GTIN: two of them in quick succession are two items."""
    return isinstance(parse(text), Gtin)


def _read(facts: Reading, rule: str, di_1d: bool, year: int) -> Code:
    """What cannot be data, what the carrier claims, what the form proves, what the shape suggests."""
    if not facts.text:
        return _unreadable(facts, "empty")
    if not facts.text.isascii():
        return _unreadable(facts, "non-ascii")
    if facts.text.startswith(COMMAND):
        return _command(facts)
    structured = _by_carrier(facts, year) or _by_envelope(facts, year) or _by_evidence(facts, year)
    return structured or _by_list(facts) or _by_shape(facts, rule, di_1d)


def _command(facts: Reading) -> Code:
    name = facts.text.removeprefix(COMMAND)
    if name in COMMANDS or NUMBERED_COMMAND.fullmatch(name):
        return Command(facts.text, facts.aim, facts.trimmed, name)
    return _unreadable(facts, "unknown-command")


def _by_carrier(facts: Reading, year: int) -> Code | None:
    """What the symbol itself claims to be: a claim that does not hold refuses the label."""
    text, aim = facts.text, facts.aim
    if aim in EAN_CARRIERS:
        if len(text) in EAN_CARRIERS[aim] and gs1_digit_fits(text):
            return Gtin(text, aim, facts.trimmed, text.zfill(14))
        return _unreadable(facts, "check-digit")
    if aim in GS1_CARRIERS:
        return _gs1(facts, from_element_string(text, year))
    return None


def _by_envelope(facts: Reading, year: int) -> Code | None:
    messages = envelope(facts.text)
    if messages is None:
        return None
    elements: list[tuple[str, str]] = []
    for form, body in messages:
        if form == "05":
            return _gs1(facts, from_element_string(body, year))
        if form == "06":
            elements += identified(body)
    if not elements:
        return _unreadable(facts, "identifier")
    try:
        check_quantity(elements)
    except BadLabel as bad:
        if bad.kind != "quantity":
            raise
        return Miscounted(facts.text, facts.aim, facts.trimmed, bad.kind, bad.field, tuple(elements))
    return Iso15434(facts.text, facts.aim, facts.trimmed, tuple(elements))


def _by_evidence(facts: Reading, year: int) -> Code | None:
    """GS1 without a GS1 carrier: a leading separator, brackets, a link, or a proven GTIN and a whole rest."""
    text = facts.text
    if text.startswith(GS):
        return _gs1(facts, from_element_string(text, year))
    if text.startswith(("(01)", "(00)", "(02)")):
        return _gs1(facts, from_readable(text, year))
    linked = from_link(text, year)
    if linked:
        return _gs1(facts, linked)
    if starts_with_gtin(text):
        try:
            return _gs1(facts, from_element_string(text, year))
        except BadElements:
            return None  # it only begins like one: no carrier has claimed more
    return None


def _gs1(facts: Reading, elements: Elements) -> Code:
    if len(elements) == 1 and elements[0][0] == "00":
        return Sscc(facts.text, facts.aim, facts.trimmed, elements[0][1])
    return Gs1(facts.text, facts.aim, facts.trimmed, elements)


def _by_list(facts: Reading) -> Code | None:
    entries = listed(facts.text)
    if entries is None:
        return _unreadable(facts, "control-chars") if CONTROL.search(facts.text) else None
    if any(entry.startswith(COMMAND) for entry in entries):
        return _unreadable(facts, "command-in-list")
    return Multi(facts.text, facts.aim, facts.trimmed, entries)


def _by_shape(facts: Reading, rule: str, di_1d: bool) -> Code:
    text, aim, trimmed = facts.text, facts.aim, facts.trimmed
    document = DOCUMENT.fullmatch(text)
    if document:
        return DocumentNumber(text, aim, trimmed, document[1])
    if rule == "mac" and MAC.fullmatch(text):
        return Mac(text, aim, trimmed, re.sub("[:.-]", "", text).upper())
    if len(text) == IMEI_LENGTH and is_number(text) and (rule == "imei" or luhn_fits(text)):
        return Imei(text, aim, trimmed) if luhn_fits(text) else _unreadable(facts, "check-digit")
    if len(text) in GTIN_LENGTHS and gs1_digit_fits(text):
        return Gtin(text, aim, trimmed, text.zfill(14))
    if di_1d and text.startswith("S") and len(text) > 1:
        return Iso15434(text, aim, trimmed, (("S", text[1:]),))
    return Text(text, aim, trimmed)


def _unreadable(facts: Reading, kind: str, detail: str = "") -> Unreadable:
    return Unreadable(facts.text, facts.aim, facts.trimmed, kind, detail)
