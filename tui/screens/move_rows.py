"""How moves are written: what is in hand, the latest moves, and what a scan did."""

from collections.abc import Sequence

from models.goods_documents import Done
from models.language import say
from models.moving import Hand, Placed, PlaceSet, Taken
from models.moving_hand import HandRow, MovedUnit, MoveRow
from tui.widgets.cells import Column, Row
from tui.words import day_and_clock, grouped, how_word, status_word


def hand_columns() -> tuple[Column, ...]:
    """The columns of what is in hand."""
    return (
        Column(say("Serial number"), 24, grows=True, middle=True),
        Column(say("Item"), 14),
        Column(say("Lies at"), 10),
        Column(say("Reserved for"), 11, spare=1),
        Column(say("Name"), 20, spare=2),
    )


def move_columns() -> tuple[Column, ...]:
    """The columns of the latest moves."""
    return (
        Column(say("Number"), 8),
        Column(say("Status"), 9),
        Column(say("When"), 16),
        Column(say("Units"), 7, right=True),
        Column(say("To"), 10),
        Column(say("Item"), 14, grows=True),
        Column(say("Who"), 12, spare=1),
        Column(say("Station"), 12, spare=2),
    )


def unit_columns() -> tuple[Column, ...]:
    """The columns of a move's units."""
    return (
        Column(say("Serial number"), 24, grows=True, middle=True),
        Column(say("Item"), 14),
        Column(say("From"), 10),
        Column(say("To"), 10),
        Column(say("How"), 8, spare=1),
        Column(say("Name"), 20, spare=2),
    )


def hand_row(row: HandRow) -> Row:
    """One unit in hand, or a quantity."""
    key = ("unit", row.serial, row.item)
    return Row(key, (_what(row.serial, row.quantity), row.item, row.place, row.order, row.name))


def move_rows(moves: Sequence[MoveRow]) -> list[Row]:
    """The latest moves."""
    return [
        Row(
            ("move", move.number),
            (
                move.number,
                status_word(move.status),
                day_and_clock(move.at),
                grouped(move.count),
                move.place,
                move.item,
                move.operator,
                move.station,
            ),
            "" if move.status == "draft" else "muted",
        )
        for move in moves
    ]


def unit_row(number: int, unit: MovedUnit) -> Row:
    """One unit of a move."""
    cells = (unit.item, unit.from_place, unit.to_place, how_word(unit.how), unit.name)
    return Row((number, unit.serial, unit.item), (_what(unit.serial, unit.quantity), *cells))


def rule_words(hand: Hand) -> list[str]:
    """The one rule a packer has to know, as it stands now."""
    if hand.place:
        return [
            say("{place} is set: each unit you scan goes there at once.", place=hand.place),
            say("Another location is set instead; {place} again ends it.", place=hand.place),
        ]
    return [
        say("Units first, then the location: all of them go there."),
        say("A location first: each unit you scan after it goes there at once."),
    ]


def taken_words(taken: Taken) -> str:
    """What came in hand, and from where."""
    if taken.quantity:
        words = say("{quantity} {item} in hand", quantity=taken.quantity, item=taken.item)
    elif taken.box:
        words = say("{count} units of the label in hand", count=len(taken.box))
    else:
        words = say("{serial} in hand", serial=taken.serial)
    parts = [words, say("from {place}", place=taken.place)]
    if taken.order:
        parts.append(say("reserved for {order} as before", order=taken.order))
    if taken.corrected:
        parts.append(say("{old} is its old number", old=taken.corrected))
    return ", ".join(parts) + "."


def placed_words(placed: Placed) -> str:
    """What lies where now."""
    fields = {"place": placed.place, "number": placed.document, "count": grouped(placed.count)}
    taken = placed.taken
    if taken is not None and taken.serial and not taken.box:
        words = say("{serial} moved to {place} ({number}).", serial=taken.serial, **fields)
    elif placed.count == 1:
        words = say("1 unit moved to {place} ({number}).", **fields)
    else:
        words = say("{count} units moved to {place} ({number}).", **fields)
    if placed.already == 1:
        words += " " + say("1 was there already.")
    elif placed.already:
        words += " " + say("{count} were there already.", count=placed.already)
    return words


def set_words(done: PlaceSet) -> str:
    """What a scanned location means from now on."""
    if done.place:
        return say("{place} ({name}) is set.", place=done.place, name=done.name)
    return say("{place} is let go: units are taken in hand again.", place=done.before)


def reversed_words(done: Done) -> str:
    """What went back."""
    count = done.serials + done.quantity
    if count == 1:
        return say("{number} is reversed: 1 unit is back.", number=done.document)
    return say("{number} is reversed: {count} units are back.", number=done.document, count=count)


def _what(serial: str, quantity: int) -> str:
    if serial:
        return serial
    return say("1 unit") if quantity == 1 else say("{count} units", count=grouped(quantity))
