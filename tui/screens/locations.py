"""Settings, Locations: the places that hold stock."""

from collections.abc import Sequence
from typing import ClassVar

from models import places
from models.language import say
from models.places import Place
from tui.commands import Command
from tui.screens.cards import CardList, Saved
from tui.screens.form import FormScreen
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field
from tui.words import grouped


class LocationsScreen(CardList):
    """All locations by number, with what they hold."""

    commands: ClassVar[tuple[Command, ...]] = (
        *CardList.commands,
        Command("serials", "s", "Serial numbers", "Shows the serial numbers that lie there."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[object, Place] = {}

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Locations")

    def hint(self) -> str:
        """What to do."""
        return say("A location's number is its barcode: scanned anywhere, it shows what lies there.")

    def empty(self) -> str:
        """What to do first."""
        return say("No locations yet. Press n to make the first shelf; goods need a place.")

    def columns(self) -> Sequence[Column]:
        """Number, name, units, blocked."""
        return (
            Column(say("Number"), 14),
            Column(say("Name"), 30, grows=True),
            Column(say("Units"), 9, right=True),
            Column("", 10),
        )

    async def rows(self) -> Sequence[Row]:
        """All of them."""
        found = await self.do(places.list_places)
        self.places = {one.number: one for one in found}
        return [
            Row(
                one.number,
                (one.number, one.name, grouped(one.on_hand), say("✖ blocked") if one.blocked else ""),
                "muted" if one.blocked else "",
            )
            for one in found
        ]

    def form(self, row: Row | None) -> "LocationForm":
        """One location."""
        return LocationForm(self.places[row.key] if row else None)

    async def do_serials(self) -> None:
        """What lies at the location under the cursor."""
        from tui.screens.serials import SerialsScreen

        if self.list.row is not None:
            await self.go(SerialsScreen(location=str(self.list.row.key)))


class LocationForm(FormScreen[Saved]):
    """One location; its number stays, for it is printed on the shelf."""

    def __init__(self, place: Place | None) -> None:
        super().__init__()
        self.place = place

    def heading(self) -> str:
        """Which."""
        return say("Location {number}", number=self.place.number) if self.place else say("New location")

    def fields(self) -> Sequence[Field]:
        """Number, name, blocked."""
        old = self.place
        if old is None:
            return (
                Field("number", say("Number"), length=25, help=say("As on the shelf: A-01.")),
                Field("name", say("Name"), length=200),
            )
        words = say("A blocked location takes no new goods; what lies there can leave.")
        return (
            Field("number", say("Number"), old.number, "fixed"),
            Field("name", say("Name"), old.name, length=200),
            Field("blocked", say("Blocked"), "yes" if old.blocked else "", "tick", help=words),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        if self.place is None:
            kept = await self.do(places.create, number=values["number"], name=values["name"])
        else:
            kept = await self.do(
                places.change,
                number=self.place.number,
                name=values["name"],
                blocked=bool(values["blocked"]),
            )
        await self.answer(Saved(kept.number, say("Location {number} is kept.", number=kept.number)))
