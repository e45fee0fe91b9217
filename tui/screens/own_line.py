"""A scan finds its own line of a document: the verb is asked, a person says what is open, and another document opens."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from models import lookup
from models.refusals import Ask
from models.refusals_scan import WhichItem
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.cells import Row

if TYPE_CHECKING:
    from models.book import Book

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


class Scan(Protocol[R_co]):
    """A verb that takes one text to its line of the document `number`; `item` answers WhichItem."""

    def __call__(
        self, book: "Book", *, number: str, text: str, how: str, source: str, raw: bytes, item: str
    ) -> R_co: ...


async def to_its_line(
    screen: StationScreen[Any],
    verb: Scan[R],
    number: str,
    taken: Taken,
    item: str = "",
    names: Mapping[str, str] | None = None,
) -> R:
    """What `verb` makes of a scan; when several items have the number, a person says which. `names` by item number stand
    beside the choices. Raises WhichItem when nobody chose, and the refusals of the verb."""
    try:
        return await screen.do(
            verb,
            number=number,
            text=taken.text,
            how=taken.how,
            source=taken.source,
            raw=taken.raw,
            item=item,
        )
    except WhichItem as question:
        chosen = None if item else await which_item(screen, question, names)
        if chosen is None:
            raise
        return await to_its_line(screen, verb, number, taken, chosen)


async def which_item(
    screen: StationScreen[Any], question: Ask, names: Mapping[str, str] | None = None
) -> str | None:
    """The one of the question's `choices` that a person says it is; None when they would not say."""
    choices = question.fields["choices"]
    assert isinstance(choices, list)
    rows = [Row(one, (one,) if names is None else (one, names.get(one, ""))) for one in choices]
    chosen = await screen.ask(Choose(question.sentence, rows))
    return None if chosen is None else str(chosen)


async def opens_document(screen: StationScreen[Any], taken: Taken) -> bool:
    """Jump to the document that the text names; False when it names none."""
    found = await screen.do(lookup.find, text=taken.text)
    if not found or found[0].kind != "document":
        return False
    await screen.station.jump(screen, taken)
    return True
