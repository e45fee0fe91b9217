"""The top row: which station this is, how its scanners and its book are, who works here, what waits
unclaimed.
"""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.plain import plain, plain_text
from tui.widgets.signs import letters_only


@dataclass(frozen=True)
class Light:
    """One thing that is well or not: `● scanner 1` or `✖ scanner 1: unplugged`."""

    name: str
    well: bool = True
    trouble: str = ""

    @property
    def words(self) -> str:
        """What the light says."""
        return self.name if self.well else f"{self.name}: {self.trouble}"


@dataclass(frozen=True)
class Standing:
    """Everything the top row tells. `unclaimed` is a whole sentence, empty when there is nothing."""

    station: str = ""
    operator: str = ""
    lights: tuple[Light, ...] = ()
    unclaimed: str = ""


class StationBar(Widget):
    """One row; when it is narrow, the station's name gives way first, then lights that are well."""

    DEFAULT_CSS = """
    StationBar { height: 1; background: $primary; color: #FFFFFF; text-style: bold; }
    """

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self) -> None:
        super().__init__(markup=False)

    def render(self) -> Content:
        """The row, as wide as the widget."""
        now = self.standing
        names = [f" SerialDock · {now.station}" if now.station else " SerialDock", " SerialDock", ""]
        lights = [now.lights, tuple(light for light in now.lights if not light.well), ()]
        for name, shown in [
            (names[0], lights[0]),
            (names[1], lights[0]),
            (names[1], lights[1]),
            (names[2], lights[1]),
        ]:
            left, right = plain(name), self._right(now, shown)
            gap = self.size.width - left.cell_length - right.cell_length
            if gap >= 1:
                return Content.assemble(left, " " * gap, right)
        return self._right(now, lights[1]).truncate(self.size.width, ellipsis=not letters_only())

    def _right(self, now: Standing, lights: tuple[Light, ...]) -> Content:
        parts = [plain(f" {now.unclaimed} ", "#000000 on #F0E442"), Content("  ")] if now.unclaimed else []
        for light in lights:
            style = "" if light.well else "#000000 on #E69F00"
            parts += [plain(f"{'●' if light.well else '✖'} {light.words}", style), Content("  ")]
        return Content.assemble(*parts, plain(f"{plain_text(now.operator)} " if now.operator else ""))
