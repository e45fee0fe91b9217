"""What the verbs about purchase orders, sales orders and imported files raise."""

from dataclasses import dataclass, field

from models.language import say
from models.refusals import Refusal


class OrderUnknown(Refusal):
    template = "There is no order {number}."
    next_step = "Check the number."


class OrderNumberTaken(Refusal):
    template = "Number {number} is used already."
    next_step = "Choose another number."


class OrderNumberForeign(Refusal):
    template = "Number {number} belongs to the series {series}, not to {kind}."
    next_step = "Choose another number."


class OrderNumberCase(Refusal):
    template = "Number {number} is not written like the numbers of series {kind}."
    next_step = "Write {wanted}."


class OrderNotDraft(Refusal):
    template = "{number} is {status}, only a draft can be changed this way."
    next_step = "Close or cancel it, and create a new order."


class OrderFinished(Refusal):
    template = "{number} is {status}, so it cannot be changed any more."
    next_step = "Create a new order."


class OrderNotOpen(Refusal):
    template = "{number} is {status}, only an open order can be closed."
    next_step = "Cancel a draft instead."


class NoLines(Refusal):
    template = "{number} has no lines."
    next_step = "Add a line first."


class OrderLineUnknown(Refusal):
    template = "{number} has no line {line_no}."
    next_step = "Choose a line from the list."


class OrderLinesTooMany(Refusal):
    template = "{number} would have {lines} lines, at most {most} fit."
    next_step = "Split it into several orders."


class OrderLineBelowDone(Refusal):
    template = "Line {line_no} of {number} cannot have {quantity} {item}, because {done} are done already."
    next_step = "Choose {done} or more, or reverse the receipt or shipment first."


class OrderLineEntered(Refusal):
    template = "Line {line_no} of {number} cannot have {quantity} {item}: {count} are on {document} already."
    next_step = "Undo some on {document} first, or choose a larger quantity."


class OrderLineReserved(Refusal):
    template = "Line {line_no} of {number} has {reserved} serial numbers chosen, more than {quantity}."
    next_step = "Take serial numbers off the line first."


class OrderLineUsed(Refusal):
    template = "Line {line_no} of {number} is on {document}, so it cannot be removed or get another item."
    next_step = "Lower its quantity instead, or cancel {document} first."


class OrderPartyFixed(Refusal):
    template = "{number} is for {party}, and {document} was made from it."
    next_step = "Cancel {document} first, or create a new order."


class OrderLineWithoutSerials(Refusal):
    template = "Line {line_no} of {number} is {item}, which has no serial numbers."
    next_step = "Choose a line with serial numbers."


class OrderHasDraft(Refusal):
    template = "{number} has the draft {document}."
    next_step = "Post or cancel {document} first."


class OrderPartlyDone(Refusal):
    template = "{number} cannot be cancelled, because {done} units are done already."
    next_step = "Close it instead: what is outstanding is dropped."


class DateUnreadable(Refusal):
    template = "{value} is not a date; expected year-month-day, such as 2026-11-23."
    next_step = "Type the date again."


@dataclass(frozen=True)
class BadLine:
    """One thing wrong in a file. `line` counts from 1, the header; `column` is empty when the whole line is
    meant; `kind` is the template of the sentence, the same for all that are wrong in the same way."""

    line: int
    column: str
    sentence: str
    kind: str = field(default="", compare=False)


class ImportRefused(Refusal):
    """A file that changed nothing; `.lines` names everything that is wrong in it, in the file's order."""

    template = "{file} was not imported: {count} things are wrong in it, and nothing was changed."
    next_step = "Correct every line named, then import the file again."

    def __init__(self, *, file: str, lines: tuple[BadLine, ...]) -> None:
        super().__init__(file=file, count=len(lines))
        self.lines = lines

    @property
    def sentence(self) -> str:
        """One bad line speaks for itself; more are counted."""
        if len(self.lines) != 1:
            return super().sentence
        return say("{file} was not imported: {detail}", file=self.fields["file"], detail=told(self.lines[0]))


def told(bad: BadLine) -> str:
    """One bad line as a sentence that says where it is."""
    if not bad.column:
        return say("Line {line}: {sentence}", line=bad.line, sentence=bad.sentence)
    return say("Line {line}, {column}: {sentence}", line=bad.line, column=bad.column, sentence=bad.sentence)


class TruthUnreadable(Refusal):
    template = "{value} is neither yes nor no."
    next_step = "Write yes or no."


class ImportKindUnknown(Refusal):
    template = "{what} cannot be imported; expected one of {kinds}."
    next_step = "Choose one of them."


class FileUnreadable(Refusal):
    template = "{file} cannot be read: {reason}."
    next_step = "Check the path and its rights."


class FileTooLarge(Refusal):
    template = "{file} has {size} bytes, at most {most} are read."
    next_step = "Split it into several files."


class ExpectedSerialsRefused(Refusal):
    """A supplier's list that changed nothing; `.lines` names each bad serial by its place in the list."""

    template = "The list was not kept: {count} serial numbers in it are wrong. The first: {first}"
    one = "The list was not kept: 1 serial number in it is wrong: {first}"
    next_step = "Correct the list, then load it again."

    def __init__(self, *, lines: tuple[BadLine, ...]) -> None:
        super().__init__(count=len(lines), first=told(lines[0]))
        self.lines = lines
