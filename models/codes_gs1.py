"""GS1 in its three spellings: element strings with separators, the human-readable form, and Digital Link.

Nothing is guessed: a value must fit its identifier's format, check digits and dates must be right, and a
separator that is missing where one must stand refuses the label. Whether a text *is* GS1 at all is decided
in `models.codes`.
"""

import calendar
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from models.check_digits import gs1_digit_fits, is_number
from models.codes_gs1_table import CHECKED, DATES, exact_length, identifier_at, value_fits
from models.codes_kinds import Elements

GS: Final = "\x1d"
LINK_KEYS: Final = (
    "01",
    "00",
    "8006",
    "8003",
    "8004",
    "8010",
    "8017",
    "8018",
    "8013",
    "253",
    "255",
    "401",
    "402",
    "414",
    "415",
    "416",
    "417",
)


class BadElements(Exception):
    """A text that claims to be GS1 and is not; `kind` names the reason and `ai` the identifier."""

    def __init__(self, kind: str, ai: str) -> None:
        super().__init__(f"{kind} at {ai}")
        self.kind = kind
        self.ai = ai


def from_element_string(text: str, year: int) -> Elements:
    """The elements of `01…21…<GS>10…` in label order. Raises BadElements."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        if text[at] == GS:
            at += 1
            continue
        ai = identifier_at(text, at)
        if not ai:
            raise BadElements("gs1", text[at : at + 4])
        at += len(ai)
        length = exact_length(ai)
        end = at + length if length else _next_separator(text, at)
        found.append((ai, text[at:end]))
        at = end
    return checked(found, year)


def from_readable(text: str, year: int) -> Elements:
    """The elements of `(01)…(21)…`, as a clerk types them. Raises BadElements."""
    parts = re.split(r"\(([0-9]{2,4})\)", text)
    found: list[tuple[str, str]] = []
    for ai, value in zip(parts[1::2], parts[2::2], strict=True):
        if identifier_at(ai) == ai:
            found.append((ai, value))
        elif found:  # brackets are legal inside a value: (21)AB(123)C
            found[-1] = (found[-1][0], f"{found[-1][1]}({ai}){value}")
        else:
            raise BadElements("gs1", ai)
    return checked(found, year)


def from_link(text: str, year: int) -> Elements | None:
    """The elements of a GS1 Digital Link of any domain; None for a link that is none. Raises BadElements."""
    if not re.match(r"https?://[^/]", text, re.IGNORECASE):
        return None
    try:
        link = urlsplit(text)
    except ValueError:
        return None
    path = link.path.strip("/").split("/")
    for start in range(len(path) - 1):
        pairs = list(zip(path[start::2], path[start + 1 :: 2], strict=False))
        whole = (len(path) - start) % 2 == 0
        if whole and path[start] in LINK_KEYS and all(ai and identifier_at(ai) == ai for ai, _ in pairs):
            found = [(ai, _linked(ai, unquote(value))) for ai, value in pairs]
            if not is_number(found[0][1][:6]):
                return None  # some shop's /01/shoes
            return checked(found + _queried(link.query), year)
    return None


def starts_with_gtin(text: str) -> bool:
    """Whether `text` begins with 01 and a GTIN with a right check digit: evidence enough to look further (R2.2 c)."""
    return text.startswith("01") and len(text) >= 16 and gs1_digit_fits(text[2:16])


def checked(found: list[tuple[str, str]], year: int) -> Elements:
    """`found` with every value proven, dates as ISO, an element said twice once. Raises BadElements."""
    elements: dict[str, str] = {}
    for ai, value in found:
        proven = _date(ai, value, year) if ai in DATES and len(value) == 6 and is_number(value) else value
        if not value_fits(ai, value):
            raise BadElements("serial-length" if ai == "21" and len(value) > 20 else "gs1", ai)
        if ai in CHECKED and not gs1_digit_fits(value[: CHECKED[ai]]):
            raise BadElements("check-digit", ai)
        if elements.setdefault(ai, proven) != proven:
            raise BadElements("two-serials" if ai == "21" else "gs1", ai)
    if not elements:
        raise BadElements("gs1", "")
    return tuple(elements.items())


def _queried(query: str) -> list[tuple[str, str]]:
    """The elements behind the `?` of a link; a + there is a + (parse_qsl would make a blank of it)."""
    pairs = [part.partition("=") for part in query.split("&")]
    return [(ai, unquote(value)) for ai, _, value in pairs if is_number(ai) and identifier_at(ai) == ai]


def _next_separator(text: str, at: int) -> int:
    end = text.find(GS, at)
    return len(text) if end < 0 else end


def _linked(ai: str, value: str) -> str:
    return value.zfill(14) if ai == "01" and is_number(value) and len(value) in (8, 12, 13) else value


def _date(ai: str, value: str, year: int) -> str:
    """YYMMDD as ISO; day 00 is the last of the month, the century the one nearest to `year`."""
    short, month, day = int(value[:2]), int(value[2:4]), int(value[4:6])
    full = year - year % 100 + short
    if short - year % 100 >= 51:
        full -= 100
    elif short - year % 100 <= -50:
        full += 100
    if not 1 <= month <= 12:
        raise BadElements("date", ai)
    last = calendar.monthrange(full, month)[1]
    if day > last:
        raise BadElements("date", ai)
    return f"{full:04}-{month:02}-{day or last:02}"
