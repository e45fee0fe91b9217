"""Counting: scan what lies there. Every scan is on disk before its verdict; nothing here tells what the book expects (R3.9).

1. A unit is counted by its serial, everything else by its product code, one at a time or as a quantity with +.
2. The code of an item with serials says whose units follow; a location's barcode says where one stands.
3. Enter ends the counting, after a question, and shows the lists; Esc leaves, with everything kept.
"""

from typing import ClassVar

from models import counting, counting_lists, counting_reading, counting_scan
from models.language import say
from tui.commands import Command
from tui.count_words import off_words, so_far
from tui.messages import Taken
from tui.screens.confirm import Confirm
from tui.screens.count_scan import CountScan
from tui.screens.typed import ask_number
from tui.words import grouped


class CountScreen(CountScan):
    """A count that goes on; leaving it keeps everything."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes, count it", "Answers the question in the band with yes."),
        Command("ja", "j", "Yes, count it", shown=False),
        Command("quantity", "plus", "Quantity", "Counts a quantity of an item without serials.", "f4"),
        Command("undo", "u", "Undo", "Takes the last unit off the count; again for the one before.", "f5"),
        Command("range", "r", "Range", "Adds first..last or first x count, shown before it counts.", "f6"),
        Command("paste", "p", "Paste/file", "Adds a pasted list or a file, shown before it counts.", "f7"),
        Command("remove", "delete", "Remove", "Takes the row under the cursor off the count.", "d"),
        Command("location", "l", "Location", "Says where you count; so does scanning the location.", "f9"),
        Command("item", "i", "Item", "Says whose units follow; so does scanning a product code."),
        Command("cancel", "x", "Cancel", "Drops the count; nothing has changed.", destructive=True),
        Command("finish", "enter", "Finish", "Ends the counting and shows what differs. Asks first.", "f2"),
        Command("back", "escape", "Leave (kept)", "Goes back; everything counted is kept."),
    )

    def hint(self) -> str:
        """What to do with the next unit."""
        if self.everywhere and not self.location:
            return say("Scan the barcode of the location where you begin.")
        return say(
            "Scan every unit that lies here, and the product code of goods without a number of their own."
        )

    def prompt(self) -> str:
        """Any way in."""
        return say("scan, type or paste")

    def allowed(self, command: Command) -> bool:
        """Yes only to a question; a location only where there are several."""
        if command.id in {"yes", "ja"}:
            return self.question is not None
        if command.id == "location":
            return self.everywhere
        if command.id == "item":
            return self.found is not None and not self.found.count.item
        return True

    def asks_itself(self, command: Command) -> bool:
        """Finishing asks."""
        return command.id == "finish"

    def confirms(self) -> tuple[str, ...]:
        """Yes to a question, else the end of the counting."""
        return ("yes", "finish")

    async def do_undo(self) -> None:
        """What was counted last goes off again."""
        self.drop_question()
        off = await self.do(counting_lists.undo, number=self.number)
        found = await self.show_newest()
        self.ok(f"{off_words(off)} · {so_far(found.count.counted)}")

    async def do_remove(self) -> None:
        """The row under the cursor goes off."""
        self.drop_question()
        if self.rows.entry is None:
            self.refused(say("There is no unit to remove."), self.hint())
            return
        off = await self.do(counting_lists.remove, number=self.number, row=self.rows.entry.id)
        found = await self.show_list()
        self.ok(f"{off_words(off)} · {so_far(found.count.counted)}")

    async def do_quantity(self) -> None:
        """A quantity of an item without serials: which, then how many."""
        from tui.screens.choose_item import ChooseItem

        self.drop_question()
        newest = self.found.rows[0] if self.found and self.found.rows else None
        item = self.found.count.item if self.found else ""
        item = item or (newest.item if newest is not None and not newest.serial else "")
        item = item or await self.ask(ChooseItem(say("Count a quantity of which item?"))) or ""
        if not item:
            return
        question = say("How many of {item} lie here?", item=item)
        detail = say("They are added to what is counted of it already.")
        quantity = await ask_number(self, question, detail)
        if quantity is not None:
            done = await self.do(
                counting_scan.count_quantity,
                number=self.number,
                item=item,
                quantity=quantity,
                location=self.location,
            )
            await self.told(done)

    async def do_location(self) -> None:
        """Say where one stands."""
        from tui.screens.choose_place import ChoosePlace

        if (place := await self.ask(ChoosePlace(say("Where do you count?")))) is not None:
            await self.count(Taken(place, "keyed"), {})

    async def do_item(self) -> None:
        """Say whose units follow."""
        from tui.screens.choose_item import ChooseItem

        if (item := await self.ask(ChooseItem(say("Whose units follow?")))) is None:
            return
        found = await self.do(counting_reading.item_by, "i.number = ?", item)
        if found is not None and found.has_serials:
            self.named = False
            self.names(found.number, found.name)
        else:
            self.refused(say("{item} has no serial numbers.", item=item), say("Count it with +."))

    async def do_cancel(self) -> None:
        """Drop the count."""
        question = say("Drop {number}?", number=self.number)
        if await self.ask(
            Confirm(question, say("Nothing changes in stock. What was counted can still be read."))
        ):
            await self.do(counting.cancel, number=self.number)
            await self._to_review()

    async def do_finish(self) -> None:
        """End the counting, once a person agrees."""
        self.drop_question()
        total = self.found.count.counted if self.found else 0
        question = say("Is everything counted? {count} so far.", count=grouped(total))
        detail = say("Then the lists show what differs. Nothing changes before they are approved.")
        if await self.ask(Confirm(question, detail)):
            await self.do(counting.finish, number=self.number)
            await self._to_review()

    async def _to_review(self) -> None:
        """The lists take this screen's place."""
        from tui.screens.count_review import CountReview

        await self.leave()
        await self.station.station_screen.go(CountReview(self.number))
