"""A form on the screen: labelled fields, one under another, with what is wrong said at each. It edits
nothing itself.
"""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import CURSOR, MUTED, fit
from tui.widgets.fields import Field, Sheet, Told
from tui.widgets.signs import sign
from tui.widgets.strokes import Stroke

LABEL_MAX = 28
WRONG = "#FF9A56"
BOX = "#222D38"


class Form(Widget):
    """Attributes in: `show(fields)`, `wrong(problems)`. Keys come through `stroke`, which tells what they
    meant.
    """

    DEFAULT_CSS = """
    Form { height: auto; max-height: 100%; padding: 0; background: $background; color: $foreground; }
    """

    def __init__(self, fields: Sequence[Field] = ()) -> None:
        super().__init__(markup=False)
        self.sheet = Sheet(fields)

    def show(self, fields: Sequence[Field]) -> None:
        """Replace the fields; what they hold now is the unchanged state."""
        self.sheet.show(fields)
        self.refresh(layout=True)

    def wrong(self, problems: Mapping[str, str]) -> None:
        """Say at each named field what is wrong with it, and go to the first."""
        self.sheet.wrong(problems)
        self.refresh(layout=True)

    def stroke(self, stroke: Stroke) -> Told | None:
        """Take one key."""
        wrong = len(self.sheet.problems)
        told = self.sheet.stroke(stroke)
        self.refresh(layout=wrong != len(self.sheet.problems))
        return told

    def put(self, value: str, name: str | None = None) -> None:
        """Set a field (the one the cursor is in) whole."""
        self.sheet.put(value, name)
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row a field, one more where something is wrong."""
        return len(self._rows())

    def render_line(self, y: int) -> Strip:
        """A field, or the words about the one above."""
        rows = self._rows()
        here = next((n for n, (i, wrong) in enumerate(rows) if i == self.sheet.index and not wrong), 0)
        top = max(0, min(here - self.size.height + 2, len(rows) - self.size.height))
        base = self.rich_style
        if y + top >= len(rows):
            return Strip.blank(self.size.width, base)
        index, wrong = rows[y + top]
        segments = self._wrong_row(index) if wrong else self._field_row(index)
        strip = Strip([Segment(text, base + style) for text, style in segments])
        return strip.adjust_cell_length(self.size.width, base)

    def _rows(self) -> list[tuple[int, bool]]:
        """Which field each row is about, and whether it tells what is wrong with it."""
        rows: list[tuple[int, bool]] = []
        for index, field in enumerate(self.sheet.fields):
            rows.append((index, False))
            if field.name in self.sheet.problems:
                rows.append((index, True))
        return rows

    @property
    def _label_width(self) -> int:
        longest = max((len(field.label) for field in self.sheet.fields), default=0)
        return min(LABEL_MAX, longest, max(8, self.size.width * 45 // 100))

    def _wrong_row(self, index: int) -> list[tuple[str, Style]]:
        words = f"{sign('✖')} {self.sheet.problems[self.sheet.fields[index].name]}"
        lead = max(4, min(self._label_width + 5, self.size.width - cell_len(words)))
        return [(" " * lead, Style()), (fit(words, max(1, self.size.width - lead)), Style(color=WRONG))]

    def _field_row(self, index: int) -> list[tuple[str, Style]]:
        field, value = self.sheet.fields[index], self.sheet.raw[index]
        here = index == self.sheet.index
        label = f" {sign('▸') if here else ' '} {fit(field.label, self._label_width)}  "
        room = max(1, self.size.width - len(label) - 1)
        head = (label, Style(bold=here, color=None if here else MUTED))
        if field.kind == "fixed":
            return [head, (fit(value, room), Style(color=MUTED))]
        ground = Style(bgcolor=CURSOR if here else BOX, bold=here)
        if field.kind == "tick":
            return [head, (sign("☒" if value else "☐") + " ", ground)]
        if field.kind == "choice":
            words = dict(field.choices).get(value, "")
            shown = f"{sign('←')} {words} {sign('→')}" if here else f"  {words}"
            return [head, (fit(shown, min(room, max(len(w) for _, w in field.choices) + 5)), ground)]
        width = min(room, field.length + 1, 60)
        return [head, *(self._typed(value, width, ground) if here else [(fit(value, width), ground)])]

    def _typed(self, value: str, width: int, ground: Style) -> list[tuple[str, Style]]:
        """The value round its caret; what stands too far left is cut away. A number that the next digit
        replaces is marked whole.
        """
        if self.sheet.whole and cell_len(value) < width:
            return [(value, ground + Style(reverse=True)), (" " * (width - cell_len(value)), ground)]
        caret = self.sheet.caret
        start = max(0, caret - width + 1)
        before, at, after = value[start:caret], value[caret : caret + 1] or " ", value[caret + 1 :]
        left = fit(before, min(len(before), width - 1))
        return [
            (left, ground),
            (fit(at, 1), ground + Style(reverse=True)),
            (fit(after, max(0, width - len(left) - 1)), ground),
        ]
