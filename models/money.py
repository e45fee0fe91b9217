"""Money is a whole number of minor units (øre, cents); this is the only place where it is text."""

import re

from models.language import language
from models.refusals_values import MoneyOutOfRange, MoneyUnreadable, NumberUnreadable, QuantityOutOfRange

MOST = 10**13  # minor units: room for 100 billion, far from the edge of a 64-bit column
MOST_UNITS = 1_000_000  # of one item on one line: more is a slip of the finger
PLAIN = re.compile(r"(\d+)(?:\.(\d{1,2}))?", re.ASCII)
GROUPED = {
    "en": re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?", re.ASCII),
    "da": re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII),
}


def parse_money(text: str, tongue: str | None = None) -> int:
    """Minor units of "1234.50", of "1,234.50" in English and of "1.234,50" in Danish. More than two
    decimals is refused, never rounded. Raises MoneyUnreadable, MoneyOutOfRange."""
    typed = text.strip()
    tongue = tongue or language()
    found = GROUPED[tongue].fullmatch(typed) or PLAIN.fullmatch(typed)
    if found is None:
        raise MoneyUnreadable(value=typed or '""')
    whole = found[1].replace(",", "").replace(".", "")
    if len(whole) > 15:
        raise MoneyOutOfRange(value=typed, most=money(MOST, tongue))
    minor = int(whole) * 100 + int((found[2] or "").ljust(2, "0"))
    if minor > MOST:
        raise MoneyOutOfRange(value=typed, most=money(MOST, tongue))
    return minor


def money(minor: int, tongue: str | None = None) -> str:
    """Minor units as the station's language writes them: "1,234.50" or "1.234,50"."""
    text = f"{minor // 100:,}.{minor % 100:02d}" if minor >= 0 else f"-{money(-minor, 'en')}"
    if (tongue or language()) == "da":
        return text.translate(str.maketrans(",.", ".,"))
    return text


def checked_money(minor: int) -> int:
    """`minor` when a price may be it. Raises MoneyOutOfRange."""
    if not 0 <= minor <= MOST:
        raise MoneyOutOfRange(value=money(minor), most=money(MOST))
    return minor


def parse_quantity(text: str, *, least: int = 1) -> int:
    """Whole units of one item: digits alone. Raises NumberUnreadable, QuantityOutOfRange."""
    typed = text.strip()
    if not re.fullmatch(r"-?\d+", typed, re.ASCII):
        raise NumberUnreadable(value=typed or '""')
    if len(typed) > 18:
        raise QuantityOutOfRange(quantity=typed, least=least, most=MOST_UNITS)
    return checked_quantity(int(typed), least=least)


def checked_quantity(quantity: int, *, least: int = 1) -> int:
    """`quantity` when a line may have it. Raises QuantityOutOfRange."""
    if not least <= quantity <= MOST_UNITS:
        raise QuantityOutOfRange(quantity=quantity, least=least, most=MOST_UNITS)
    return quantity
