"""A move on the command line: what went from where to where."""

from models.moving_hand import Move
from tui.commandline.output import put, put_columns
from tui.words import day_and_clock, status_word

WIDTHS = (4, 24, 16, 12, 2, 0)


def put_move(move: Move) -> None:
    """Its state, then each unit or quantity with its two locations."""
    put(f"MV {move.number}")
    put(f"  {status_word(move.status)}  {day_and_clock(move.posted_at or move.created_at)}  {move.station}")
    for unit in move.units:
        what = unit.serial or str(unit.quantity)
        put_columns(
            ("", what, unit.item, unit.from_place, ">" if unit.to_place else "", unit.to_place), WIDTHS
        )
