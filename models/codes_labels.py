"""Labels that hold several things: ISO 15434 envelopes with MH10.8.2 data identifiers, and plain lists."""

import re
from collections.abc import Iterable
from typing import Final

from models.check_digits import is_number
from models.codes_kinds import Elements

GS, RS, EOT = "\x1d", "\x1e", "\x04"
# The header is `[)>` RS and a format number; printers and readers lose the RS, or put GS or NUL in its place.
HEADER: Final = re.compile(r">?\[\)>[\x00\x1d\x1e ]*(?=0[56])")
FIELD: Final = re.compile(r"([0-9]{0,3}[A-Z])([^\x00-\x1f\x7f]+)", re.DOTALL)
SEPARATED: Final = re.compile(r"[\r\n\x1d\x1e]+")
LISTED: Final = re.compile(r"[!-+\--:<-~]+")  # one entry of a list: printable, no blank, comma or semicolon


class BadLabel(Exception):
    """An envelope whose content cannot be trusted; `kind` names the reason and `field` what was read."""

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(f"{kind} at {field}")
        self.kind = kind
        self.field = field


def envelope(text: str) -> list[tuple[str, str]] | None:
    """The messages of an ISO 15434 envelope as (format, body), a damaged frame too; None for no envelope."""
    header = HEADER.match(text)
    if not header:
        return None
    body = text[header.end() :].rstrip(EOT + RS + GS + "\r\n ")
    messages = []
    for message in body.split(RS):
        form, rest = message[:2], message[2:].strip(GS)
        if re.fullmatch(r"[0-9]{2}", form) and rest:
            messages.append((form, rest))
        elif message and messages:  # a damaged label with RS between its fields
            messages[-1] = (messages[-1][0], messages[-1][1] + GS + message)
    return messages


def identified(body: str) -> Elements:
    """The (data identifier, value) pairs of a format 06 body in label order. Unknown ones are kept.

    Raises BadLabel for a field without an identifier or a value.
    """
    pairs = []
    for field in body.split(GS):
        match = FIELD.fullmatch(field)
        if not match:
            raise BadLabel("identifier", field)
        pairs.append((match[1], match[2]))
    return tuple(pairs)


def check_quantity(pairs: Iterable[tuple[str, str]]) -> None:
    """Raises BadLabel for a serial that is there twice, for a Q that is no number, and for one that does not agree with
    the number of serials (R2.6, R2.8)."""
    pairs = list(pairs)
    quantities = [value for di, value in pairs if di == "Q"]
    serials = [value for di, value in pairs if di == "S"]
    _check_twice(serials)
    for quantity in quantities:
        if not is_number(quantity) or (serials and quantity.lstrip("0") != str(len(serials))):
            raise BadLabel("quantity", quantity)


def _check_twice(serials: Iterable[str]) -> None:
    seen: set[str] = set()
    for serial in serials:
        if serial in seen:
            raise BadLabel("duplicate", serial)
        seen.add(serial)


def listed(text: str) -> tuple[str, ...] | None:
    """The entries of a list in one symbol (comma, semicolon, lines, GS or RS between them); None for no list.

    Raises BadLabel when an entry is there twice.
    """
    if "://" in text:
        return None
    parts = SEPARATED.split(text.strip("\r\n" + GS + RS + EOT))
    if len(parts) == 1:
        kind = "," if "," in text else ";"
        parts = text.rstrip(" " + kind).split(kind)
    entries = tuple(part.strip(" ") for part in parts)
    if len(entries) < 2 or not all(LISTED.fullmatch(entry) for entry in entries):
        return None
    _check_twice(entries)
    return entries
