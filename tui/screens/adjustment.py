"""One adjustment: what its state leaves to do, its head, and the posting."""

from typing import ClassVar

from models import adjusting, goods_documents, goods_reversing
from models.language import say
from models.refusals_shape import UnusualShape
from tui.commands import Command
from tui.screens.adjustment_lines import AdjustmentLines
from tui.screens.adjustment_rows import heading_words, moved_words, short
from tui.screens.confirm import Confirm
from tui.words import status_word

DRAFT_ONLY = {"add", "units", "edit", "head", "undo", "post", "cancel", "remove"}
NEED_LINE = {"take", "edit", "remove", "undo", "post"}
NOT_SHELVES = {"add", "edit", "remove"}


class AdjustmentScreen(AdjustmentLines):
    """A draft until it is posted; a posted one can be reversed."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes", "Answers the question in the band.", f_key="f3"),
        Command("ja", "j", "Yes", shown=False),
        Command("rule", "h", "Make a rule", "Makes what is usual among the item's serial numbers its rule."),
        Command("take", "enter", "Serial numbers", "Opens the serial numbers of a line, or its quantity."),
        Command(
            "units", "b", "Serials", "Opens the serial numbers of a line that goes by quantity.", f_key="f4"
        ),
        Command("add", "a", "Add line", "Adds a line: adjust difference, or counted quantity.", f_key="f6"),
        Command("edit", "plus", "Edit line", "Changes quantity, cost price and location of a line."),
        Command("head", "e", "Edit head", "Changes category, reason and description."),
        Command("undo", "u", "Undo", "Takes back the last serial number scanned here.", f_key="f5"),
        Command("remove", "delete", "Remove", "Takes the line off.", destructive=True),
        Command("post", "c", "Post", "Makes the adjustment final: stock changes now.", f_key="f2"),
        Command("cancel", "x", "Cancel", "Drops the draft.", destructive=True),
        Command("links", "g", "Count", "Opens the count it came from."),
        Command("reverse", "v", "Reverse", "Puts every unit back where it was before.", destructive=True),
    )

    def heading(self) -> str:
        """Number, status and category."""
        if self.view is None:
            return say("Adjustment {number}", number=self.number)
        return heading_words(self.view)

    def hint(self) -> str:
        """What to do now."""
        view = self.view
        if view is None:
            return ""
        if view.status != "draft":
            word = status_word(view.status)
            return say("{number} is {status}; nothing can be changed on it.", number=view.number, status=word)
        if view.converts:
            return say(
                "Scan a shelf's label or press Enter, then scan its units. c gives them their numbers."
            )
        if not view.lines:
            return say("Press a to add a line, or scan the product code of an item.")
        if any(line.has_serials for line in view.lines):
            return say("Scan units onto their line, or open a line with Enter. c posts.")
        return say("Press a for another line, c to post.")

    def set_aside(self) -> str:
        """The draft, as far as it is."""
        if self.view is None or self.view.status != "draft":
            return ""
        entered = sum(line.entered for line in self.view.lines if line.has_serials)
        return say("{document} is set aside; entered: {count}.", document=self.number, count=entered)

    def allowed(self, command: Command) -> bool:
        """What the status and the lines leave to do."""
        view = self.view
        if command.id in {"yes", "ja"}:
            return self.question is not None
        if command.id == "rule":
            return self.question is not None and isinstance(self.question.ask, UnusualShape)
        if command.id == "links":
            return bool(self.count)
        if view is None:
            return command.id not in DRAFT_ONLY | NEED_LINE | {"reverse"}
        if command.id in DRAFT_ONLY and view.status != "draft":
            return False
        if command.id == "units":
            return any(line.may_have and line.way != "counted" for line in view.lines)
        if view.converts and (command.id in NOT_SHELVES or command.id == "post"):
            return command.id == "post"
        if command.id == "take" and view.status != "draft":
            return any(line.has_serials or line.may_have for line in view.lines)
        if command.id in NEED_LINE and not view.lines:
            return False
        return command.id != "reverse" or view.status == "posted"

    async def do_head(self) -> None:
        """Change why stock is adjusted."""
        from tui.screens.adjustment_head import AdjustmentForm

        self.drop_question()
        changed = await self.ask(AdjustmentForm(self.view))
        if changed is not None:
            self.show_view(changed)
            self.ok(say("{number} is changed.", number=self.number))

    async def do_post(self) -> None:
        """Post; a counted serial line shows its difference first and asks."""
        from tui.screens.adjustment_difference import DifferenceDialog

        self.drop_question()
        shown = await self.do(adjusting.difference, number=self.number)
        if any(one.has_serials and (one.missing or one.extra) for one in shown) and not await self.ask(
            DifferenceDialog(self.number, shown)
        ):
            self.noted(say("{number} is still a draft.", number=self.number))
            return
        done = await self.do(adjusting.post, number=self.number, confirmed=shown)
        await self.load()
        self.ok(say("{number} is posted: {moved}.", number=self.number, moved=moved_words(done)))

    async def do_cancel(self) -> None:
        """Drop the draft."""
        question = Confirm(
            say("Cancel {number}?", number=self.number),
            say("Its lines and the serial numbers on it are dropped; its number stays used."),
        )
        if await self.ask(question):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number))

    async def do_reverse(self) -> None:
        """Counter the posted adjustment."""
        question = Confirm(
            say("Reverse {number}?", number=self.number),
            say("Every unit goes back where it was. The adjustment and its reversal both stay in the book."),
        )
        if await self.ask(question):
            done = await self.do(goods_reversing.reverse, number=self.number)
            await self.load()
            self.ok(say("{number} is reversed: {moved}.", number=self.number, moved=moved_words(done)))

    async def do_links(self) -> None:
        """Open the count it came from."""
        from tui.jumping import count_screen

        if self.count:
            self.idle()
            await self.go(count_screen(self.count))

    def confirms(self) -> tuple[str, ...]:
        """Yes to a question; the serial numbers a line still wants; then posting."""
        line = self.chosen()
        return ("yes", "take") if line is not None and short(line) else ("yes", "post")
