"""What a screen says: its verdict band, and what is heard of it."""

import time
from collections.abc import Awaitable

from models.language import say
from models.refusals import Ask, BookAway, OutcomeUnknown, Refusal
from tui.beeper import Told
from tui.widgets.verdict_band import Verdict, VerdictBand


class Voice:
    """Speaks through `band`; the screen it belongs to gives `hint`, `tell` and `note`."""

    band: VerdictBand
    asked_at = 0.0
    """When it last asked something, in the clock of every scan."""

    def hint(self) -> str:
        """What to do now, in the station's language; stands in the band until the first verdict."""
        return ""

    def heard(self, verdict: Verdict, words: str) -> None:
        """Whoever judges a scan learns what was said of it."""

    def tell(self, told: Told) -> None:
        """Let the verdict be heard."""
        raise RuntimeError("nobody hears it")

    def note(self) -> str:
        """What a person must do before anything else, or ""."""
        return ""

    def ok(self, sentence: str, next_step: str = "") -> None:
        """An accepted scan or a finished command."""
        self._say("ok", say("OK"), sentence, next_step, "accepted")

    def complete(self, sentence: str, next_step: str = "") -> None:
        """Accepted, and nothing is missing now."""
        self._say("ok", say("COMPLETE"), sentence, next_step, "complete")

    def noted(self, sentence: str, next_step: str = "") -> None:
        """Nothing was done, and that was wanted: neither right nor wrong."""
        self._say("idle", "", f"{sentence} {next_step}".strip())

    def refused(self, sentence: str, next_step: str = "") -> None:
        """Nothing was done; says why, aloud."""
        self._say("refused", say("REFUSED"), sentence, next_step, "refused")

    def asked(self, sentence: str, next_step: str = "") -> None:
        """A person must decide."""
        self._say("ask", say("ASK"), sentence, next_step, "ask")
        self.asked_at = time.monotonic()

    def unknown(self, sentence: str, next_step: str = "") -> None:
        """Nobody knows whether it was kept: the item must not go on."""
        hold = say("UNKNOWN - hold the item")
        self._say("unknown", hold, sentence, next_step, "unknown")

    def kept_here(self, sentence: str, next_step: str = "") -> None:
        """Not in the book, and not lost: it lies on this station's own disk until the book is back."""
        self._say("kept", say("KEPT HERE"), sentence, next_step, "kept")

    async def lost(self, refusal: OutcomeUnknown | BookAway) -> None:
        """The book could not be reached."""
        if isinstance(refusal, OutcomeUnknown):
            self.unknown(refusal.sentence, refusal.next)
        else:
            self.refused(refusal.sentence, refusal.next)

    def also(self, words: str) -> None:
        """Say something more beside what stands there."""
        band = self.band
        if band.verdict == "idle":
            band.show("idle", "", f"{band.sentence} {words}".strip())
        else:
            band.show(band.verdict, band.word, band.sentence, f"{band.next_step} {words}".strip())

    def idle(self) -> None:
        """Back to the hint."""
        self._say("idle", "", self.hint())

    def renew(self) -> None:
        """The same verdict, with what a person must do now."""
        band = self.band
        if band.note != self.note():
            band.note = self.note()
            band.show(band.verdict, band.word, band.sentence, band.next_step)

    def _say(
        self, verdict: Verdict, word: str, sentence: str, next_step: str = "", told: Told | None = None
    ) -> None:
        self.heard(verdict, f"{sentence} {next_step}".strip())
        if told is not None:
            self.tell(told)
        self.band.note = self.note()
        self.band.show(verdict, word, sentence, next_step)

    async def guarded(self, work: Awaitable[None]) -> None:
        """Await `work`; a Refusal is shown instead of raised."""
        try:
            await work
        except (OutcomeUnknown, BookAway) as refusal:
            await self.lost(refusal)
        except Ask as refusal:
            self.asked(refusal.sentence, refusal.next)
        except Refusal as refusal:
            self.refused(refusal.sentence, refusal.next)
