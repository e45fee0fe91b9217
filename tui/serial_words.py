"""What the serial dialog says: its heading, each row, and the verdict on each unit. No screen of its own."""

from functools import lru_cache

from models.entry import Added, Undone
from models.expecting import Tally
from models.fields import local_clock
from models.language import language, say
from models.lists import EntryRow, SerialList
from tui.widgets.cells import Row
from tui.words import told_words


def heading(found: SerialList, *, narrow: bool = False) -> str:
    """Which line of which document the list belongs to; on a narrow screen the item comes first."""
    if narrow:
        return f"{found.item} {found.name} · {found.document}"
    parts = [say("Serial numbers"), found.document]
    if found.place:
        parts.append(say("shelf {location}", location=found.place))
    elif found.order_line:
        parts.append(say("{order} line {line}", order=found.order, line=found.order_line))
    else:
        parts.append(say("line {line}", line=found.line_no))
    return " · ".join([*parts, f"{found.item} {found.name}"])


def row_of(row: EntryRow, position: int) -> Row:
    """One row: number, serial, what it means here, how it came, when."""
    return Row(row.id, (str(position), *_cells(row, language())), "ask" if row.meaning == "return" else "")


@lru_cache(2_000)
def _cells(row: EntryRow, _language: str) -> tuple[str, ...]:
    """All but its number; kept, since each scan shows the same rows again and none of them changes."""
    sign, words = _meaning(row)
    told = told_words(row.batch, row.expiry)
    return (
        row.serial,
        " · ".join(filter(None, (f"{sign} {words}", told))),
        how_words(row),
        local_clock(row.at),
    )


def undone_words(undone: Undone, one: str) -> str:
    """What left a list again: the sentence `one` for one unit, another for all that one label had brought."""
    if not undone.box:
        return one
    return say("The {count} units of the label are off again", count=len(undone.box))


def _meaning(row: EntryRow) -> tuple[str, str]:
    if row.meaning == "new":
        words = say("new: {reason}", reason=row.reason) if row.reason else say("new")
        return "✔", words
    if row.meaning == "counted":
        return "✔", row.reason or say("counted")
    if row.meaning == "return":
        return "↺", back_words(row.party, row.document)
    if row.meaning == "found" and not row.document:
        return "+", say("not known before")
    words = {
        "pick": say("picked"),
        "leave": say("leaves"),
        "found": say("is here"),
        "reserve": say("reserved"),
        "credit": say("credited"),
        "move": say("in hand"),
        "repair": say("for repair"),
        "ready": say("marked"),
        "name": say("picked, new"),
        "assign": say("assigned"),
    }[row.meaning]
    return "✔", words


def back_words(party: str, document: str) -> str:
    """Where a unit that is coming back had been."""
    if party:
        return say("back from {party}, {document}", party=party, document=document)
    return say("back, it left by {document}", document=document)


def how_words(row: EntryRow) -> str:
    """The scanner's name, or how else the serial came in."""
    words = {
        "keyed": say("keyed"),
        "pasted": say("pasted"),
        "imported": say("from a file"),
        "listed": say("chosen"),
    }
    return words.get(row.how) or row.source or say("scanned")


def added_words(added: Added) -> str:
    """What a unit that has just joined the list is; or how many did, with one label."""
    if added.box:
        return say(
            "{count} units of the label are in, {first} to {last}",
            count=len(added.box),
            first=added.box[0],
            last=added.box[-1],
        )
    known = {
        "new": say("{serial} is new", serial=added.serial),
        "pick": say("{serial} is picked", serial=added.serial),
        "leave": say("{serial} leaves", serial=added.serial),
        "found": say("{serial} is here", serial=added.serial),
        "reserve": say("{serial} is reserved", serial=added.serial),
        "credit": say("{serial} goes back", serial=added.serial),
        "move": say("{serial} in hand", serial=added.serial),
        "name": say("{serial} is picked, and new", serial=added.serial),
        "assign": say("{serial} is assigned", serial=added.serial),
    }
    words = known.get(added.meaning) or f"{added.serial}: {back_words(added.party, added.document)}"
    if added.swapped:
        words += " " + say("in place of {serial}", serial=added.swapped)
    if told := told_words(added.batch, added.expiry):
        words += f" ({told})"
    if added.corrected:
        words += " " + say("({old} is its old number)", old=added.corrected)
    if added.moved:
        words += " " + say("(moved here first, {number})", number=added.moved)
    if added.trimmed:
        words += " " + say("(blanks at its ends were left out)")
    return words


def to_go(way: str, count: int, wanted: int) -> str:
    """How many units are still to come, or how many were counted."""
    if way == "count":
        return say("{count} counted", count=count)
    return say("{count} to go", count=max(0, wanted - count))


def complete(found: SerialList) -> bool:
    """True when the list holds as many as its line wants."""
    return found.way != "count" and 0 < found.wanted == found.count


def tally_words(tally: Tally) -> str:
    """How what came stands against the supplier's list."""
    return say(
        "announced {expected} · received {received} · missing {missing} · unexpected {unexpected}",
        expected=tally.expected,
        received=tally.received,
        missing=tally.missing,
        unexpected=tally.unexpected,
    )


def pasted_words(added: int, refused: int, left: int) -> str:
    """What became of a list: taken, not taken, and never reached because it was stopped."""
    parts = [say("1 unit was added") if added == 1 else say("{count} units were added", count=added)]
    if refused:
        parts.append(say("1 was not") if refused == 1 else say("{count} were not", count=refused))
    if left:
        parts.append(say("stopped, {count} left out", count=left))
    return ", ".join(parts)
