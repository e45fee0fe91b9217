"""The page as it comes out of the printer: the real PDF of the sample, in block elements; in letters where that cannot be."""

import asyncio
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from models.language import language, say
from models.layout import Layout, PaperKind
from models.layout_columns import kind_word
from models.layout_sample import PageHead, page_head
from models.refusals import Refusal
from printing.raster import pixels
from tui.commands import Command
from tui.layout_paper import sample_pdf
from tui.page_text import page
from tui.screens.base import StationScreen
from tui.widgets.page_view import PageView
from tui.widgets.picture_view import CELL_WIDE, PictureView
from tui.widgets.signs import letters_only

ZOOMS = (1, 2, 3, 4)
"""How many times as wide as the screen the page is."""


class LayoutPicture(StationScreen[None]):
    """One kind of document in one layout, which need not be kept yet."""

    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("zoom:1", "plus", "Larger", "Shows the page larger; arrows move over it."),
        Command("zoom:-1", "minus", "Smaller", "Shows the page smaller."),
        Command("letters", "l", "Letters", "Shows the page in letters, or as a picture again."),
        Command("back", "escape", "Leave"),
    )

    def __init__(self, layout: Layout, kind: PaperKind) -> None:
        super().__init__()
        self.paper = layout
        self.kind: PaperKind = kind
        self.zoom = 0
        self.pdf = b""
        self.why = ""
        self.letters = letters_only()
        self.picture = PictureView()
        self.text = PageView()

    def heading(self) -> str:
        """What it is a picture of."""
        return say("Layout {name} · {kind} · sample", name=self.paper.name, kind=kind_word(self.kind))

    def hint(self) -> str:
        """How to look at it, or why it is in letters."""
        if self.why:
            return self.why
        if self.letters:
            return say("The page in letters. The paper has the same columns in smaller type.")
        return say("+ and - change the size, arrows move over the page.")

    def listing(self) -> PictureView | None:
        """What arrows move."""
        return None if self.letters else self.picture

    def allowed(self, command: Command) -> bool:
        """The size only of a picture, and only where it can change."""
        if command.id == "letters":
            return bool(self.pdf) and not letters_only()
        step = {"zoom:1": 1, "zoom:-1": -1}.get(command.id)
        return step is None or (not self.letters and 0 <= self.zoom + step < len(ZOOMS))

    def compose_body(self) -> ComposeResult:
        """Both; one of them is shown."""
        yield self.picture
        yield self.text

    async def load(self) -> None:
        """Draw the sample, once."""
        head = await self.do(page_head)
        self.text.show(partial(page, self.kind, self.paper, head, language()))
        if not self.pdf and not self.letters:
            try:
                await self._draw(head)
            except Refusal as refusal:
                self.letters, self.why = True, f"{refusal.sentence} {refusal.next}"
        self._put_up()

    async def _draw(self, head: PageHead) -> None:
        self.pdf = await asyncio.to_thread(sample_pdf, self.kind, self.paper, head, language())
        await self._redraw()

    async def _redraw(self) -> None:
        wide = max(1, self.size.width) * CELL_WIDE * ZOOMS[self.zoom]
        drawn = await asyncio.to_thread(pixels, self.pdf, wide)
        self.picture.show(drawn.width, drawn.height, drawn.grey)

    def _put_up(self) -> None:
        self.picture.display = not self.letters
        self.text.display = self.letters
        self.refresh_frame()
        self.idle()

    async def do_zoom(self, step: str) -> None:
        """Larger or smaller."""
        self.zoom += int(step)
        await self._redraw()
        self._put_up()

    def do_letters(self) -> None:
        """Letters or picture."""
        self.letters = not self.letters
        self._put_up()
