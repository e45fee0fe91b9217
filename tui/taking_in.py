"""What was kept here is taken in, on a person's word: each scan goes the way a live one goes, on the screen it was meant for.

The screens open one after another, each scan is one piece of work in the station's line, and a question on the way waits for its
answer. What is accepted leaves the list; what is not stays, with the words it met (R37). Esc on the way stops it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, cast

from models import lookup
from models.fields import moment
from models.kept_here import KeptScan, Meant
from models.refusals import BookAway, Refusal
from models.refusals_away import ListClosed, NothingCameOfIt, NoUnit, StandsElsewhere
from tui.away import Away
from tui.jumping import document_screen, kind_word
from tui.messages import How, Taken
from tui.screens.base import StationScreen
from tui.under_way import UnderWay, judging

if TYPE_CHECKING:
    from tui.screens.kept import KeptScreen

LOOK_S: Final = 0.01
SCREENS_MAX: Final = 20
"""Screens that may lie over the one a scan was meant for."""
NO_UNITS: Final = {"operator", "location"}


def places(waiting: Sequence[KeptScan]) -> list[list[KeptScan]]:
    """The scans by what they were meant for, in the order of its first one; within it as they were scanned."""
    found: dict[tuple[str, str, int], list[KeptScan]] = {}
    for scan in waiting:
        meant = scan.meant
        key = (
            ("", meant.screen, 0) if meant.screen == "move" else (meant.document, meant.screen, meant.line_id)
        )
        found.setdefault(key, []).append(scan)
    return list(found.values())


def screen_for(meant: Meant) -> StationScreen[Any]:
    """The screen a scan was meant for."""
    if meant.screen == "list":
        from tui.screens.serial_entry import SerialEntry

        return SerialEntry(meant.line_id)
    if meant.screen == "move":
        from tui.screens.move import MoveScreen

        return MoveScreen()
    if meant.document.startswith("CT"):
        from tui.screens.count import CountScreen

        return CountScreen(meant.document)
    found = document_screen(meant.document)
    assert found is not None, meant
    return found


def taken_of(scan: KeptScan) -> Taken:
    """The scan as it came, with the pace it came at."""
    return Taken(scan.text, cast("How", scan.how), scan.source, moment(scan.at).timestamp(), raw=scan.raw)


class TakingIn:
    """Takes in everything that waits, from `home`, the screen that lists it. `taken` counts what was accepted."""

    def __init__(self, away: Away, home: "KeptScreen") -> None:
        self._away = away
        self._home = home
        self._app = home.station
        self.taken = 0

    async def run(self) -> None:
        """Take all in, then say on the list what became of it."""
        self._away.taking, trouble = True, None
        try:
            for scans in places(await asyncio.to_thread(self._away.store.waiting)):
                if not await self._place(scans):
                    break
        except Refusal as refusal:  # this station's own file
            trouble = refusal
        finally:
            self._away.taking = False
        await self._back_to(self._home)
        await self._turn(lambda: self._home.taken_in(self.taken, trouble))

    async def _place(self, scans: Sequence[KeptScan]) -> bool:
        """Those for one screen; False when nothing more can be taken in now."""
        if self._app.station_screen is not self._home:
            return False
        screen = screen_for(scans[0].meant)
        await self._turn(lambda: self._home.go(screen))
        for before, scan in pairwise([None, *scans]):
            assert scan is not None
            if self._app.station_screen is not screen:
                return False
            stand = before is None or before.meant.state != scan.meant.state
            under = UnderWay(taken_of(scan), scan.operation, screen.meant(), scan)
            await self._turn(lambda under=under, stand=stand: self._judge(screen, under, stand))  # type: ignore[misc]
            await self._back_to(screen)
            if under.verdict in {"kept", "unknown"}:
                return False
            if not await self._settled(screen, under) and under.blocks:
                break
        await self._back_to(self._home)
        return True

    async def _judge(self, screen: StationScreen[Any], under: UnderWay, stand: bool) -> None:
        with judging(under):
            await screen.guarded(_tried(screen, under, stand))

    async def _settled(self, screen: StationScreen[Any], under: UnderWay) -> bool:
        """Whether it counts now; else it stays, with what was said of it."""
        scan, store = under.again, self._away.store
        assert scan is not None
        self._not_in_tray(under.taken)
        if accepted(under) or (not under.verdict and screen.meant() != under.meant):
            await asyncio.to_thread(store.settle, scan, "taken")
            self.taken += 1
        else:
            nothing = NothingCameOfIt(text=scan.text, document=scan.meant.named)
            await asyncio.to_thread(store.answered, scan, under.words or str(nothing))
        await self._away.count()
        return accepted(under)

    def _not_in_tray(self, taken: Taken) -> None:
        """What lies beside another code of its pull stays in this list, not in the tray as well."""
        tray = self._app.board.unclaimed
        for one in [one for one in tray if one is taken]:
            tray.remove(one)

    async def _back_to(self, screen: StationScreen[Any]) -> None:
        """Close what lies over `screen`, as a person would; a question waits for its answer."""
        for _ in range(SCREENS_MAX):
            top = self._app.station_screen
            if top is screen or screen not in self._app.screen_stack:
                return
            await self._turn(top.leave)

    async def _turn(self, work: Callable[[], Awaitable[None]]) -> None:
        """Have `work` done in the station's line; back when it is done, or rests on a screen that is no question."""
        done = asyncio.Event()

        async def carried_out() -> None:
            try:
                await work()
            finally:
                done.set()

        while not self._app.pump.offer(carried_out):
            await asyncio.sleep(LOOK_S)
        while not done.is_set():
            await asyncio.sleep(LOOK_S)
            if self._app.pump.idle and not self._app.station_screen.is_question and not done.is_set():
                return


async def _tried(screen: StationScreen[Any], under: UnderWay, stand: bool) -> None:
    """Judge one on its screen. Raises what keeps it from being judged there."""
    scan = under.again
    assert scan is not None
    if under.meant is None:
        if screen.station.clerk.gone:
            raise BookAway()
        raise ListClosed(document=scan.meant.named)
    if stand and not screen.stands(scan.meant.state):
        under.blocks = True
        raise StandsElsewhere(place=scan.meant.state or "-")
    found = await screen.do(lookup.find, text=scan.text)
    if found and found[0].kind in NO_UNITS:
        under.blocks = found[0].kind == "location"
        raise NoUnit(text=scan.text, what=kind_word(found[0].kind), document=scan.meant.named)
    screen.idle()
    await screen.received(under.taken)


def accepted(under: UnderWay) -> bool:
    """Whether the scan's own verdict was good, and came from a screen that takes units."""
    return under.verdict == "ok" and under.speaker is not None and under.speaker.meant() is not None


async def show_kept(screen: StationScreen[Any], away: Away) -> None:
    """Open the list of what is kept here over `screen`; one that was chosen there is used on `screen`."""
    from tui.screens.kept import KeptScreen

    if screen.band.sentence == away.notice:
        screen.idle()
    scan = await screen.ask(KeptScreen(away))
    if scan is None:
        return
    taken = taken_of(scan)
    with judging(UnderWay(taken, scan.operation, screen.meant(), scan)) as under:
        await screen.guarded(screen.received(taken))
    if accepted(under) or under.verdict == "ask":
        await asyncio.to_thread(away.store.settle, scan, "used")
    elif under.verdict == "refused":
        await asyncio.to_thread(away.store.answered, scan, under.words)
    await away.count()
