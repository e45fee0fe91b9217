"""What a list takes, and what becomes of one text on it: the two values every judgement is between."""

from dataclasses import dataclass
from typing import NamedTuple

from models.facts import EntryFact, SerialFact
from models.patterns import SerialPattern
from models.refusals import Refusal


@dataclass(frozen=True)
class ListRules:
    """What a list takes: its item, its way, how many are still wanted (None: any number). A credit note's list takes units of
    the invoice line `credited_line_id`, of invoice `credited`; a return to a supplier what came in on the line
    `receipt_line_id` of `receipt`. `place` is the location of an adjustment's line; `names` is True where units leave that may
    get their serial number here."""

    document_id: int
    document: str
    kind: str
    line_id: int
    expect_line_id: int
    item_id: int
    item: str
    gtin: str
    pattern: SerialPattern
    way: str
    place: int | None
    order_line_id: int | None
    room: int | None
    wanted: int
    expects: bool
    di_1d: bool = False
    place_number: str = ""
    credited_line_id: int | None = None
    credited: str = ""
    receipt_line_id: int | None = None
    receipt: str = ""
    names: bool = False

    @property
    def learns(self) -> bool:
        """True where new serials come in and no rule of a person says what they look like."""
        return self.takes_new and self.pattern.empty

    @property
    def takes_new(self) -> bool:
        """True where a serial number may be one that nobody knows yet."""
        return self.names or self.way in ("in", "count", "assign")


class Verdict(NamedTuple):
    """One text judged: its meaning, or the refusal; `fact` is where the unit was, `reserved` the promise it fulfils.
    `scanned` is how it was read, where the unit is kept in another spelling."""

    text: str
    meaning: str = ""
    refusal: Refusal | None = None
    serial_id: int | None = None
    fact: SerialFact | None = None
    reserved: EntryFact | None = None
    reason: str = ""
    scanned: str = ""
    batch: str = ""
    expiry: str = ""
