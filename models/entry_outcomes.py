"""What the verbs of a list answer: one unit or one label, many of them, or what would become of many."""

from dataclasses import dataclass

from models.refusals import Ask, Refusal


@dataclass(frozen=True)
class Added:
    """A serial that is in the list now. `meaning` says as what; `party` and `document` where it was before. `box` has all
    serials of a label that stood for several, and `serial` the last of them; `batch` and `expiry` are what it told.
    `corrected` is the old serial number that was read; `moved` the move that brought the unit here first."""

    serial: str
    meaning: str
    item: str
    line_id: int
    line_no: int
    count: int
    wanted: int
    document: str = ""
    party: str = ""
    swapped: str = ""
    trimmed: bool = False
    box: tuple[str, ...] = ()
    batch: str = ""
    expiry: str = ""
    corrected: str = ""
    moved: str = ""


@dataclass(frozen=True)
class AddedMany:
    """What became of many: how many joined the list, and each that did not with its reason."""

    added: int
    count: int
    wanted: int
    refused: tuple[tuple[str, Refusal], ...]


@dataclass(frozen=True)
class Preview:
    """What would become of many, before anything counts (R12): each text as it was given, blanks at its ends aside."""

    good: tuple[str, ...]
    duplicates: tuple[tuple[str, Refusal], ...]
    bad: tuple[tuple[str, Refusal], ...]
    questions: tuple[tuple[str, Ask], ...]


class TooMany(Refusal):
    template = "{count} serial numbers at once; at most {limit} go in one piece."
    next_step = "Split the file."
