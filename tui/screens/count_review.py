"""The lists of a count, by its state: decided on, approved, exported. Approving posts one adjustment.

Until then nothing changes. A count that is not finished shows nothing here but that it goes on.
"""

from datetime import date
from pathlib import Path
from typing import ClassVar

from models import counting, counting_approve, counting_results
from models.counting import APPROVED, COUNTING, FINISHED
from models.exporting_count import count_csv
from models.language import say
from models.refusals_count import CountChanged
from tui.commands import Command
from tui.count_words import approval_words, finding_words, list_word
from tui.messages import Taken
from tui.screens.confirm import Confirm
from tui.screens.count_deciding import CountDeciding
from tui.screens.serial_export import ExportForm, write_file

DECIDING = {"take", "all", "reason", "list_reason", "item", "approve", "count_on"}
READING = {"next", "export"}
NEED_ROW = {"take", "reason", "item", "life"}
NEED_LIST = {"all", "list_reason"}


class CountReview(CountDeciding):
    """Deciding what a count has found. A scanned unit is pointed at on its list."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take", "enter", "Accept/leave", "Accepts the difference under the cursor, or leaves it out."
        ),
        Command("count", "enter", "Count", "Goes on counting.", f_key="f2"),
        Command("life", "enter", "Life", "Shows where the unit under the cursor has been."),
        Command("all", "a", "All/none", "Accepts every difference of the list that is shown, or none.", "f6"),
        Command("reason", "e", "Reason", "Says why, for the difference under the cursor.", "f4"),
        Command(
            "list_reason",
            "t",
            "List reason",
            "Says why, for all of the list that have no reason of their own.",
        ),
        Command("item", "i", "Item", "Says whose unit an unknown one is; it is accepted with it.", "f7"),
        Command("next", "tab", "Next", "Shows the next list; a number shows that one.", "f3", shown=False),
        *(Command(f"list:{n}", str(n), "Show this list", shown=False) for n in range(1, 8)),
        Command("approve", "c", "Approve", "Posts what is accepted as one adjustment. Asks first.", "f2"),
        Command("count_on", "b", "Count on", "Goes back to counting; what was decided is kept.", "f5"),
        Command("export", "s", "Export", "Writes the lists to a CSV file.", f_key="f9"),
        Command("links", "g", "Adjustment", "Opens the adjustment that came of it."),
        Command("cancel", "x", "Cancel", "Drops the count; nothing has changed.", destructive=True),
    )

    def hint(self) -> str:
        """What to do now."""
        if self.review is None:
            return ""
        if self.status == COUNTING:
            return say("Enter goes on counting.")
        if self.status == APPROVED:
            number = self.review.count.adjustment
            if not number:
                return say("Approved; nothing was to change.")
            reversed_ = self.review.count.adjustment_status == "reversed"
            return (
                say("{number} changed stock and was reversed.", number=number)
                if reversed_
                else say("{number} changed stock.", number=number)
            )
        if self.status != FINISHED:
            return ""
        if not self._has_differences():
            return (
                say("Nothing is to be decided on this list; c approves.") + f" {approval_words(self.review)}"
            )
        return say("Enter accepts a difference or leaves it out; c approves. ") + approval_words(self.review)

    def allowed(self, command: Command) -> bool:
        """What the state of the count leaves to do."""
        if command.id == "count":
            return self.status == COUNTING
        if command.id == "life":
            return self.status == APPROVED and self.finding is not None and self.finding.serial_id is not None
        if command.id == "cancel":
            return self.status in (COUNTING, FINISHED)
        if command.id == "links":
            return self.review is not None and bool(self.review.count.adjustment)
        if command.id in READING or command.id.startswith("list:"):
            return self.status in (FINISHED, APPROVED)
        if command.id in DECIDING:
            row = self.finding
            changes = row is not None and row.list != "found"
            if command.id == "item":
                changes = row is not None and row.list == "unknown"
            elif command.id in NEED_LIST:
                changes = self._has_differences()
            return self.status == FINISHED and (changes or command.id not in NEED_ROW | NEED_LIST)
        return True

    def asks_itself(self, command: Command) -> bool:
        """Approving asks."""
        return command.id == "approve"

    def confirms(self) -> tuple[str, ...]:
        """Counting goes on, or what is accepted is approved."""
        return ("count", "approve")

    async def take_scan(self, taken: Taken) -> None:
        """A unit of the lists is pointed at; everything else opens."""
        if self.point_at(taken.text.strip()) and self.finding is not None:
            one = self.finding
            self.ok(f"{one.serial}: {list_word(one.list)}, {finding_words(one)}")
        else:
            await super().take_scan(taken)

    async def do_count(self) -> None:
        """Go on counting."""
        from tui.screens.count import CountScreen

        await self.leave()
        await self.station.station_screen.go(CountScreen(self.number))

    async def do_count_on(self) -> None:
        """Back to counting."""
        await self.do(counting.go_on, number=self.number)
        await self.do_count()

    async def do_approve(self) -> None:
        """Post what is accepted, once a person agrees to what they see."""
        shown = self.review
        if shown is None:
            return
        question = say("Approve {number}?", number=self.number)
        if not await self.ask(Confirm(question, approval_words(shown))):
            return
        try:
            done = await self.do(counting_approve.approve, number=self.number, shown=shown)
        except CountChanged:
            await self.load()
            raise
        await self.load()
        if done.adjustment:
            self.ok(
                say(
                    "{number} is approved: {adjustment} is posted.",
                    number=self.number,
                    adjustment=done.adjustment,
                )
            )
        else:
            self.ok(say("{number} is approved; stock stays as it is.", number=self.number))

    async def do_cancel(self) -> None:
        """Drop the count."""
        question = say("Drop {number}?", number=self.number)
        if await self.ask(
            Confirm(question, say("Nothing changes in stock. What was counted can still be read."))
        ):
            await self.do(counting.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is dropped.", number=self.number))

    async def do_links(self) -> None:
        """Open the adjustment."""
        from tui.screens.adjustment import AdjustmentScreen

        if self.review is not None and self.review.count.adjustment:
            self.idle()
            await self.go(AdjustmentScreen(self.review.count.adjustment))

    async def do_life(self) -> None:
        """Where the unit under the cursor has been."""
        from tui.screens.serial_life import SerialLifeScreen

        one = self.finding
        if one is not None and one.serial:
            self.idle()
            await self.go(SerialLifeScreen(one.serial, one.item))

    async def do_export(self) -> None:
        """The lists as a CSV file."""
        name = f"{self.number}-{date.today().isoformat()}.csv"
        path: Path | None = await self.ask(ExportForm(name))
        if path is not None:
            review = await self.do(counting_results.lists_of, number=self.number)
            await write_file(self, path, count_csv(review))
