"""What the screen of a return to a supplier shows: its lines as rows, and its facts."""

from models.goods_lines import GoodsLine
from models.language import say
from models.supplier_return_lines import SupplierReturn
from tui.widgets.cells import Column, Row
from tui.words import day, grouped


def columns() -> tuple[Column, ...]:
    """Line, item, and how many go back of how many."""
    return (
        Column("", 3, right=True),
        Column(say("Item"), 10),
        Column(say("Name"), 20, grows=True),
        Column(say("Goes back"), 10, right=True),
        Column(say("At most"), 8, right=True),
        Column(say("Received"), 9, right=True, spare=1),
        Column(say("Location"), 9, spare=2),
    )


def facts_of(back: SupplierReturn) -> list[str]:
    """What is said of it over its lines."""
    told = (
        say("reason: {text}", text=back.reason) if back.reason else "",
        say("posted {day}", day=day(back.posted_at)) if back.posted_at else "",
        say("The purchase order does not open again by itself."),
    )
    return [part for part in told if part]


def row_of(line: GoodsLine, *, draft: bool) -> Row:
    """One line: what goes back, and on a draft, of how many at most."""
    count = f"✔ {grouped(line.quantity)}" if line.quantity else "0"
    most = grouped(line.outstanding) if draft else ""
    cells = (str(line.line_no), line.item, line.name, count, most, grouped(line.ordered), line.location)
    return Row(line.line_no, cells, "ok" if line.quantity else "")
