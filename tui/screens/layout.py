"""One layout: its head, and the columns of each kind of document."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from models import layout, layouts
from models.language import language, say
from models.layout import PaperKind
from models.layout_columns import KINDS, kind_word
from models.layout_sample import PageHead, page_head
from models.layouts import LayoutCard
from tui.commands import Command, commands_of
from tui.page_text import page
from tui.screens.base import StationScreen
from tui.screens.cards import Saved
from tui.screens.layouts import WIDE, language_word
from tui.widgets.cells import Column, Row
from tui.widgets.page_view import PageView
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList
from tui.words import yes_no


class LayoutScreen(StationScreen[None]):
    """The kinds of document of the layout `name`; Enter opens the columns of one."""

    DEFAULT_CSS = """
    LayoutScreen #facts { height: auto; max-height: 6; padding: 0 1; color: #A9B7C4; }
    LayoutScreen RowList { margin: 1 0 0 0; }
    LayoutScreen #desk { height: 1fr; layout: horizontal; }
    LayoutScreen #own { width: 1fr; }
    LayoutScreen PageView { display: none; }
    LayoutScreen.-beside #own { width: 52; }
    LayoutScreen.-beside PageView { display: block; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take", "enter", "Columns", "Opens the columns of the document under the cursor.", f_key="f2"
        ),
        Command("head", "e", "Edit head", "Changes name, language, company block, footer and logo."),
        Command("picture", "p", "Picture", "Shows a page as it comes out of the printer."),
    )

    def __init__(self, name: str) -> None:
        super().__init__()
        self.layout_name = name
        self.card: LayoutCard | None = None
        self.of: PageHead | None = None
        self.facts = Static("", id="facts", markup=False)
        self.page = PageView()
        self.list = RowList(
            (
                Column("", 2, right=True),
                Column(say("Document"), 20),
                Column(say("Columns"), 8, right=True),
                Column(say("Serial numbers"), 14, right=True),
            )
        )

    def heading(self) -> str:
        """Which."""
        return say("Layout {name}", name=self.layout_name)

    def hint(self) -> str:
        """What to do."""
        return say("Press the number of a document, or choose it and press Enter, to set its columns.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The head's facts over the documents."""
        with Container(id="desk"):
            with Vertical(id="own"):
                yield self.facts
                yield self.list
            yield self.page

    def on_resize(self) -> None:
        """A wide screen has the page of the document under the cursor beside the list."""
        self.set_class(self.size.width >= WIDE, "-beside")

    def press(self, key: str) -> bool:
        """The page follows the cursor."""
        before = self.list.cursor
        did = super().press(key)
        if self.list.cursor != before:
            self._show_page()
        return did

    def _show_page(self) -> None:
        if self.card is not None and self.of is not None and self.list.row is not None:
            kind = kind_of(self.list.row)
            self.page.show(partial(page, kind, self.card.layout, self.of, language()))

    def all_commands(self) -> tuple[Command, ...]:
        """The numbers of the list open its documents."""
        numbers = tuple(
            Command(f"open:{kind}", str(number), title, shown=False)
            for number, (kind, title) in enumerate(KINDS.items(), start=1)
        )
        return commands_of(numbers + type(self).commands)

    async def load(self) -> None:
        """As it stands."""
        self.of = await self.do(page_head)
        self._show(await self.do(layouts.view, name=self.layout_name))

    def _show(self, card: LayoutCard, kind: object = None) -> None:
        self.card, self.layout_name = card, card.name
        self.facts.update(plain_lines(_facts(card)))
        self.list.show(_rows(card), key=kind)
        self._show_page()
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def do_take(self) -> None:
        """Open the columns of the document under the cursor."""
        if self.list.row is not None:
            await self.do_open(str(self.list.row.key))

    async def do_open(self, kind: str) -> None:
        """Open the columns of one kind of document."""
        from tui.screens.layout_columns import LayoutColumns

        wanted = next(each for each in KINDS if each == kind)
        saved: Saved | None = await self.ask(LayoutColumns(self.layout_name, wanted))
        if self.card is not None:
            self._show(self.card if saved is None else await self._read(), wanted)
        if saved is not None:
            self.ok(saved.sentence)

    async def do_head(self) -> None:
        """Change all but the columns."""
        from tui.screens.layout_head import LayoutHead

        if self.card is None:
            return
        saved: Saved | None = await self.ask(LayoutHead(self.card))
        if saved is not None:
            self.layout_name = str(saved.key)
            self._show(await self._read())
            self.ok(saved.sentence)

    async def do_picture(self) -> None:
        """Show a page of the document under the cursor as it is printed."""
        from tui.screens.layout_picture import LayoutPicture

        if self.card is not None and self.list.row is not None:
            await self.go(LayoutPicture(self.card.layout, kind_of(self.list.row)))

    async def _read(self) -> LayoutCard:
        return await self.do(layouts.view, name=self.layout_name)


def kind_of(row: Row) -> PaperKind:
    """The kind of document a row stands for."""
    return next(kind for kind in KINDS if kind == row.key)


def _facts(card: LayoutCard) -> list[str]:
    it = card.layout
    none = say("none")
    state = say("✔ default") if card.default else say("✖ blocked") if card.blocked else ""
    company = " · ".join(it.company.split("\n")) if it.company else say("the company's address")
    own = (
        say("Language: {language}", language=language_word(it.language)),
        say("Customers: {count}", count=card.customers),
        state,
    )
    signs = (
        say("Logo: {logo}", logo=say("{size} kB", size=max(1, len(it.logo) // 1000)) if it.logo else none),
        say("Ranges: {yes}", yes=yes_no(it.ranges)),
        say("2D code: {yes}", yes=yes_no(it.square)),
    )
    return [
        " · ".join(part for part in own if part),
        say("Company block: {text}", text=company),
        say("Footer: {text}", text=" · ".join(it.footer.split("\n")) or say("name and address")),
        " · ".join(signs),
    ]


def _rows(card: LayoutCard) -> Sequence[Row]:
    return [_row(number, kind, card.layout.columns[kind]) for number, kind in enumerate(KINDS, start=1)]


def _row(number: int, kind: PaperKind, columns: Sequence[layout.Column]) -> Row:
    """A kind of document: how many columns it has, and whether serial numbers are among them."""
    serials = next((say("✔ {width} %", width=c.width) for c in columns if c.id == layout.SERIALS), "")
    if not serials and layout.SERIALS in layout.CHOICE[kind]:
        serials = say("off")
    return Row(kind, (str(number), kind_word(kind), str(len(columns)), serials))
