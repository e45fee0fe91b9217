"""Settings, Add-ons: installing and removing parts of the program."""

from collections.abc import Sequence
from typing import ClassVar

from models import settings
from models.language import say
from tui.commands import Command
from tui.screens.cards import CardList
from tui.screens.confirm import Confirm
from tui.widgets.cells import Column, Row


class AddOnsScreen(CardList):
    """Install is at once; Remove asks, and is refused while anything uses the add-on."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Install", "Installs the add-on under the cursor.", f_key="f2"),
        Command("install", "i", "Install", "Installs the add-on under the cursor.", shown=False),
        Command(
            "remove", "d", "Remove", "Removes the add-on under the cursor.", f_key="f9", destructive=True
        ),
        Command("remove_too", "delete", "Remove", shown=False, destructive=True),
    )

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Add-ons")

    def hint(self) -> str:
        """What to do."""
        installed = bool(self.list.rows) and self._row_is("ok")
        return (
            say("It is installed. Tick “Has serial numbers?” on the items that need it.")
            if installed
            else say("Choose an add-on; Enter installs it.")
        )

    def columns(self) -> Sequence[Column]:
        """Its name, whether it is installed, and what it does."""
        return (Column(say("Add-on"), 18), Column(say("State"), 18), Column("", 40, grows=True))

    async def rows(self) -> Sequence[Row]:
        """All there are."""
        found = await self.do(settings.add_ons)
        return [
            Row(
                one.name,
                (
                    say(one.title),
                    say("✔ installed") if one.installed else say("○ not installed"),
                    about(one.name),
                ),
                "ok" if one.installed else "",
            )
            for one in found
        ]

    def allowed(self, command: Command) -> bool:
        """What is installed can only be removed, and the other way round."""
        if command.id in {"take", "install"}:
            return self._row_is("")
        return not command.id.startswith("remove") or self._row_is("ok")

    async def do_take(self) -> None:
        """Install."""
        await self.do_install()

    async def do_install(self) -> None:
        """Install the add-on under the cursor."""
        if self.list.row is not None:
            done = await self.do(settings.install, name=str(self.list.row.key))
            await self.load()
            self.refresh_frame()
            self.ok(
                say("{title} is installed.", title=say(done.title)),
                say("Tick “Has serial numbers?” on items."),
            )

    async def do_remove(self) -> None:
        """Remove the add-on under the cursor."""
        row = self.list.row
        if row is None:
            return
        question = say("Remove {title}?", title=row.cells[0])
        if await self.ask(Confirm(question, say("Nothing is lost; it can be installed again."))):
            await self.do(settings.remove, name=str(row.key))
            await self.load()
            self.refresh_frame()
            self.ok(say("{title} is removed.", title=row.cells[0]))

    async def do_remove_too(self) -> None:
        """As Remove."""
        await self.do_remove()

    def _row_is(self, tone: str) -> bool:
        return self.list.row is not None and self.list.row.tone == tone


def about(name: str) -> str:
    """What an add-on does."""
    words = {settings.SERIALS: say("every unit has its own number and history")}
    return words.get(name, "")
