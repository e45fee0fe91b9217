"""Where a table's rows come from: the pages of a verb that lists, read by the clerk."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from models.tables import Page
from tui.widgets.cells import Row

if TYPE_CHECKING:
    from tui.clerk import Clerk

T = TypeVar("T")


class PageSource(Generic[T]):
    """Pages of `verb(book, after=…, limit=…, backwards=…, **asked)`, whose rows are keyed by their number; `row` makes a
    line of one."""

    def __init__(
        self, clerk: "Clerk", verb: Callable[..., Page[T]], row: Callable[[T], Row], **asked: object
    ) -> None:
        self._clerk = clerk
        self._verb = verb
        self._row = row
        self._asked = asked

    async def page(self, after: object | None, limit: int, backwards: bool) -> Sequence[Row]:
        """The rows after the number `after`."""
        number = cast("str | None", after)
        found = await self._clerk.do(
            self._verb, after=number, limit=limit, backwards=backwards, **self._asked
        )
        return [self._row(one) for one in found.rows]

    async def count(self) -> None:
        """Nobody counts them."""
