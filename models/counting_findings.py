"""What a count has found, as values: one finding for each unit or quantity, and the lists they are on."""

from dataclasses import dataclass
from typing import NamedTuple

from models.book import REAL, REPAIR
from models.counting import Count

LISTS = ("missing", "elsewhere", "unknown", "quantity")
"""The lists of differences, in the order in which they are shown."""


class Key(NamedTuple):
    """Which finding: its list, its item (0: nobody knows), the place where it was counted or should lie, and its serial
    number ("" for a quantity)."""

    list: str
    item_id: int
    place: int
    serial: str


@dataclass(frozen=True)
class Finding:
    """One difference, or one unit that was `found`. `place` is where it was counted or should lie, `book_place` where the
    book has it ("" for nowhere); `booked` and `counted` are units. `held` is the open document that has it, or the other open
    count that found it; `other` an item that has a serial number of this text; `take` the item as which an unknown one comes in.
    `accepted` says whether approving changes it, and `reason` why."""

    key: Key
    item: str
    name: str
    place: str
    book_place: str = ""
    booked: int = 0
    counted: int = 0
    held: str = ""
    other: str = ""
    take: str = ""
    accepted: bool = True
    reason: str = ""
    serial_id: int | None = None
    book_place_id: int | None = None
    how: str = "listed"

    @property
    def list(self) -> str:
        """Which list it is on."""
        return self.key.list

    @property
    def serial(self) -> str:
        """Its serial number, "" for a quantity."""
        return self.key.serial

    @property
    def blocked(self) -> bool:
        """True where nothing can be changed before another document lets it go. A unit on a shelf may be moved to another
        one whoever holds it; it stays held. A unit in repair is its customer's, and comes into stock by no count."""
        on_shelf = self.list == "elsewhere" and (self.book_place_id or 0) > REAL
        return (bool(self.held) or self.book_place_id == REPAIR) and not on_shelf


@dataclass(frozen=True)
class MovedMeanwhile:
    """What another document moved since the count began: a serial number, or a quantity of an item."""

    serial: str
    item: str
    quantity: int
    from_place: str
    to_place: str
    document: str
    at: str


@dataclass(frozen=True)
class Review:
    """A count with its lists. `differences` are all but the found, in the order of LISTS; `reasons` the usual reason of each
    list."""

    count: Count
    found: tuple[Finding, ...]
    differences: tuple[Finding, ...]
    moved: tuple[MovedMeanwhile, ...]
    reasons: dict[str, str]

    def on(self, list_: str) -> tuple[Finding, ...]:
        """One list."""
        return self.found if list_ == "found" else tuple(f for f in self.differences if f.list == list_)

    @property
    def accepted(self) -> int:
        """How many differences approving changes."""
        return sum(one.accepted for one in self.differences)
