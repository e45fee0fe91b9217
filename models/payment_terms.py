"""When an invoice is to be paid: some days after it was issued, by the customer's card or else by what the company asks of all.

Nothing is invented: while neither says, the invoice names no day.
"""

from datetime import date, timedelta

from models import settings
from models.book import Book
from models.refusals_values import PaymentDaysUnreadable

DAYS_MOST = 365
KEY = "payment.days"


def parse_days(text: str) -> int | None:
    """Days from "30"; None for an empty text: nothing is said. Raises PaymentDaysUnreadable."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(DAYS_MOST))):
        raise PaymentDaysUnreadable(value=typed, most=DAYS_MOST)
    return checked_days(int(typed))


def checked_days(days: int | None) -> int | None:
    """`days` when an invoice may give them. Raises PaymentDaysUnreadable."""
    if days is not None and not 0 <= days <= DAYS_MOST:
        raise PaymentDaysUnreadable(value=days, most=DAYS_MOST)
    return days


def days_text(days: int | None) -> str:
    """Days as a person writes them, "" where nothing is said."""
    return "" if days is None else str(days)


def usual_days(book: Book) -> int | None:
    """What the company gives a customer whose card says nothing."""
    return parse_days(settings.get(book, KEY))


def set_usual_days(book: Book, *, days: int | None) -> None:
    """Keep them for all customers. Raises PaymentDaysUnreadable."""
    settings.put(book, key=KEY, value=days_text(checked_days(days)))


def pay_by(book: Book, issued: date, days: int | None) -> date | None:
    """The last day to pay what was issued on `issued`, with the `days` of the customer's card."""
    given = usual_days(book) if days is None else days
    return None if given is None else issued + timedelta(days=given)
