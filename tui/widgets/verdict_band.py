"""The verdict band: word, sign and colour over the full width, the sentence, and what to do next."""

from typing import Literal

from textual.content import Content
from textual.widgets import Static

from tui.widgets.plain import plain

Verdict = Literal["idle", "ok", "refused", "ask", "wait", "unknown", "kept"]

ROWS_MAX = 6
SIGNS: dict[Verdict, str] = {
    "ok": "✔",
    "refused": "✖",
    "ask": "!",
    "wait": "…",
    "unknown": "?",
    "kept": "⌂",
}


class VerdictBand(Static):
    """Attributes in: `show(verdict, word, sentence, next_step)`. Idle, it holds the screen's hint."""

    DEFAULT_CSS = """
    VerdictBand { height: auto; min-height: 2; max-height: 6; width: 100%; padding: 0 1;
                  background: $surface; color: $foreground; }
    VerdictBand.-ok { background: #009E73; color: #000000; }
    VerdictBand.-refused { background: #D55E00; color: #000000; }
    VerdictBand.-ask { background: #F0E442; color: #000000; }
    VerdictBand.-wait { background: #56B4E9; color: #000000; }
    VerdictBand.-unknown { background: #CC79A7; color: #000000; }
    VerdictBand.-kept { background: #0072B2; color: #FFFFFF; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.verdict: Verdict = "idle"
        self.word = ""
        self.sentence = ""
        self.next_step = ""
        self.note = ""
        """What must be done first, whatever the verdict; stands until it is taken away."""
        self._shown = ""

    def show(self, verdict: Verdict, word: str, sentence: str, next_step: str = "") -> None:
        """Put a verdict up; all three texts may hold anything."""
        self.verdict, self.word, self.sentence, self.next_step = verdict, word, sentence, next_step
        look = f"-{verdict}" if verdict != "idle" else "" if sentence or self.note else "-empty"
        if not self.has_class(look) if look else self.classes:
            self.set_classes(look)
        self.update(self._content(), layout=False)
        if self._rows_needed() != self.size.height:
            self.refresh(layout=True)

    def _rows_needed(self) -> int:
        """The rows these texts take. The whole screen is laid out anew, at half a scan's price, only when they are others."""
        least = self.styles.min_height
        self.clear_cached_dimensions()
        rows = self.get_content_height(self.size, self.screen.size, self.content_size.width)
        return max(int(least.value) if least else 0, min(ROWS_MAX, rows))

    def on_resize(self) -> None:
        """More of a sentence may fit, or less."""
        if self._content().plain != self._shown:
            self.show(self.verdict, self.word, self.sentence, self.next_step)

    def _content(self) -> Content:
        """What is to be done always has its room: a sentence that would push it out loses its end."""
        sentence, width = self.sentence, self.content_size.width
        content = self._with(sentence)
        while width and self.next_step and len(sentence) > width:
            over = content.get_height({}, width) - ROWS_MAX
            if over <= 0:
                break
            sentence = sentence[: len(sentence) - max(10, over * width)]
            content = self._with(sentence + "…")
        self._shown = content.plain
        return content

    def _with(self, sentence: str) -> Content:
        note = [plain(self.note, "bold reverse")] if self.note else []
        if self.verdict == "idle":
            return Content("\n").join([*note, plain(sentence)])
        head = plain(f"{SIGNS[self.verdict]} {self.word}  ", "bold")
        rows = [Content.assemble(head, plain(sentence)), *note]
        if self.next_step:
            rows.append(plain("→ " + self.next_step))
        return Content("\n").join(rows)
