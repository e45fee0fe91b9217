"""What the screens of a count say: what it counts, what became of a scan, its lists and its differences."""

from models.counting import STATUS_WORDS, Count
from models.counting_findings import Finding, Review
from models.counting_lists import CountedRow, TakenOff
from models.counting_scan import Counted
from models.language import say
from models.lists import EntryRow
from tui.widgets.plain import plain
from tui.words import grouped, place_word, status_word

HEADING_AROUND = 4
"""Columns beside a heading."""
LISTS = ("all", "missing", "elsewhere", "unknown", "quantity", "found", "moved")
"""What a review shows, in the order of its keys."""


def what_words(count: Count, *, narrow: bool = False) -> str:
    """Location and item."""
    if narrow:
        return " · ".join(word for word in (count.location, count.item) if word)
    location = f"{count.location} {count.location_name}".strip() or say("all locations")
    item = f"{count.item} {count.item_name}".strip()
    return " · ".join(word for word in (item, location) if word)


def state_words(count: Count) -> str:
    """Counting, to approve, approved or cancelled."""
    return status_word(STATUS_WORDS.get(count.status, count.status))


def heading(count: Count, width: int, ending: str = "") -> str:
    """Its number and what it counts, with names where they fit into `width` columns."""
    full = say("Count {number}", number=count.number) + f" · {what_words(count)}{ending}"
    if plain(full).cell_length <= width - HEADING_AROUND:
        return full
    return f"{count.number} · {what_words(count, narrow=True)}{ending}"


def counted_words(done: Counted) -> str:
    """What became of a text: the same for every unit, whatever the book has of it (R3.9)."""
    if done.box:
        return say(
            "{count} units of the label are counted, {first} to {last}",
            count=len(done.serials),
            first=done.serials[0],
            last=done.serials[-1],
        )
    if done.serials:
        return say("{serial} is counted", serial=done.serials[0])
    return say("{item}: {count} counted", item=f"{done.item} {done.name}", count=grouped(done.quantity))


def so_far(total: int) -> str:
    """How many so far."""
    return say("{count} counted so far", count=grouped(total))


def off_words(off: TakenOff) -> str:
    """What left the count again."""
    if len(off.serials) > 1:
        return say("The {count} units of the label are off again", count=len(off.serials))
    if off.serials:
        return say("{serial} is off the count", serial=off.serials[0])
    return say("{quantity} of {item} are off the count", quantity=grouped(off.quantity), item=off.item)


def entry_row(row: CountedRow, *, places: bool) -> EntryRow:
    """A counted row as a serial list shows its rows; with `places` it says where."""
    words = "" if row.serial else say("{count} {unit} counted", count=grouped(row.quantity), unit=row.unit)
    if places:
        words = f"{words or say('counted')} · {row.location}"
    name = row.serial or row.item
    return EntryRow(row.id, name, "counted", row.how, row.source, row.at, row.operator, words, "", "", "")


def list_word(list_: str) -> str:
    """The name of a list."""
    words = {
        "all": say("all"),
        "missing": say("missing"),
        "elsewhere": say("elsewhere"),
        "unknown": say("unknown"),
        "quantity": say("quantities"),
        "found": say("found"),
        "moved": say("moved"),
    }
    return words[list_]


def size_of(review: Review, list_: str) -> int:
    """How long a list is."""
    if list_ == "all":
        return len(review.differences)
    return len(review.moved) if list_ == "moved" else len(review.on(list_))


def finding_words(one: Finding) -> str:
    """What a difference is, and what stands in its way."""
    words = {
        "found": say("here, as the book has it"),
        "missing": say("not found"),
        "elsewhere": say("the book has it at {place}", place=place_word(one.book_place)),
        "unknown": say("the book does not know it"),
        "quantity": say(
            "counted {counted}, book {booked}", counted=grouped(one.counted), booked=grouped(one.booked)
        ),
    }[one.list]
    if one.list == "unknown" and one.take:
        words = say("new unit of {item}", item=one.take)
    elif one.other:
        words = say("not of this item; {item} has such a number", item=one.other)
    if one.held and one.list != "found":
        words += " · " + say("held by {document}", document=one.held)
    return words


def decision_words(one: Finding) -> str:
    """Whether it is accepted."""
    if one.list == "found":
        return "✔"
    return say("✔ accept") if one.accepted else say("○ leave")


def approval_words(review: Review) -> str:
    """What approving does, counted by list."""
    missing, elsewhere, unknown, quantities = (
        sum(one.accepted for one in review.on(name))
        for name in ("missing", "elsewhere", "unknown", "quantity")
    )
    if not review.accepted:
        return say("No difference is accepted: stock stays as it is.")
    one = say("1 quantity made right")
    parts = (
        say("{count} written off", count=missing) if missing else "",
        say("{count} moved here", count=elsewhere) if elsewhere else "",
        say("{count} taken in", count=unknown) if unknown else "",
        (one if quantities == 1 else say("{count} quantities made right", count=quantities))
        if quantities
        else "",
    )
    left = len(review.differences) - review.accepted
    rest = say("{count} left out", count=left) if left else ""
    return ", ".join(part for part in (*parts, rest) if part) + "."
