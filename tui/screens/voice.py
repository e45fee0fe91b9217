"""What a screen says: its verdict band, and the bell."""

import time
from collections.abc import Awaitable

from models.language import say
from models.refusals import Ask, OutcomeUnknown, Refusal
from tui.widgets.verdict_band import VerdictBand


class Voice:
    """Speaks through `band`; the screen it belongs to gives `hint` and `ring`."""

    band: VerdictBand
    asked_at = 0.0
    """When it last asked something, in the clock of every scan."""

    def hint(self) -> str:
        """What to do now, in the station's language; stands in the band until the first verdict."""
        return ""

    def ring(self) -> None:
        """Sound the bell."""
        raise RuntimeError("no bell")

    def ok(self, sentence: str, next_step: str = "") -> None:
        """An accepted scan or a finished command."""
        self.band.show("ok", say("OK"), sentence, next_step)

    def noted(self, sentence: str, next_step: str = "") -> None:
        """Nothing was done, and that was wanted: neither right nor wrong."""
        self.band.show("idle", "", f"{sentence} {next_step}".strip())

    def refused(self, sentence: str, next_step: str = "") -> None:
        """Nothing was done; says why, and rings."""
        self.band.show("refused", say("REFUSED"), sentence, next_step)
        self.ring()

    def asked(self, sentence: str, next_step: str = "") -> None:
        """A person must decide."""
        self.band.show("ask", say("ASK"), sentence, next_step)
        self.asked_at = time.monotonic()

    def unknown(self, sentence: str, next_step: str = "") -> None:
        """Nobody knows whether it was kept: the item must not go on."""
        hold = say("UNKNOWN - hold the item")
        self.band.show("unknown", hold, sentence, next_step)
        self.ring()

    def also(self, words: str) -> None:
        """Say something more beside what stands there."""
        band = self.band
        if band.verdict == "idle":
            band.show("idle", "", f"{band.sentence} {words}".strip())
        else:
            band.show(band.verdict, band.word, band.sentence, f"{band.next_step} {words}".strip())

    def idle(self) -> None:
        """Back to the hint."""
        self.band.show("idle", "", self.hint())

    async def guarded(self, work: Awaitable[None]) -> None:
        """Await `work`; a Refusal is shown instead of raised."""
        try:
            await work
        except OutcomeUnknown as refusal:
            self.unknown(refusal.sentence, refusal.next)
        except Ask as refusal:
            self.asked(refusal.sentence, refusal.next)
        except Refusal as refusal:
            self.refused(refusal.sentence, refusal.next)
