"""What the screens of repairs show of one: its units as rows, its facts, and the words for its states."""

from models.language import say
from models.repairs import Repair, RepairUnit
from tui.widgets.cells import Column, Row
from tui.words import day, grouped, unit_state

SIGNS = {"listed": "○", "here": "…", "ready": "▸", "sent back": "✔", "written off": "✖", "reversed": "↺"}


def columns() -> tuple[Column, ...]:
    """Unit, item, what it left on, warranty, state, and what was done."""
    return (
        Column(say("Serial number"), 16, grows=True, middle=True),
        Column(say("Item"), 10, spare=4),
        Column(say("Sale"), 8),
        Column(say("Warranty"), 14, spare=1),
        Column(say("State"), 14),
        Column(say("Since"), 10, spare=2),
        Column(say("Done"), 16, spare=3),
    )


def row_of(n: int, unit: RepairUnit) -> Row:
    """One unit of a repair."""
    state = f"{SIGNS[unit.state]} {unit_state(unit.state)}"
    tone = {"ready": "ok", "sent back": "muted", "written off": "muted", "reversed": "muted"}.get(
        unit.state, ""
    )
    cells = (unit.serial, unit.item, unit.sale, warranty_words(unit), state, day(unit.at), unit.done)
    return Row(n, cells, tone)


def warranty_words(unit: RepairUnit) -> str:
    """Whether it was under warranty when it came in, and until when."""
    if not unit.warranty_until:
        return say("none")
    return f"✔ {unit.warranty_until}" if unit.in_warranty else f"✖ {unit.warranty_until}"


def facts_of(repair: Repair) -> list[str]:
    """What is said of it over its units."""
    parts = [
        say("{count} here", count=grouped(repair.here)) if repair.status == "open" else "",
        say("{count} marked", count=grouped(repair.ready)) if repair.ready else "",
        say("taken in {day}", day=day(repair.taken_in_at)) if repair.taken_in_at else "",
        say("fault: {text}", text=repair.fault) if repair.fault else "",
    ]
    return [part for part in parts if part]


def units_words(count: int) -> str:
    """So many units."""
    return say("1 unit") if count == 1 else say("{count} units", count=grouped(count))
