"""The bottom rows: the keys of this screen, on one row or two; what still has no room is in the help."""

from textual.content import Content
from textual.widget import Widget

from tui.widgets.plain import plain

ROWS_MAX = 2
ENTER = "Enter"
"""The key of what comes next: it gives way after all others."""
Keys = tuple[tuple[str, str], ...]


class CommandBar(Widget):
    """Attributes in: pairs of key and word, the most needed first. The last ones are always shown."""

    DEFAULT_CSS = """
    CommandBar { height: auto; max-height: 2; padding: 0 1; background: $surface; color: $foreground; }
    """

    def __init__(self, items: Keys = (), always: int = 2) -> None:
        super().__init__(markup=False)
        self._items = items
        self._always = always

    def show(self, items: Keys, always: int) -> None:
        """Replace what is shown; the last `always` items never give way, and the one of Enter last of the others."""
        self._items, self._always = items, always
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One row when everything fits, else two."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The keys, bold, each before its word."""
        return Content("\n").join(self._rows(self.size.width))

    def _rows(self, width: int) -> list[Content]:
        shown = [self._item(key, word) for key, word in self._items]
        keep = min(self._always, len(shown))
        needed = [key == ENTER for key, _ in self._items]
        while len(rows := _wrapped(shown, width)) > ROWS_MAX and len(shown) > keep:
            free = [at for at in range(len(shown) - keep) if not needed[at]] or [len(shown) - keep - 1]
            del shown[free[-1]], needed[free[-1]]
        return rows[:ROWS_MAX] or [Content("")]

    def _item(self, key: str, word: str) -> Content:
        return Content.assemble(plain(key, "bold $accent"), " ", plain(word))


def _wrapped(items: list[Content], width: int) -> list[Content]:
    rows: list[Content] = []
    for item in items:
        if rows and rows[-1].cell_length + 3 + item.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], "   ", item)
        else:
            rows.append(item)
    return rows
