"""The columns of one kind of document: on or off, in which order, how wide; the page beside them follows every key."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from models import layouts
from models.documents import Party
from models.language import language, say
from models.layout import STANDARD, Layout, PaperKind
from models.layout_columns import column_word, kind_word
from models.layout_sample import PageHead, page_head
from tui.column_desk import ColumnDesk
from tui.commands import Command
from tui.messages import Taken
from tui.page_text import page
from tui.screens.base import StationScreen
from tui.screens.cards import Saved
from tui.screens.confirm import Confirm
from tui.screens.layout_column_rows import TONES, ColumnOff, NoWidth, desk_rows, total_words
from tui.screens.layouts import WIDE
from tui.widgets.cells import Column
from tui.widgets.page_view import PageView
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class LayoutColumns(StationScreen[Saved]):
    """The columns of `kind` in the layout `name`; answers once they are saved."""

    DEFAULT_CSS = """
    LayoutColumns #desk { height: 1fr; layout: vertical; }
    LayoutColumns #own { height: auto; }
    LayoutColumns #total { height: 1; padding: 0 1; }
    LayoutColumns.-beside #desk { layout: horizontal; }
    LayoutColumns.-beside #own { width: 42; height: 1fr; }
    LayoutColumns.-beside #own RowList { height: 1fr; }
    """
    takes_scans: ClassVar[bool] = False
    takes_space: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "On/off", "Switches the column under the cursor on or off; so does Space."),
        Command("toggle", "space", "On/off", shown=False),
        Command("save", "f2", "Save changes", "Keeps the columns; the widths must come to 100 percent."),
        Command("move:-1", "left", "Earlier", "Moves the column to the left on the page."),
        Command("move:1", "right", "Later", "Moves the column to the right on the page."),
        Command("widen:1", "plus", "Wider", "Makes the column one percent wider; digits set its width."),
        Command("widen:-1", "minus", "Narrower", "Makes the column one percent narrower."),
        *(Command(f"digit:{n}", str(n), "Width", shown=False) for n in range(10)),
        Command("fill", "m", "Make it 100", "Spreads all widths to 100 percent, in proportion."),
        Command("undo", "u", "Undo", "Takes back the last change."),
        Command("picture", "p", "Picture", "Shows the page as it comes out of the printer."),
        Command("back", "escape", "Leave", "Leaves; asks when something was changed."),
    )

    def __init__(self, name: str, kind: PaperKind) -> None:
        super().__init__()
        self.layout_name = name
        self.kind: PaperKind = kind
        self.kept = STANDARD
        self.head_of_page = PageHead(Party(""), date(2000, 1, 1))
        self.desk: ColumnDesk | None = None
        self.total = Static("", id="total", markup=False)
        self.view = PageView()
        self.list = RowList(
            (
                Column("", 3),
                Column(say("Column"), 18),
                Column(say("Width"), 6, right=True),
                Column("", 12, spare=1),
            ),
            titles=False,
        )

    def heading(self) -> str:
        """Which document of which layout."""
        return say("Layout {name} · {kind}", name=self.layout_name, kind=kind_word(self.kind))

    def prompt(self) -> str:
        """What may be typed."""
        return say("width %")

    def hint(self) -> str:
        """What to do."""
        return say("Enter switches it on or off, digits set the width, ← and → move it.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The total over the columns, and the page."""
        with Container(id="desk"):
            with Vertical(id="own"):
                yield self.total
                yield self.list
            yield self.view

    def on_resize(self) -> None:
        """A wide screen has the page beside the columns, another one below them."""
        beside = self.size.width >= WIDE
        self.set_class(beside, "-beside")
        if not beside:
            self.list.styles.height = len(self.list.rows)
        else:
            self.list.styles.height = "1fr"

    async def load(self) -> None:
        """As they are kept; read once, so that nothing changes under the hand."""
        if self.desk is None:
            card = await self.do(layouts.view, name=self.layout_name)
            self.head_of_page = await self.do(page_head)
            self.kept = card.layout
            self.desk = ColumnDesk(self.kind, card.layout.columns[self.kind])
        self.show()

    def show(self) -> None:
        """Everything as the desk has it now."""
        desk = self.desk
        if desk is None:
            return
        self.list.show(desk_rows(desk), key=desk.current.id)
        self.on_resize()
        words, tone = total_words(desk.missing)
        self.total.update(plain(words, TONES[tone]))
        self.view.show(partial(page, self.kind, self.wanted, self.head_of_page, language()))
        self.refresh_frame()
        if self.band.verdict != "idle":
            self.idle()

    @property
    def wanted(self) -> Layout:
        """The layout with the columns as they are on the desk."""
        columns = self.desk.columns if self.desk is not None else ()
        return replace(self.kept, columns={**self.kept.columns, self.kind: columns})

    def allowed(self, command: Command) -> bool:
        """Undo and Make it 100 only where there is something for them."""
        desk = self.desk
        if command.id == "undo":
            return desk is not None and desk.can_undo
        if command.id == "fill":
            return desk is not None and bool(desk.columns) and desk.missing != 0
        return True

    def press(self, key: str) -> bool:
        """A key that moves the cursor ends the width that was being typed."""
        did = super().press(key)
        self._pointed()
        return did

    def card_step(self, key: str) -> bool:
        """The next or the previous column."""
        did = super().card_step(key)
        self._pointed()
        return did

    def do_take(self) -> None:
        """Switch the column on or off."""
        self._pointed().toggle()
        self.show()

    def do_toggle(self) -> None:
        """The same, by Space."""
        self.do_take()

    def do_move(self, step: str) -> None:
        """One place to the left or right on the page."""
        desk = self._pointed()
        self._done(desk.move(int(step)), desk)

    def do_widen(self, by: str) -> None:
        """One percent wider or narrower."""
        desk = self._pointed()
        self._done(desk.widen(int(by)), desk)

    def do_digit(self, digit: str) -> None:
        """One digit of the width."""
        desk = self._pointed()
        self._done(desk.digit(digit), desk)

    def do_fill(self) -> None:
        """Spread the widths to 100 percent."""
        self._pointed().fill()
        self.show()

    def do_undo(self) -> None:
        """One change back."""
        self._pointed().undo()
        self.show()

    async def take_scan(self, taken: Taken) -> None:
        """A width typed too fast for single keys counts when Enter comes."""
        desk = self._pointed()
        if not (taken.text.isascii() and taken.text.isdigit() and len(taken.text) <= 3):
            raise NoWidth(text=taken.text)
        self._done(desk.width(int(taken.text)), desk)

    async def do_picture(self) -> None:
        """Show the page as it is printed."""
        from tui.screens.layout_picture import LayoutPicture

        await self.go(LayoutPicture(self.wanted, self.kind))

    async def do_save(self) -> None:
        """Keep the columns, in the book, for every later document."""
        desk = self._pointed()
        await self.do(
            layouts.set_columns,
            name=self.layout_name,
            kind=self.kind,
            columns=desk.columns,
            was=desk.began,
        )
        said = say("The columns of {kind} are kept.", kind=kind_word(self.kind))
        await self.answer(Saved(self.kind, said))

    async def do_back(self) -> None:
        """Leave; ask first when something would be lost."""
        question = Confirm(say("Leave without saving?"), say("What you changed here would be lost."))
        if self.desk is None or not self.desk.changed or await self.ask(question):
            await self.leave()

    async def go_home(self) -> None:
        """Ask first when something would be lost."""
        await self.do_back()

    def _pointed(self) -> ColumnDesk:
        """The desk, its cursor where the list's is."""
        if self.desk is None:
            raise RuntimeError("the columns are not read yet")
        self.desk.point(self.list.cursor)
        return self.desk

    def _done(self, did: bool, desk: ColumnDesk) -> None:
        self.show()
        if not did and not desk.on:
            refusal = ColumnOff(column=column_word(desk.current.id))
            self.refused(refusal.sentence, refusal.next)
