"""Landed cost: freight or duty spread over the units of a receipt, as it is entered and as it was shared out."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import goods_documents, landed, landing, rights
from models.landed import LandedCost, Share
from models.language import say
from models.money import money, parse_money
from models.refusals import Refusal
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog
from tui.widgets.cells import MONEY, Column, Row
from tui.widgets.fields import Field
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList
from tui.words import day, grouped, status_word


class CostNotShown(Refusal):
    """A number was scanned by somebody who may not see cost."""

    template = "{document} is about cost, which is not shown to you."
    next_step = "Ask somebody who may see it; the right is set under Settings, Operators."


class LandedCostForm(FormDialog[LandedCost]):
    """What it is, how much, and how it is spread; answers it as it stands then."""

    def __init__(self, receipt: str) -> None:
        super().__init__()
        self.receipt = receipt

    def heading(self) -> str:
        """The receipt."""
        return say("Landed cost over {receipt}", receipt=self.receipt)

    def fields(self) -> Sequence[Field]:
        """Text, amount, way."""
        ways = (("value", say("By value")), ("quantity", say("By quantity")))
        told = say("By value: what costs twice as much takes twice as much. By quantity: each unit the same.")
        return (
            Field("text", say("Text"), help=say("What it is: freight, duty, insurance."), length=200),
            Field("amount", say("Amount"), "", "number", say("The whole of it, without VAT."), length=18),
            Field("way", say("Spread"), "value", "choice", told, choices=ways),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Spread it; what cannot be read is said at its field."""
        try:
            amount = parse_money(values["amount"])
        except Refusal as refusal:
            self.form.wrong({"amount": refusal.sentence})
            return
        made = await self.do(
            landing.spread, receipt=self.receipt, text=values["text"], amount=amount, way=values["way"]
        )
        await self.answer(made)


class LandedCostScreen(StationScreen[None]):
    """One amount: what each line got, and how much of that had left already."""

    DEFAULT_CSS = """
    LandedCostScreen #facts { height: auto; max-height: 4; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("order", "g", "Receipt", "Opens the receipt it is spread over.", f_key="f3"),
        Command("cancel", "x", "Cancel", "Gives it up; nothing is spread.", destructive=True),
        Command("reverse", "v", "Reverse", "Takes it back from every unit.", destructive=True),
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: LandedCost | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(_columns(), empty=say("It is shared out when the receipt is posted."))

    def heading(self) -> str:
        """Number, text, amount, state."""
        if self.view is None:
            return say("Landed cost {number}", number=self.number)
        view = self.view
        return " · ".join((view.number, view.text, money(view.amount), status_word(view.status)))

    def hint(self) -> str:
        """What to do, by state."""
        match self.view.status if self.view else "":
            case "draft":
                return say("It waits for its receipt. x gives it up, g opens the receipt.")
            case "posted":
                return say("Every unit costs its share more. v takes it back.")
            case "reversed":
                return say("Taken back: every unit costs what it did before.")
            case _:
                return say("Given up: nothing was spread.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """Over what, by which way, over the shares."""
        yield self.facts
        yield self.list

    async def load(self) -> None:
        """The amount as it stands. Raises CostNotShown."""
        if not await self.do(rights.sees_cost):
            self.view = None
            self.list.show([])
            self.facts.update("")
            raise CostNotShown(document=self.number)
        self.show(await self.do(landed.view, number=self.number))

    def show(self, view: LandedCost) -> None:
        """Put it up as it is now."""
        self.view, self.number = view, view.number
        self.list.show([_row(one) for one in view.shares])
        gone = sum(one.gone for one in view.shares)
        parts = (
            say("over {receipt}", receipt=view.receipt),
            view.supplier,
            say("by value") if view.way == "value" else say("by quantity"),
            say("posted {day}", day=day(view.posted_at)) if view.posted_at else "",
        )
        over = " · ".join(part for part in parts if part)
        left = say("{money} belongs to units that had left: cost of sales", money=money(gone)) if gone else ""
        self.facts.update(plain_lines([over, left] if left else [over]))
        if self.band.verdict == "idle":
            self.idle()
        self.refresh_frame()

    def allowed(self, command: Command) -> bool:
        """A draft is given up, a posted one is taken back."""
        status = self.view.status if self.view else ""
        needed = {"cancel": status == "draft", "reverse": status == "posted", "order": bool(status)}
        return needed.get(command.id, True)

    async def do_order(self) -> None:
        """Open the receipt."""
        from tui.screens.receipt import ReceiptScreen

        if self.view is not None:
            self.idle()
            await self.go(ReceiptScreen(self.view.receipt))

    async def do_cancel(self) -> None:
        """Give it up."""
        if await self.ask(
            Confirm(say("Cancel {number}?", number=self.number), say("Nothing is spread then."))
        ):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number), say("Esc goes back."))

    async def do_reverse(self) -> None:
        """Take it back."""
        detail = say("Every unit costs what it did before; what had left is corrected in the cost of sales.")
        if await self.ask(Confirm(say("Reverse {number}?", number=self.number), detail)):
            self.show(await self.do(landing.reverse, number=self.number))
            self.ok(say("{number} is taken back.", number=self.number), say("Esc goes back."))


async def spread_over(screen: StationScreen[Any], receipt: str) -> None:
    """Ask for an amount over `receipt`; where some are spread already, open one of them or ask for another."""
    there = await screen.do(landed.of_receipt, number=receipt)
    if there:
        rows = [Row("new", (say("Spread another amount"), "", ""))]
        rows += [Row(one.number, (f"{one.number} {one.text}", money(one.amount), status_word(one.status)))
                 for one in there]  # fmt: skip
        question = say("Landed cost of {receipt}", receipt=receipt)
        chosen = await screen.ask(Choose(question, rows, _choice_columns()))
        if chosen is None:
            return
        if chosen != "new":
            screen.idle()
            await screen.go(LandedCostScreen(str(chosen)))
            return
    made = await screen.ask(LandedCostForm(receipt))
    if made is None:
        return
    words = (
        say(
            "{number}: {money} waits for {receipt}.",
            number=made.number,
            money=money(made.amount),
            receipt=receipt,
        )
        if made.status == "draft"
        else say("{number}: {money} is spread.", number=made.number, money=money(made.amount))
    )
    screen.ok(words, say("w opens it."))


def _choice_columns() -> tuple[Column, ...]:
    return (
        Column(say("Landed cost"), 30, grows=True),
        Column(say("Amount"), MONEY, right=True),
        Column(say("State"), 9),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Item"), 14),
        Column(say("Name"), 14, grows=True),
        Column(say("Units"), 9, right=True),
        Column(say("Amount"), MONEY, right=True),
        Column(say("In stock"), MONEY, right=True, spare=1),
        Column(say("Had left"), MONEY, right=True),
    )


def _row(one: Share) -> Row:
    cells = (one.item, one.name, grouped(one.units), money(one.amount), money(one.here), money(one.gone))
    return Row(one.line_no, cells)
