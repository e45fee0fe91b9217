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
    `receipt_line_id` of `receipt`. `place` is the location of an adjustment's line."""

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

    @property
    def learns(self) -> bool:
        """True where new serials come in and no rule of a person says what they look like."""
        return self.way in ("in", "count") and self.pattern.empty


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
