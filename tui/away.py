"""The station goes on without its server (R37): while the book is away, scans are kept here, and they are taken in later.

A scan is judged as ever; where its verb finds the book gone, it is written to this station's own file under the operation id it
was tried with, and said to be KEPT HERE. When a person asks for it, each goes the same way once more (`tui.taking_in`).
"""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from models.kept_here import KeptHere, KeptScan
from models.language import say
from models.refusals import BookAway, OutcomeUnknown, Refusal
from models.refusals_away import CannotKeep, KeptUnreadable, NoDocumentNow, NoListNow
from tui.messages import Taken
from tui.screens.written import several
from tui.under_way import UnderWay, judging, scan_under_way

if TYPE_CHECKING:
    from tui.app import StationApp
    from tui.screens.base import StationScreen

DOCUMENT: Final = re.compile(
    r"(\]..)?(PO|GR|AD|QU|SO|SH|IN|CN|CT|MV|SC|RP|RS|LC)-D?[0-9]{1,12}", re.IGNORECASE
)
"""How the number of a document looks: it would open something, or post it, and the book is needed for either."""


class Away:
    """Keeps scans in `store`; `new_id` makes the id of each scan before it is sent anywhere. `taking` is True while kept
    ones are taken in: then nothing else is judged."""

    def __init__(self, app: "StationApp", store: KeptHere, new_id: Callable[[], str]) -> None:
        self._app = app
        self.store = store
        self._new_id = new_id
        self.taking = False
        self.notice = ""
        """What the screen on top was given to say of what waits."""

    async def receive(self, screen: "StationScreen[Any]", taken: Taken) -> None:
        """Judge one text on `screen` under ids of its own; without the book it is kept, not tried."""
        if self.taking:
            screen.keep_aside(taken)
            return
        with judging(UnderWay(taken, self._new_id(), meant := screen.meant())):
            if not self._app.clerk.gone:
                await screen.received(taken)
            elif not screen.takes(taken):
                screen.keep_aside(taken)
            elif meant is not None:
                await screen.lost(BookAway())
            else:
                sentence = say("The book is away: {text} was not looked up.", text=taken.text)
                screen.refused(sentence, say("Scan it again when the book is back."))

    async def lost(self, screen: "StationScreen[Any]", lost: OutcomeUnknown | BookAway) -> bool:
        """The book was not reached for what `screen` does: True when that was the judging of a scan, which is kept now."""
        scan = scan_under_way()
        if scan is None or scan.meant is None:
            return False
        if scan.ended:
            return True
        try:
            await self._keep(screen, scan)
        except (CannotKeep, KeptUnreadable) as trouble:
            if isinstance(lost, OutcomeUnknown):
                screen.unknown(lost.sentence, lost.next)
                screen.also(trouble.sentence)
            else:
                screen.refused(trouble.sentence, trouble.next)
        except Refusal as refusal:
            screen.refused(refusal.sentence, refusal.next)
        scan.ended = True
        return True

    async def count(self) -> int:
        """How many wait, said in the top row. Raises CannotKeep, KeptUnreadable."""
        waiting = await asyncio.to_thread(self.store.waiting)
        self._app.board.kept_here = len(waiting)
        self._app.show_standing()
        return len(waiting)

    async def _keep(self, screen: "StationScreen[Any]", scan: UnderWay) -> None:
        taken, meant = scan.taken, scan.meant
        assert meant is not None
        if scan.again is not None:
            screen.kept_here(say("{text} goes on waiting: the book is away again.", text=taken.text))
            return
        if DOCUMENT.fullmatch(taken.text.strip()):
            raise NoDocumentNow(text=taken.text.strip(), document=meant.named)
        if taken.how == "pasted" or several(taken) is not None:
            raise NoListNow()
        same = await asyncio.to_thread(
            self.store.keep,
            scan.id,
            meant,
            text=taken.text,
            how=taken.how,
            source=taken.source,
            raw=taken.raw,
            operator=self._app.board.standing.operator,
            ago=asyncio.get_running_loop().time() - taken.at if taken.at else 0.0,
        )
        await self.count()
        screen.kept_here(_words(taken.text, same, scan), say("Put it aside with its document."))


def _words(text: str, same: tuple[KeptScan, ...], scan: UnderWay) -> str:
    """What is said of a scan that is kept; that the same text waits already is told, and judged when the book is back."""
    text = text.strip()
    if not same:
        return say("{text} waits for the book.", text=text)
    here = sum(1 for one in same if one.meant == scan.meant)
    if here:
        return say("{text} waits for the book, {count} times now.", text=text, count=here + 1)
    return say("{text} waits for the book, and for {document} too.", text=text, document=same[-1].meant.named)
