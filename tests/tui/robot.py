"""A robot that works at the station as an operator does: it scans, presses, types and reads. It waits for
facts only.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from tui.app import StationApp
from tui.messages import Scanned, Taken
from tui.widgets.paged_table import PagedTable
from tui.widgets.verdict_band import Verdict

PATIENCE_S = 20.0
KEYED_S = 0.06
SCANNED_S = 0.002
APART_S = 0.3
REST_S = 0.01

NAMES = {
    " ": "space",
    "?": "question_mark",
    ":": "colon",
    "*": "asterisk",
    "-": "minus",
    "+": "plus",
    ".": "full_stop",
}
CHARACTERS = {name: character for character, name in NAMES.items()} | {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
}


class Robot:
    """One operator at one running station."""

    def __init__(self, app: StationApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot
        self._at = asyncio.get_running_loop().time()

    async def scan(self, *texts: str, scanner: str = "scanner 1") -> None:
        """Read codes with a serial scanner, one after another, and wait for the last verdict."""
        for text in texts:
            self.app.post_message(Scanned(Taken(text, "scanned", scanner, self._next(APART_S))))
        await self.settle()

    async def wedge(self, *texts: str) -> None:
        """Read codes with a keyboard-wedge scanner."""
        for text in texts:
            self.send_wedge(text)
        await self.settle()

    def send_wedge(self, text: str) -> None:
        """The keystrokes of one wedge scan, without waiting for what they do."""
        self._key(text[0], KEYED_S)
        for character in text[1:]:
            self._key(character, SCANNED_S)
        self._key("enter", SCANNED_S)

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each after the last one has had its effect."""
        for key in keys:
            empty = not self.app.keyboard.wedge.text
            self._key(key, APART_S if empty and key in {"enter", "tab"} else KEYED_S)
            await self.settle()

    async def types(self, text: str) -> None:
        """Type letters by hand, without Enter."""
        for character in text:
            self._key(character, KEYED_S)
        await self.settle()

    async def enters(self, text: str) -> None:
        """Type letters by hand, then Enter."""
        await self.types(text)
        await self.press("enter")

    async def pastes(self, text: str) -> None:
        """Paste, as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    def text(self) -> str:
        """What the screen on top shows, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def sees(self, *texts: str) -> None:
        """Every one of `texts` is on the screen, whole, on one row."""
        shown = self.text()
        for text in texts:
            assert text in shown, f"{text!r} is not on the screen:\n{shown}"

    def sees_not(self, *texts: str) -> None:
        """None of `texts` is on the screen."""
        shown = self.text()
        for text in texts:
            assert text not in shown, f"{text!r} is on the screen:\n{shown}"

    def ok(self, *texts: str) -> None:
        """The band says OK, with these words."""
        self.verdict("ok", *texts)

    def refused(self, *texts: str) -> None:
        """The band says REFUSED, with these words."""
        self.verdict("refused", *texts)

    def verdict(self, verdict: Verdict, *texts: str) -> None:
        """The band says `verdict`, with these words."""
        band = self.app.station_screen.band
        said = f"{band.sentence} {band.next_step}"
        assert band.verdict == verdict, f"{band.verdict}: {said}\n{self.text()}"
        for text in texts:
            assert text in said, f"{text!r} is not in {said!r}"

    async def settle(self) -> None:
        """Wait until everything sent has had its effect, or a question waits for an answer.

        Twice the station only looks at rest; then each of its parts is asked whether it has done all it was told.
        """
        end = asyncio.get_running_loop().time() + PATIENCE_S
        calm = 0
        while calm < 3:
            if calm < 2:
                await asyncio.sleep(REST_S)
            else:
                await self._pilot.pause(REST_S)
            if self.app._exit:
                return
            calm = calm + 1 if self._rests() else 0
            assert asyncio.get_running_loop().time() < end, f"the station never came to rest:\n{self.text()}"

    def _rests(self) -> bool:
        parts = self.app.screen.walk_children(with_self=True)
        return (
            self.app.keyboard.wedge.due is None
            and self.app.pump.idle
            and not self.app.message_queue_size
            and not any(
                part.message_queue_size or (isinstance(part, PagedTable) and part.fetching) for part in parts
            )
        )

    def _next(self, gap: float) -> float:
        self._at = max(asyncio.get_running_loop().time(), self._at + gap)
        return self._at

    def _key(self, key: str, gap: float) -> None:
        character = key if len(key) == 1 else CHARACTERS.get(key)
        event = events.Key(NAMES.get(key, key), character)
        event.time = self._next(gap)
        self.app.post_message(event)


@asynccontextmanager
async def station(app: StationApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Robot]:
    """The station, open and at rest on a screen of this size."""
    async with app.run_test(size=size) as pilot:
        robot = Robot(app, pilot)
        await robot.settle()
        yield robot
