"""What a packer hears: each judged text once, on the scanner that read it and on the station (R1.9, R1.14).

A screen's verdict methods tell it as they speak, after the verb has committed: a beep is a commit. Whichever
verdict comes first is the text's own; one that ends without any was taken. What has no text behind it (a key)
sounds on the station alone, and only when something is wrong or whole.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tui.messages import Taken

if TYPE_CHECKING:
    from devices.feedback import Signal

Told = Literal["accepted", "refused", "complete", "unknown", "ask", "question", "aside", "kept"]
"""What a screen tells: `ask` stands in its band, a `question` has opened over it, `aside` lies in the tray beside what was
taken: it is heard as refused, and nobody has to see to it before the next scan."""

BELLS: Final[dict["Signal", int]] = {"accepted": 0, "complete": 0, "refused": 1, "kept": 2, "unknown": 3}
"""A terminal's bell has one tone, and terminals run bells together: silence is good, one is wrong, two apart
mean that the scan waits here, three that the item must be held."""
BELL_APART_S: Final = 0.3
ECHO: Final = ""  # told of a card's own echo: it has had its verdict


@dataclass
class Judging:
    """One text under judgement, and whether its verdict has been told."""

    taken: Taken
    card: bool = False
    told: Told | str | None = None
    over: bool = False


_now: ContextVar[Judging | None] = ContextVar("judging", default=None)


class Beeper:
    """`to_scanner` tells the scanner of that name, `on_station` sounds at the station; neither waits.
    `on_wrong` hears of each scanned text that a person must see to."""

    def __init__(
        self,
        to_scanner: "Callable[[str, Signal], None]",
        on_station: "Callable[[Signal], None]",
        on_wrong: Callable[[Taken], None] = lambda taken: None,
    ) -> None:
        self._to_scanner = to_scanner
        self._on_station = on_station
        self._on_wrong = on_wrong

    @contextmanager
    def judging(self, taken: Taken) -> Iterator[None]:
        """What is told meanwhile is the verdict on `taken`; a person who answers a question ends that."""
        judging = Judging(taken)
        token = _now.set(judging)
        try:
            yield
            if not judging.over and judging.told is None:
                self.tell("accepted")
        finally:
            judging.over = True
            _now.reset(token)

    def tell(self, told: Told) -> None:
        """Sound a verdict, once for each judged text."""
        judging = _now.get()
        if judging is None or judging.over:
            if told in ("refused", "complete", "unknown"):
                self._on_station(told)
            return
        signal = _signal(told, judging.card)
        if told in ("refused", "unknown", "ask") and judging.taken.how == "scanned":
            self._on_wrong(judging.taken)
        before, judging.told = judging.told, judging.told or told
        if before is None:
            if judging.taken.how == "scanned":
                self._to_scanner(judging.taken.source, signal)
            self._on_station(signal)
        elif before in ("accepted", "complete") and signal in ("refused", "unknown"):
            self._on_station(signal)  # kept, but what follows from it went wrong

    def card(self) -> None:
        """The text is a command card: the question it opens is what it is for, and no refusal."""
        if (judging := _now.get()) is not None:
            judging.card = True

    def echo(self) -> None:
        """The text is the echo of one that has had its verdict: nothing is heard of it."""
        if (judging := _now.get()) is not None:
            judging.told = ECHO

    def answered(self) -> None:
        """A person has answered: what comes now is the verdict on the answer."""
        if (judging := _now.get()) is not None:
            judging.over = True


def _signal(told: Told, card: bool) -> "Signal":
    if told == "question":
        return "accepted" if card else "refused"
    return "refused" if told == "ask" or told == "aside" else told  # noqa: PLR1714  # so that types follow
