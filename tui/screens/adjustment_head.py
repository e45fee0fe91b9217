"""Why stock is adjusted: category, reason and note of a new adjustment, or of a draft."""

from collections.abc import Sequence

from models import adjusting, adjusting_lines, categories
from models.adjusting import Adjustment
from models.language import say
from tui.screens.form import FormDialog
from tui.widgets.fields import Field
from tui.words import category_word


class AdjustmentForm(FormDialog[Adjustment]):
    """Answers the new draft, or `old` as it is now."""

    def __init__(self, old: Adjustment | None = None) -> None:
        super().__init__()
        self.old = old
        self.choices: tuple[tuple[str, str], ...] = ()

    def heading(self) -> str:
        """What this is."""
        return (
            say("New adjustment") if self.old is None else say("Adjustment {number}", number=self.old.number)
        )

    async def load(self) -> None:
        """Read the categories."""
        listed = await self.do(categories.list_categories)
        self.choices = tuple((one.name, category_word(one.name, one.kind)) for one in listed)

    def fields(self) -> Sequence[Field]:
        """Three fields."""
        old = self.old
        category, reason, note = (old.category, old.reason, old.note) if old else ("Status", "", "")
        help = say("Why stock changes; an own category counts as one of the seven types.")
        words = say("In a few words, for whoever looks later.")
        return (
            Field("category", say("Category"), category, "choice", choices=self.choices, help=help),
            Field("reason", say("Reason"), reason, length=200, help=words),
            Field("note", say("Description"), note, length=500),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Make the draft, or change it."""
        if self.old is None:
            await self.answer(await self.do(adjusting.create, **values))
        else:
            await self.answer(await self.do(adjusting_lines.set_head, number=self.old.number, **values))
