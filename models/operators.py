"""Who works at the station: choosing an operator, or scanning a badge, signs what follows.

A badge is kept as its SHA-256: a badge is a long random text, so its hash gives nothing away, and a stolen
book opens no station.
"""

import hashlib
from dataclasses import dataclass

from models import texts
from models.book import Book
from models.refusals_nouns import (
    BadgeTaken,
    BadgeUnknown,
    BadgeUnreadable,
    OperatorBlocked,
    OperatorNumberTaken,
    OperatorUnknown,
)
from models.rows import flag, held

BADGE_LEAST, BADGE_MOST = 6, 100
_OPERATOR = "SELECT id, number, name, badge, blocked, sees_cost FROM operator"


@dataclass(frozen=True)
class Operator:
    """One person. The badge itself is not known, only whether there is one. `sees_cost` is their right to see what things
    cost."""

    id: int
    number: str
    name: str
    has_badge: bool
    blocked: bool
    sees_cost: bool = True


def list_operators(book: Book, *, blocked: bool = True) -> tuple[Operator, ...]:
    """All operators by number; with `blocked=False` only those who may sign on."""
    sql = f"{_OPERATOR} WHERE blocked <= ? ORDER BY number"
    return tuple(_operator(row) for row in book.rows(sql, flag(blocked)))


def carded(book: Book) -> tuple[Operator, ...]:
    """Those who sign on by a command card: not blocked, and a number that CMD.USER. can hold."""
    from models.codes import COMMAND, Command, parse

    people = list_operators(book, blocked=False)
    return tuple(one for one in people if isinstance(parse(f"{COMMAND}USER.{one.number}"), Command))


def view(book: Book, *, number: str) -> Operator:
    """One operator. Raises OperatorUnknown."""
    row = book.row(f"{_OPERATOR} WHERE number = ?", number)
    if row is None:
        raise OperatorUnknown(number=number)
    return _operator(row)


def create(book: Book, *, number: str, name: str, badge: str = "", sees_cost: bool = True) -> Operator:
    """A new operator, with the badge just scanned if there is one. Raises OperatorNumberTaken, BadgeTaken,
    BadgeUnreadable, TextEmpty, TextTooLong, TextUnprintable."""
    kept, said = texts.number("Number", number), texts.line("Name", name)
    hashed = badge_hash(badge) if badge else None
    with book.write():
        added = book.execute(
            "INSERT INTO operator (number, name, sees_cost) VALUES (?, ?, ?) ON CONFLICT (number) DO NOTHING",
            kept,
            said,
            flag(sees_cost),
        )
        if not added:
            old = book.value("SELECT name FROM operator WHERE number = ?", kept)
            raise OperatorNumberTaken(number=kept, name=old)
        _give(book, kept, hashed)
        return view(book, number=kept)


def change(
    book: Book,
    *,
    number: str,
    name: str | None = None,
    badge: str | None = None,
    blocked: bool | None = None,
    sees_cost: bool | None = None,
) -> Operator:
    """Change what is given; an empty badge takes the old one away. Raises OperatorUnknown, BadgeTaken, BadgeUnreadable,
    TextEmpty, TextTooLong, TextUnprintable."""
    hashed = badge_hash(badge) if badge else None
    with book.write():
        if held(book, "SELECT id FROM operator WHERE number = ?", number) is None:
            raise OperatorUnknown(number=number)
        old = view(book, number=number)
        book.execute(
            "UPDATE operator SET name = ?, blocked = ?, sees_cost = ? WHERE id = ?",
            old.name if name is None else texts.line("Name", name),
            flag(old.blocked if blocked is None else blocked),
            flag(old.sees_cost if sees_cost is None else sees_cost),
            old.id,
        )
        if badge is not None:
            _give(book, number, hashed)
        return view(book, number=number)


def sign_on(book: Book, *, number: str) -> Operator:
    """Sign what this station does from now on. Raises OperatorUnknown, OperatorBlocked."""
    return _signed(book, view(book, number=number))


def sign_on_by_badge(book: Book, *, badge: str) -> Operator:
    """Like `sign_on`, for the one whose badge this is. Raises BadgeUnknown, OperatorBlocked."""
    found = by_badge(book, badge)
    if found is None:
        raise BadgeUnknown()
    return _signed(book, found)


def sign_off(book: Book) -> None:
    """Nobody signs what follows."""
    book.operator_id, book.operator = None, ""


def by_badge(book: Book, badge: str) -> Operator | None:
    """Whose badge this is, if anybody's: a lookup asks it of every scan."""
    row = book.row(f"{_OPERATOR} WHERE badge = ?", _sha256(badge))
    return _operator(row) if row else None


def badge_hash(badge: str) -> str:
    """What the book keeps of a badge. Raises BadgeUnreadable."""
    typed = badge.strip()
    printable = all(" " <= character <= "~" for character in typed)
    if not (BADGE_LEAST <= len(typed) <= BADGE_MOST and printable):
        raise BadgeUnreadable(least=BADGE_LEAST, most=BADGE_MOST, length=len(typed))
    return _sha256(typed)


def _sha256(badge: str) -> str:
    return hashlib.sha256(badge.strip().encode("utf-8", "surrogatepass")).hexdigest()


def _give(book: Book, number: str, hashed: str | None) -> None:
    if hashed is not None:
        owner = book.row("SELECT number, name FROM operator WHERE badge = ?", hashed)
        if owner is not None and owner[0] != number:
            raise BadgeTaken(name=owner[1])
    book.execute("UPDATE operator SET badge = ? WHERE number = ?", hashed, number)


def _signed(book: Book, operator: Operator) -> Operator:
    if operator.blocked:
        raise OperatorBlocked(name=operator.name)
    book.operator_id, book.operator = operator.id, operator.name
    return operator


def _operator(row: tuple[object, ...]) -> Operator:
    found, number, name, badge, blocked, cost = row
    return Operator(int(str(found)), str(number), str(name), badge is not None, bool(blocked), bool(cost))
