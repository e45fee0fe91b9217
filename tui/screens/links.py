"""Going along the chain: from a document to those it was made from and those that were made of it."""

from collections.abc import Sequence
from typing import Any

from models.language import say
from models.orders import Linked
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.cells import Row
from tui.words import status_word


async def go_along(screen: StationScreen[Any], linked: Sequence[Linked]) -> None:
    """Open the document, or one of several."""
    from tui.jumping import document_screen

    rows = [Row(one.number, (one.number, status_word(one.status) if one.status else "")) for one in linked]
    chosen: object = rows[0].key if len(rows) == 1 else None
    if chosen is None:
        chosen = await screen.ask(Choose(say("Which document?"), rows))
    if chosen is not None and (opened := document_screen(str(chosen))) is not None:
        screen.idle()
        await screen.go(opened)
