"""One document on its screen: what is said of it over its lines, and the line under the cursor."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.widgets import Static

from models import goods_documents
from models.language import say
from tui.screens.confirm import Confirm
from tui.screens.frame import Movable
from tui.screens.papers import PaperScreen
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class Line(Protocol):
    """One line of a document."""

    @property
    def id(self) -> int: ...
    @property
    def line_no(self) -> int: ...
    @property
    def item(self) -> str: ...
    @property
    def has_serials(self) -> bool: ...


class WithLines(Protocol):
    """A document as a verb returns it."""

    @property
    def number(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def lines(self) -> Sequence[Line]: ...


D = TypeVar("D", bound=WithLines)
L = TypeVar("L", bound=Line)


class DocumentLines(PaperScreen[None], Generic[D, L]):
    """The half of a document's screen that shows it; what is done with it belongs to the screen that grows from it."""

    DEFAULT_CSS = """
    DocumentLines #facts { height: auto; max-height: 3; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.document: D | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(self.columns(), empty=self.no_lines())

    def no_lines(self) -> str:
        """What stands there while the document has no lines."""
        return say("There are no lines.")

    def columns(self) -> tuple[Column, ...]:
        """What the lines show."""
        raise RuntimeError(f"{type(self).__name__} shows no lines")

    def row(self, line: L) -> Row:
        """One line in these columns."""
        raise RuntimeError(f"{type(self).__name__} shows no lines")

    def about(self, document: D) -> list[str]:
        """What is said of the document over its lines; empty texts are left out."""
        raise RuntimeError(f"{type(self).__name__} says nothing")

    async def read(self) -> D:
        """The document as it stands."""
        raise RuntimeError(f"{type(self).__name__} reads nothing")

    def listing(self) -> Movable:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """What is said of it, over the lines."""
        yield self.facts
        yield self.list

    @property
    def draft(self) -> bool:
        """True while it can be changed."""
        return self.document is not None and self.document.status == "draft"

    @property
    def lines(self) -> Sequence[L]:
        """The lines as last read."""
        return cast("Sequence[L]", self.document.lines) if self.document is not None else ()

    @property
    def line(self) -> L | None:
        """The line under the cursor."""
        row = self.list.row
        return next((line for line in self.lines if row is not None and line.line_no == row.key), None)

    async def load(self) -> None:
        """The document as it stands."""
        self.show(await self.read())

    def show(self, document: D, line_no: int | None = None) -> None:
        """Put the document up as it is now; the cursor stays on its line, or goes to `line_no`."""
        self.document, self.number = document, document.number
        self.list.show([self.row(line) for line in self.lines], key=line_no)
        self.facts.update(plain(" · ".join(part for part in self.about(document) if part)))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def numbered(self, number: str) -> None:
        """A draft is posted and has its number now."""
        before, self.number = self.number, number
        await self.load()
        self.ok(say("{draft} is posted as {number}.", draft=before, number=number), self.hint())

    async def give_up(self, detail: str) -> None:
        """Cancel a draft, once a person agrees; `detail` says what hangs on it."""
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), detail)):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number))
