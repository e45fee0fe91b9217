"""Errors are acknowledged (R3.5): after a refused scan no further scan is applied until a person has seen it.

A packer looks at the goods and scans on; what comes after an error that was not heard must not count. Those
scans are refused aloud, counted in the band and written into the journal. Enter, Esc or CMD.OK goes on; a text
typed by hand does too, for whoever types has seen the screen. A scanner whose own refusal disables it (Datalogic)
is let go by the same keys, whether the station is set to wait or not.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from models.language import say
from tui.messages import Taken

if TYPE_CHECKING:
    from tui.screens.base import StationScreen

KEYS: Final = frozenset({"enter", "escape"})
ECHO_S: Final = 1.0
"""The same label again within this time of its last sighting is its echo, no further scan."""
CARD: Final = "OK"


class Latch:
    """`wanted` is the station's setting; `held` says whether a scanner waits, `let_go` lets all of them read."""

    def __init__(
        self,
        wanted: bool = False,
        held: Callable[[], bool] = lambda: False,
        let_go: Callable[[], None] = lambda: None,
    ) -> None:
        self._wanted = wanted
        self._held = held
        self._let_go = let_go
        self._last: Taken | None = None
        self.ignored = 0
        """Scans refused since, which a person must scan again."""

    @property
    def due(self) -> bool:
        """Whether a person must still say that the refusal was seen."""
        return self._last is not None or self._held()

    def wrong(self, taken: Taken) -> None:
        """A scan was refused or asked about."""
        if self._wanted:
            self._last = taken

    def words(self) -> str:
        """What the band says below its verdict; "" when nothing waits."""
        if self._last is None:
            return say("The scanner waits: Enter lets it read again.") if self._held() else ""
        return f"{self._ignored()} {say('Enter goes on.')}" if self.ignored else say("Enter goes on.")

    async def stops(self, screen: "StationScreen[Any]", taken: Taken) -> bool:
        """True when `taken` goes no further: it acknowledged, or came before anybody did."""
        if not self.due:
            return False
        if taken.how != "scanned":
            self.answered(screen)
            return False
        locked = self._last is not None
        if _is_ok(taken):
            self.acknowledge(screen)
            if locked:
                screen.station.board.last_card = (CARD, taken.at)
            return locked
        if locked:
            await self._ignore(screen, taken)
        return locked

    def acknowledge(self, screen: "StationScreen[Any]") -> None:
        """A person has seen it; the band makes way for what to do now."""
        ignored = self._ignored() if self.ignored else ""
        self._clear()
        if screen.band.verdict not in {"refused", "unknown"}:
            screen.renew()
            screen.also(ignored)
        elif ignored:
            screen.noted(ignored)
        else:
            screen.idle()

    def takes_key(self, screen: "StationScreen[Any]", key: str) -> bool:
        """Enter or Esc while something waits: acknowledges, and does nothing else. A question is answered by
        its own keys, which acknowledge as well."""
        if key not in KEYS or not self.due:
            return False
        asks = screen.band.verdict == "ask" and any(
            command.id == "yes" and screen.allowed(command) for command in screen.all_commands()
        )
        answers = (screen.is_question and screen.band.verdict == "idle") or (asks and key == "escape")
        if answers:
            self.answered(screen)
        else:
            self.acknowledge(screen)
        return not answers

    def answered(self, screen: "StationScreen[Any]") -> None:
        """A person has answered a question: that acknowledges."""
        self._clear()
        screen.renew()

    def _clear(self) -> None:
        self._last = None
        self.ignored = 0
        self._let_go()

    def _ignored(self) -> str:
        if self.ignored == 1:
            return say("1 scan ignored: scan it again.")
        return say("{count} scans ignored: scan them again.", count=self.ignored)

    async def _ignore(self, screen: "StationScreen[Any]", taken: Taken) -> None:
        last, self._last = self._last, taken
        if last is not None and last.text == taken.text and 0 <= taken.at - last.at <= ECHO_S:
            screen.station.ears.beeper.echo()
            return
        from models import journal
        from models.refusals_scan import NotAcknowledged

        self.ignored += 1
        refusal = NotAcknowledged(text=taken.text or taken.raw.hex(" "))
        stands = screen.band.verdict in {"refused", "unknown", "ask"}
        await screen.guarded(
            screen.do(
                journal.refused,
                text=taken.text,
                how=taken.how,
                source=taken.source,
                raw=taken.raw,
                refusal=refusal,
            )
        )
        if stands:  # what was wrong first stays in sight
            screen.tell("refused")
            screen.renew()
        else:
            screen.refused(refusal.sentence, refusal.next)


def _is_ok(taken: Taken) -> bool:
    from models.codes import COMMAND, Command, parse

    if taken.fault is not None or COMMAND not in taken.text:
        return False
    code = parse(taken.text)
    return isinstance(code, Command) and code.name == CARD
