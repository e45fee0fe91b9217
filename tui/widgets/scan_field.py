"""The scan field: shows the text being entered. It keeps nothing itself, so a change of screen loses
nothing.
"""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.plain import plain, plain_text
from tui.widgets.signs import sign


class ScanField(Widget):
    """One row: the prompt, what has been typed (its end, when it is long) and the place where the next
    letter goes.
    """

    DEFAULT_CSS = """
    ScanField { height: 1; padding: 0 1; background: $boost; color: $foreground; }
    """

    text: reactive[str] = reactive("")
    prompt: reactive[str] = reactive("")
    waiting: reactive[int] = reactive(0)

    def __init__(self, prompt: str = "") -> None:
        super().__init__(markup=False)
        self.set_reactive(ScanField.prompt, prompt)

    def render(self) -> Content:
        """The row as it stands."""
        typed = plain_text(self.text[-4 * max(1, self.size.width) :])
        head = plain(f"{self.prompt} ▸ ", "bold $accent")
        tail = plain(f"  {self.waiting} …") if self.waiting > 1 else Content("")
        room = max(1, self.size.width - head.cell_length - tail.cell_length - 2)
        while Content(typed).cell_length > room:
            typed = sign("…") + typed[2:]
        return Content.assemble(head, Content.styled(typed, "bold"), Content.styled(" ", "reverse"), tail)
