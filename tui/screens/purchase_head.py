"""The head of a purchase order as a form: supplier's reference, the day it is due, a note."""

from collections.abc import Sequence

from models.language import say
from models.order_heads import HeadChange
from models.orders import due_date
from models.purchasing import PurchaseOrder
from models.refusals import Refusal
from tui.screens.form import FormDialog
from tui.widgets.fields import Field


class PurchaseHead(FormDialog[HeadChange]):
    """Answers the change; the supplier of an order stays what it is."""

    def __init__(self, order: PurchaseOrder) -> None:
        super().__init__()
        self.order = order

    def heading(self) -> str:
        """The order."""
        return f"{self.order.number} · {self.order.supplier.name}"

    def fields(self) -> Sequence[Field]:
        """Three fields."""
        due = self.order.due.isoformat() if self.order.due else ""
        day = say("Year-month-day, such as 2026-11-23; empty for no day.")
        return (
            Field("their_reference", say("Their reference"), self.order.their_reference, length=60),
            Field("due", say("Due"), due, help=day, length=10),
            Field("note", say("Note"), self.order.note.replace("\n", " "), length=200),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Answer what was typed, if the day is one."""
        try:
            due = due_date(values["due"])
        except Refusal as refusal:
            self.form.wrong({"due": str(refusal)})
            return
        await self.answer(
            HeadChange(their_reference=values["their_reference"], note=values["note"], due=due, set_due=True)
        )
