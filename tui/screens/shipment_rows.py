"""A shipment as rows: its lines while it is picked, its serial numbers once it has left. Words only, refusals too."""

from collections.abc import Sequence

from models.documents import DeliveryLine
from models.language import say
from models.receiving import GoodsLine
from models.refusals import Refusal
from models.shipping import Shipment
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import ROWS_MAX


class NoSerialLine(Refusal):
    """A list of units was asked for where there are none."""

    template = "{item} has no serial numbers."
    next_step = "Press + and type how many you take."


class HasSerials(Refusal):
    """A quantity was asked for where every unit counts."""

    template = "{item} is picked unit by unit."
    next_step = "Scan its units, or press Enter for its list."


class OnlyQuantities(Refusal):
    """What is left was picked by quantity before this screen was opened."""

    template = "Only quantities are left on {number}."
    next_step = "Choose the line and press Del to put some back."


def shipped_columns() -> tuple[Column, ...]:
    """The columns of a shipment that has left: a serial number of any length has the room."""
    return (
        Column(say("Item"), 14),
        Column(say("Name, serial numbers"), 40, grows=True),
        Column(say("Shipped"), 14),
    )


def columns() -> tuple[Column, ...]:
    """The columns of a shipment that is picked."""
    return (
        Column(say("Item"), 14),
        Column(say("Name"), 22, grows=True),
        Column(say("Shelf"), 10, spare=2),
        Column(say("Picked"), 14),
        Column("", 14, spare=1),
    )


def picking_row(line: GoodsLine) -> Row:
    """A line that is being picked."""
    count = say("{done} of {total}", done=line.entered, total=line.quantity)
    full = line.entered >= line.quantity
    sign = "✔" if full else "…" if line.entered else "○"
    reserved = say("{count} reserved", count=line.reserved) if line.reserved else ""
    cells = (line.item, line.name, line.location, f"{sign} {count}", reserved)
    return Row(line.line_no, cells, "ok" if full else "")


def shipped_rows(lines: Sequence[DeliveryLine]) -> list[Row]:
    """Each line with the serials that left on it; what does not fit is counted."""
    rows: list[Row] = []
    for line in lines:
        count = say("{done} of {total}", done=line.delivered, total=line.ordered)
        sign = "✔" if line.delivered == line.ordered else "…"
        rows.append(Row(("", line.item), (line.item, line.name, f"{sign} {count}")))
        rows += [Row((serial, line.item), ("", serial, ""), "muted") for serial in line.serials]
    if len(rows) <= ROWS_MAX:
        return rows
    left = len(rows) - ROWS_MAX + 1
    more = say("… and {count} more: see the delivery note", count=left)
    return [*rows[: ROWS_MAX - 1], Row(("", ""), ("", more, ""), "muted")]


def heading(shipment: Shipment, here: str) -> str:
    """Number, order, customer; and the other station, if it was begun at one."""
    head = say(
        "{number} · {order} · {customer}",
        number=shipment.number,
        order=shipment.order,
        customer=shipment.party,
    )
    if shipment.status == "draft" and shipment.station != here:
        return say("{head} · begun at {station}", head=head, station=shipment.station)
    return head


def missing(shipment: Shipment) -> list[GoodsLine]:
    """Lines that are short even when what the order reserved is counted."""
    return [ln for ln in shipment.lines if ln.entered + _promised(ln) < ln.quantity]


def promised(shipment: Shipment) -> int:
    """Units chosen on the order that fill lines which are short, and were not scanned."""
    return sum(_promised(line) for line in shipment.lines)


def _promised(line: GoodsLine) -> int:
    return min(line.reserved, line.quantity - line.entered) if line.has_serials else 0
