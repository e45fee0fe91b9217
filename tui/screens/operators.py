"""Settings, Operators: who works at the stations, their badges, and who works at this one."""

from collections.abc import Sequence
from typing import ClassVar

from models import operators, rights
from models.language import say
from models.operators import Operator
from tui.commands import Command
from tui.jumping import sign_on
from tui.screens.cards import CardList, Saved
from tui.screens.form import FormScreen
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field


class OperatorsScreen(CardList):
    """All operators by number."""

    commands: ClassVar[tuple[Command, ...]] = (
        *CardList.commands,
        Command("operator", "o", "Works here", "Signs what this station does from now on."),
        Command("unsigned", "w", "Nobody: cost", "Shows or hides cost while nobody has signed on."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[object, Operator] = {}
        self.unsigned = True

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Operators")

    def hint(self) -> str:
        """What to do, and what is shown while nobody works here."""
        seen = (
            say("Cost is shown while nobody has signed on.")
            if self.unsigned
            else say("Cost is hidden while nobody has signed on.")
        )
        return f"{say('Scanning a badge, on any screen, signs its owner on.')} {seen}"

    def empty(self) -> str:
        """What to do first."""
        return say("No operators yet. Press n, and scan a badge into the form.")

    def columns(self) -> Sequence[Column]:
        """Number, name, badge, cost, blocked."""
        return (
            Column(say("Number"), 12),
            Column(say("Name"), 30, grows=True),
            Column(say("Badge"), 8),
            Column(say("Sees cost"), 12),
            Column("", 10),
        )

    async def rows(self) -> Sequence[Row]:
        """Everybody."""
        found = await self.do(operators.list_operators)
        self.unsigned = await self.do(rights.unsigned_sees_cost)
        self.people = {one.number: one for one in found}
        return [_row(one) for one in found]

    def form(self, row: Row | None) -> "OperatorForm":
        """One operator."""
        return OperatorForm(self.people[row.key] if row else None)

    async def do_operator(self) -> None:
        """The operator under the cursor works here."""
        if self.list.row is not None:
            await sign_on(self, str(self.list.row.key))

    async def do_unsigned(self) -> None:
        """Whether cost is shown while nobody has signed on, the other way round."""
        self.unsigned = await self.do(rights.let_unsigned_see_cost, sees=not self.unsigned)
        self.ok(
            say("Cost is shown while nobody has signed on.")
            if self.unsigned
            else say("Cost is hidden while nobody has signed on.")
        )


class OperatorForm(FormScreen[Saved]):
    """One operator; a badge is scanned into its field and never shown again."""

    def __init__(self, person: Operator | None) -> None:
        super().__init__()
        self.person = person

    def heading(self) -> str:
        """Who."""
        return (
            say("Operator {name}", name=self.person.name) if self.person is not None else say("New operator")
        )

    def fields(self) -> Sequence[Field]:
        """Number, name, badge."""
        old = self.person
        badge = say("Scan the badge here; at least {least} characters.", least=operators.BADGE_LEAST)
        number = Field("number", say("Number"), length=25)
        first = number if old is None else Field("number", say("Number"), old.number, "fixed")
        label = say("New badge") if old is not None and old.has_badge else say("Badge")
        fields = [
            first,
            Field("name", say("Name"), old.name if old else "", length=200),
            Field("badge", label, help=badge, length=operators.BADGE_MOST, accepts_scan=True),
        ]
        if old is not None and old.has_badge:
            fields.append(Field("no_badge", say("Take the badge away"), "", "tick"))
        if old is not None:
            fields.append(Field("blocked", say("Blocked"), "yes" if old.blocked else "", "tick"))
        help = say("Cost prices, the worth of stock and margins are shown to them.")
        sees = "yes" if old is None or old.sees_cost else ""
        fields.append(Field("sees_cost", say("Sees cost"), sees, "tick", help=help))
        return fields

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        if self.person is None:
            kept = await self.do(
                operators.create,
                number=values["number"],
                name=values["name"],
                badge=values["badge"],
                sees_cost=bool(values["sees_cost"]),
            )
        else:
            badge = "" if values.get("no_badge") else values["badge"] or None
            kept = await self.do(
                operators.change,
                number=self.person.number,
                name=values["name"],
                badge=badge,
                blocked=bool(values["blocked"]),
                sees_cost=bool(values["sees_cost"]),
            )
        await self.answer(Saved(kept.number, say("Operator {name} is kept.", name=kept.name)))


def _row(one: Operator) -> Row:
    badge = say("✔ yes") if one.has_badge else "–"
    blocked = say("✖ blocked") if one.blocked else ""
    cost = say("✔ yes") if one.sees_cost else say("no")
    return Row(one.number, (one.number, one.name, badge, cost, blocked), "muted" if one.blocked else "")
