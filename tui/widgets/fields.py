"""Fields and what keys do to them. Pure: no screen. A scan never lands in a field that has not asked for one.

Up, Down, Tab and Enter move; Enter on the last field, or F2, saves; Space ticks and chooses. The first digit
typed into a number replaces it, unless an arrow or Backspace came first. What a
keyboard-wedge scanner types is recognised by its speed when its Enter comes: the field is put back as it was
and the text handed out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tui.widgets.strokes import Stroke
from tui.widgets.wedge import BURST_MIN, BURST_S, QUIET_S

Kind = Literal["text", "number", "tick", "choice", "fixed"]
NUMBER = "0123456789.,-+"


@dataclass(frozen=True)
class Field:
    """One field. `value` of a tick is "yes" or ""; of a choice, a key of `choices` (key, words)."""

    name: str
    label: str
    value: str = ""
    kind: Kind = "text"
    help: str = ""
    length: int = 100
    choices: tuple[tuple[str, str], ...] = ()
    accepts_scan: bool = False


@dataclass(frozen=True)
class Told:
    """What the screen must do: save, leave, take this scan, or try this key itself."""

    what: Literal["save", "leave", "scan", "key", "full"]
    text: str = ""


@dataclass(frozen=True)
class _State:
    values: tuple[str, ...]
    index: int
    caret: int
    whole: bool = True
    """Nothing was done in the field yet: the first digit of a number takes the place of what stands there."""


class Sheet:
    """The fields of one form, their values, the cursor, and what is wrong with them."""

    def __init__(self, fields: Sequence[Field] = ()) -> None:
        self.problems: dict[str, str] = {}
        self._burst: list[tuple[str, float]] = []
        self._before: _State | None = None
        self._ended = float("-inf")
        self._after_cr = False
        self.show(fields)

    def show(self, fields: Sequence[Field]) -> None:
        """Replace the fields; what they hold now is the unchanged state."""
        self.fields = tuple(fields)
        self._kept = tuple(field.value for field in self.fields)
        free = [index for index, field in enumerate(self.fields) if field.kind != "fixed"]
        first = free[0] if free else 0
        self._now = _State(self._kept, first, len(self._kept[first]) if self._kept else 0)
        self.problems = {}

    @property
    def index(self) -> int:
        """Which field the cursor is in."""
        return self._now.index

    @property
    def caret(self) -> int:
        """Where in that field the next letter goes."""
        return self._now.caret

    @property
    def whole(self) -> bool:
        """True when the next digit replaces the whole number."""
        return self._now.whole and self.field.kind == "number" and bool(self._value)

    @property
    def raw(self) -> tuple[str, ...]:
        """Every value as it stands, in the fields' order."""
        return self._now.values

    @property
    def values(self) -> dict[str, str]:
        """Every field's value by name, without outer blanks."""
        return {field.name: value.strip() for field, value in zip(self.fields, self._now.values, strict=True)}

    @property
    def changed(self) -> bool:
        """True when a value differs from what was shown first."""
        return self._now.values != self._kept

    @property
    def field(self) -> Field:
        """The field the cursor is in."""
        return self.fields[self._now.index]

    def put(self, value: str, name: str | None = None) -> None:
        """Set a field (the one the cursor is in) whole."""
        names = [field.name for field in self.fields]
        index = names.index(name) if name else self._now.index
        self.problems.pop(names[index], None)
        self._change(index, value, len(value) if index == self._now.index else self._now.caret)

    def wrong(self, problems: Mapping[str, str]) -> None:
        """Say at each named field what is wrong with it, and go to the first."""
        self.problems = dict(problems)
        names = [field.name for field in self.fields]
        if bad := [names.index(name) for name in problems if name in names]:
            self._enter(min(bad))

    def stroke(self, stroke: Stroke) -> Told | None:
        """Take one key."""
        line_feed = stroke.key in {"ctrl+j", "newline"}
        if line_feed and self._after_cr:
            self._after_cr = False
            return None
        enter = stroke.key == "enter" or line_feed
        self._after_cr = stroke.key == "enter"
        if enter or stroke.key == "tab":
            if (scan := self._scanned(stroke.at)) is not None:
                return scan
            if stroke.at - self._ended < QUIET_S:
                return None
        data = stroke.data
        if data is not None and not enter:
            self._remember(data, stroke.at)
            return self._type(data) if data.isprintable() else None
        return self._steer("enter" if enter else stroke.key)

    def next(self) -> None:
        """Go to the next field that can be edited, if there is one."""
        self._step(1)

    def _remember(self, data: str, at: float) -> None:
        if not self._burst or at - self._burst[-1][1] >= BURST_S:
            self._burst, self._before = [], self._now
        self._burst.append((data, at))

    def _scanned(self, at: float) -> Told | None:
        """The burst that ends here, taken out of the form again."""
        burst, before = self._burst, self._before
        self._burst, self._before = [], None
        if before is None or len(burst) < BURST_MIN or at - burst[-1][1] >= BURST_S:
            return None
        self._now, self._ended = before, at
        return Told("scan", "".join(character for character, _ in burst))

    def _steer(self, key: str) -> Told | None:
        field, now = self.field, self._now
        if key == "escape":
            return Told("leave")
        if key == "f2" or (key == "enter" and not self._step(1)):
            return Told("save")
        if key in {"down", "tab", "up", "shift+tab"}:
            self._step(1 if key in {"down", "tab"} else -1)
        elif key in {"left", "right"} and field.kind == "choice":
            self._choose(1 if key == "right" else -1)
        elif key in {"left", "right", "home", "end"}:
            steps = {"left": now.caret - 1, "right": now.caret + 1, "home": 0, "end": len(self._value)}
            self._now = replace(now, caret=min(len(self._value), max(0, steps[key])), whole=False)
        elif key in {"backspace", "delete"} and field.kind in {"text", "number"}:
            at = now.caret - 1 if key == "backspace" else now.caret
            if 0 <= at < len(self._value):
                self._change(now.index, self._value[:at] + self._value[at + 1 :], at)
        elif key not in {"enter", "backspace", "delete"}:
            return Told("key", key)
        return None

    def _type(self, character: str) -> Told | None:
        field, now = self.field, self._now
        if field.kind == "tick" and character in " xXyYjJnN":
            on = not self._value if character == " " else character not in "nN"
            self._change(now.index, "yes" if on else "", 0)
        elif field.kind == "choice":
            self._choose(1, "" if character == " " else character)
        elif field.kind == "text" or (field.kind == "number" and character in NUMBER):
            value, caret = ("", 0) if self.whole else (self._value, now.caret)
            if len(value) >= field.length:
                return Told("full", str(field.length))
            self.problems.pop(field.name, None)
            self._change(now.index, value[:caret] + character + value[caret:], caret + 1)
        return None

    def _choose(self, step: int, initial: str = "") -> None:
        choices = self.field.choices
        keys = [key for key, words in choices if words.casefold().startswith(initial.casefold())]
        if keys:
            here = keys.index(self._value) if self._value in keys else -min(step, 1) % len(keys) - (step < 0)
            self._change(self._now.index, keys[(here + step) % len(keys)], 0)

    @property
    def _value(self) -> str:
        return self._now.values[self._now.index]

    def _change(self, index: int, value: str, caret: int) -> None:
        values = list(self._now.values)
        values[index] = value
        self._now = _State(tuple(values), self._now.index, caret, whole=False)

    def _step(self, step: int) -> bool:
        index = self._now.index + step
        while 0 <= index < len(self.fields) and self.fields[index].kind == "fixed":
            index += step
        if not 0 <= index < len(self.fields):
            return False
        self._enter(index)
        return True

    def _enter(self, index: int) -> None:
        self._now = _State(self._now.values, index, len(self._now.values[index]))
