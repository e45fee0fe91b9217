"""What the serial number report shows: text, item, state, place, customer."""

from collections.abc import Sequence

from models import items, places
from models.language import say
from models.refusals import Refusal
from models.serial_report import STATES, SerialFilter
from tui.commands import Command
from tui.screens.form import FormDialog
from tui.widgets.fields import Field
from tui.words import state_word


class FilterForm(FormDialog[SerialFilter]):
    """Answers the filter. An item or a place that does not exist is said at once, never an empty table."""

    commands = (
        Command("save", "f2", "Show", "Shows what the form says; so does Enter on the last field."),
        *(command for command in FormDialog.commands if command.id != "save"),
    )

    def __init__(self, filter: SerialFilter, *, with_item: bool = True) -> None:
        super().__init__()
        self.filter = filter
        self.with_item = with_item

    def heading(self) -> str:
        """What this is."""
        return say("Which serial numbers?")

    def fields(self) -> Sequence[Field]:
        """The filter as it is."""
        states = tuple((state, state_word(state)) for state in ("", *STATES))
        kept = self.filter
        own = Field("item", say("Item number"), kept.item, length=25, accepts_scan=True)
        return (
            Field("text", say("Contains"), kept.text, length=100, help=say("Any part of the serial number.")),
            *((own,) if self.with_item else ()),
            Field("state", say("State"), kept.state, "choice", choices=states),
            Field("location", say("Location"), kept.location, length=25, accepts_scan=True),
            Field("customer", say("Customer"), kept.customer, help=say("Part of the customer's name.")),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Check that item and place exist."""
        wrong: dict[str, str] = {}
        if self.with_item and values["item"]:
            try:
                await self.do(items.view, number=values["item"])
            except Refusal as refusal:
                wrong["item"] = refusal.sentence
        if values["location"]:
            try:
                await self.do(places.view, number=values["location"])
            except Refusal as refusal:
                wrong["location"] = refusal.sentence
        if wrong:
            self.form.wrong(wrong)
        else:
            await self.answer(SerialFilter(**({"item": self.filter.item} | values)))
