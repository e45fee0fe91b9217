"""The list of columns as rows, what their widths come to in words, and what cannot be a width."""

from models.language import say
from models.layout import FULL
from models.layout_columns import column_word
from models.refusals import Refusal
from tui.column_desk import ColumnDesk
from tui.widgets.cells import Row
from tui.widgets.signs import sign

TONES = {"ok": "bold #3FD1A4", "refused": "bold #FF9A56"}
BAR = 4
"""Percent of the page that a cell of a bar stands for."""


class ColumnOff(Refusal):
    """A width for a column that is not on the page."""

    template = "{column} is off: it has no width on the page."
    next_step = "Switch it on with Enter, then give it its width."


class NoWidth(Refusal):
    """Something typed that is no percentage."""

    template = "{text} is not a width."
    next_step = "Type a number from 1 to 100."


def total_words(missing: int) -> tuple[str, str]:
    """What the widths come to, in words beside a sign, and the tone of it."""
    here = FULL - missing
    if missing > 0:
        return say("✖ {total} % · {missing} missing", total=here, missing=missing), "refused"
    if missing < 0:
        return say("✖ {total} % · {over} too many", total=here, over=-missing), "refused"
    return say("✔ 100 % · the columns fill the page"), "ok"


def desk_rows(desk: ColumnDesk) -> list[Row]:
    """Those that are on with their widths, then the others."""
    on = [
        Row(
            column.id,
            (sign("☒"), column_word(column.id), f"{column.width} %", sign("█") * -(-column.width // BAR)),
        )
        for column in desk.columns
    ]
    off = [
        Row(column.id, (sign("☐"), column_word(column.id), say("off"), ""), "muted") for column in desk.off
    ]
    return [*on, *off]
