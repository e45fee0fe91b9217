"""Keystrokes become whole texts and presses of command keys, exactly, at any speed. Pure: no screen, no
clock.

A keyboard-wedge scanner and a person type through the same keyboard. Rules:
* Only a terminator ends a text: Enter, LF alone, TAB at scanner speed, ETX after STX. A pause never does.
* A second terminator of the same scan (CR LF, CR CR) does nothing.
* On an empty field a key that may be a command waits HOLD_S for another: a scan may start with any letter.
* Control characters are data (GS, RS, EOT …), whether the terminal sends them as bytes or by name.
* Escape waits too: over a slow line an arrow key arrives as Escape, "[" and "A", and is put together here.
* What cannot be trusted is an entry with a fault, never a shorter or a glued text.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tui.widgets.strokes import SPLIT_KEYS, Stroke

HOLD_S = 0.08
ESCAPE_HOLD_S = 0.15
SPLIT_S = 0.4
"""How long the rest of a split key sequence may take from one byte to the next."""
BURST_S = 0.035
"""Average seconds between characters below which no person types."""
BURST_MIN = 4
TAIL_MIN = 6
SLOW_S = 0.06
QUIET_S = 0.25
"""Seconds after a text in which another terminator belongs to the same scan."""
LENGTH_MAX = 2_000
"""Characters in one text; more is refused whole."""


@dataclass(frozen=True)
class Entry:
    """One whole text. `how` is "scanned" or "keyed"; `fault` is None, too-long, mixed or control-keys."""

    text: str
    how: Literal["scanned", "keyed"]
    fault: str | None = None


@dataclass(frozen=True)
class Press:
    """A key that is not part of a text; `character` is what it would type if no command wants it."""

    key: str
    character: str | None
    at: float


class Wedge:
    """The one text being entered at this station. Screens show it and none owns it, so none can lose half."""

    def __init__(self) -> None:
        self._strokes: list[tuple[str, float]] = []
        self._held: Stroke | None = None
        self._split: tuple[str, float] | None = None
        self._ended = float("-inf")
        self._after_cr = False
        self._framed = False
        self._over = False
        self._tainted = False
        self.space_acts = False
        """Whether Space on an empty field may be a command, as a letter may."""

    @property
    def text(self) -> str:
        """What has been typed so far."""
        return "".join(character for character, _ in self._strokes)

    @property
    def due(self) -> float | None:
        """When `release` should be called, in the strokes' clock; None when nothing waits."""
        if self._held is None:
            return None
        return self._held.at + (ESCAPE_HOLD_S if self._held.key == "escape" else HOLD_S)

    def clear(self) -> None:
        """Forget what has been typed."""
        self._strokes.clear()
        self._over = self._tainted = self._framed = False

    def type(self, text: str, at: float) -> None:
        """Add text that no command wanted, or that was pasted onto an empty field."""
        self._strokes += [(character, at) for character in text[:LENGTH_MAX]]

    def release(self) -> list[Entry | Press]:
        """The held key was a key press after all."""
        held, self._held = self._held, None
        return [Press(held.key, held.data, held.at)] if held else []

    def stroke(self, stroke: Stroke) -> list[Entry | Press]:
        """Take one key; the texts and presses it completes, in order."""
        if stroke.key in {"ctrl+j", "newline"}:
            if self._after_cr:
                self._after_cr = False
                return []
            stroke = Stroke("enter", "\n", stroke.at)
        self._after_cr = stroke.key == "enter" and stroke.character != "\n"
        if self._split is not None:
            return self._continue_split(stroke)
        before = self._settle_held(stroke)
        return before if self._split is not None else [*before, *self._take(stroke)]

    def _settle_held(self, stroke: Stroke) -> list[Entry | Press]:
        """Decide what the held key was, now that another one follows."""
        held, due = self._held, self.due
        if held is None or due is None:
            return []
        if stroke.at <= due:
            if held.key == "escape" and stroke.character in {"[", "O"}:
                self._held, self._split = None, ("", stroke.at)
                return []
            if held.key == "enter" and stroke.data is not None:
                self._held = None
                return []
            if held.data is not None and (stroke.data is not None or stroke.key == "enter"):
                self._held = None
                self._add(held.data, held.at)
                return []
        return self.release()

    def _take(self, stroke: Stroke) -> list[Entry | Press]:
        data = stroke.data
        busy = bool(self._strokes) or self._over
        fast = bool(self._strokes) and stroke.at - self._strokes[-1][1] < BURST_S
        if (
            stroke.key == "enter"
            or (stroke.key == "tab" and fast)
            or (data == "\x03" and (self._framed or fast))
        ):
            return self._terminate(stroke, busy)
        if data == "\x02" and not busy:
            self._framed = True
        elif data is not None:
            self._add_or_hold(stroke, data, busy)
        elif fast and stroke.key != "backspace":
            self._tainted = True
        elif stroke.key == "backspace":
            self._over = False
            del self._strokes[-1:]
        elif stroke.key == "escape":
            if busy:
                self.clear()
            else:
                self._held = stroke
        elif not (stroke.key == "tab" and stroke.at - self._ended < QUIET_S):
            return [Press(stroke.key, None, stroke.at)]
        return []

    def _add_or_hold(self, stroke: Stroke, data: str, busy: bool) -> None:
        acts = self.space_acts if data == " " else data.isprintable() and not data.isupper()
        if not busy and not self._framed and acts:
            self._held = stroke
        else:
            self._add(data, stroke.at)

    def _add(self, character: str, at: float) -> None:
        if len(self._strokes) >= LENGTH_MAX:
            self._over = True
        else:
            self._strokes.append((character, at))

    def _terminate(self, stroke: Stroke, busy: bool) -> list[Entry | Press]:
        if not busy and not self._tainted:
            if stroke.at - self._ended >= QUIET_S and stroke.key == "enter":
                self._held = stroke
            return []
        entry = self._entry(stroke.at)
        self.clear()
        self._ended = stroke.at
        return [entry] if entry.text or entry.fault else []

    def _entry(self, at: float) -> Entry:
        text = self.text
        times = [time for _, time in self._strokes]
        scanned = len(times) >= BURST_MIN and (times[-1] - times[0]) / (len(times) - 1) < BURST_S
        if self._over:
            return Entry(text, "scanned" if scanned else "keyed", "too-long")
        if self._tainted:
            return Entry(text, "scanned", "control-keys")
        if _typed_then_scanned(times, at):
            return Entry(text, "scanned", "mixed")
        return Entry(text, "scanned") if scanned else Entry(text.strip(" "), "keyed")

    def _continue_split(self, stroke: Stroke) -> list[Entry | Press]:
        """The rest of a key sequence whose Escape came too early: letters end it, digits and ";" go on."""
        so_far, at = self._split or ("", 0.0)
        self._split = None
        character = stroke.character or ""
        if stroke.at - at > SPLIT_S or not character.isprintable() or not character:
            return self._take(stroke)
        if character in "0123456789;":
            self._split = (so_far + character, stroke.at)
            return []
        name = SPLIT_KEYS.get(so_far.partition(";")[0] + character if character == "~" else character)
        return [Press(name, None, stroke.at)] if name else []


def _typed_then_scanned(times: list[float], at: float) -> bool:
    """True when a person's forgotten letters stand before a scanner's: glued, a serial nobody has.

    A scan that a slow line pauses is not meant: its parts arrive at scanner speed on both sides of the pause.
    """
    tail = len(times) - 1
    if not times or at - times[-1] >= BURST_S:
        return False
    while tail > 0 and times[tail] - times[tail - 1] < BURST_S:
        tail -= 1
    head = times[:tail]
    gaps = [after - before for before, after in pairwise(times[: tail + 1])]
    return len(times) - tail >= TAIL_MIN and len(head) >= 2 and all(gap > SLOW_S for gap in gaps)
