"""At the start: the dialog the station was in when it stopped, whatever stopped it, opens again with every scan in it."""

from typing import Any

from models.language import say
from models.unfinished import Unfinished
from tui.screens.base import StationScreen


async def go_on_with(screen: StationScreen[Any], found: Unfinished) -> None:
    """Open the document of `found` over `screen`, and its serial list over that; say what was kept."""
    from tui.screens.serial_entry import SerialEntry

    await screen.go(_document(found))
    if found.kind in {"GR", "AD"}:
        await screen.station.station_screen.go(SerialEntry(found.line_id))
    top = screen.station.station_screen
    count = (
        say("{count} of {wanted}", count=found.count, wanted=found.wanted)
        if found.wanted
        else str(found.count)
    )
    top.ok(
        say(
            "Going on with {document}, {item}: {count} kept.",
            document=found.document,
            item=found.item,
            count=count,
        ),
        say("Scan the next one; Esc leaves it for later."),
    )


def _document(found: Unfinished) -> StationScreen[Any]:
    from tui.jumping import count_screen, document_screen

    if found.kind == "MV":
        from tui.screens.move import MoveScreen

        return MoveScreen()
    if found.kind == "CT":
        return count_screen(found.document, "draft")
    screen = document_screen(found.document, found.kind)
    assert screen is not None
    return screen
