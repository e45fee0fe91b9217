"""Taking scans on a count: units, products, locations, lists and ranges, and the questions a label asks."""

import json
from collections.abc import Mapping, Sequence

from models import counting_scan
from models.counting_scan import Counted
from models.kept_here import Meant
from models.language import say
from models.refusals import Ask, Refusal
from models.refusals_count import CountedTwice, CountWhichItem
from tui.count_words import counted_words, so_far
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.count_board import CountBoard
from tui.screens.entry_board import Question
from tui.screens.written import several
from tui.widgets.cells import Row


class CountedBySerial(Refusal):
    """Its product code was scanned again, and no unit in between."""

    template = "{item} is counted by its serial numbers, and this is its product code."
    next_step = "Scan the other label of each unit."


class CountScan(CountBoard):
    """The half of the counting screen that takes scans."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.named = False
        """True while a product's code was the last thing scanned: said twice, it is a mistake."""

    def meant(self) -> Meant | None:
        """The count, where one stood, and whose units followed."""
        return Meant(self.number, state=json.dumps([self.location, self.context])) if self.found else None

    def stands(self, state: str) -> bool:
        """Stand there again."""
        self.location, self.context = json.loads(state)
        self.named = False
        self.show_place()
        return True

    async def take_scan(self, taken: Taken) -> None:
        """One unit, one product, one location, or a list or range written by hand."""
        self.drop_question()
        if (many := several(taken)) is not None:
            await self.preview(many, taken.how)
        else:
            await self.count(taken, {})

    async def count(self, taken: Taken, sure: Mapping[str, str]) -> None:
        """Count one text, with what was answered about it."""
        try:
            done = await self.do(
                counting_scan.count,
                number=self.number,
                text=taken.text,
                how=taken.how,
                source=taken.source if taken.how == "scanned" else "",
                raw=taken.raw,
                location=self.location,
                sure={"context": self.context, **sure},
            )
        except CountWhichItem as ask:
            await self._which(taken, ask, sure)
            return
        except Ask as ask:
            self.question = Question(taken, ask, sure)
            self.refresh_frame()
            raise
        except CountedTwice as refusal:
            await self.point_at(str(refusal.fields["serial"]))
            raise
        await self.told(done)

    async def _which(self, taken: Taken, ask: CountWhichItem, sure: Mapping[str, str]) -> None:
        """A serial number that several items have: a person sees which it is."""
        items = ask.fields["choices"]
        assert isinstance(items, list)
        question = say("{serial} can be a unit of several items. Which?", serial=str(ask.fields["serial"]))
        chosen = await self.ask(Choose(question, [Row(item, (item,)) for item in items]))
        if chosen is None:
            self.noted(self.not_added(taken.text), self.hint())
        else:
            await self.count(taken, {**sure, "item": str(chosen)})

    async def told(self, done: Counted) -> None:
        """Say what became of a text."""
        if done.place:
            self.location = done.place
            self.show_place()
            self.ok(say("You count at {location}.", location=done.place), say("Scan what lies there."))
        elif not done.serials and done.has_serials:
            self.names(done.item, done.name)
        else:
            self.named = False
            found = await self.show_newest()
            self.ok(f"{counted_words(done)} · {so_far(found.count.counted)}")

    def names(self, item: str, name: str) -> None:
        """Whose units follow. No sound of success: nothing is counted yet. Raises CountedBySerial."""
        if self.named and self.context == item:
            raise CountedBySerial(item=f"{item} {name}")
        self.context, self.named = item, True
        self.show_place()
        self.noted(say("Units of {item} follow.", item=f"{item} {name}"), say("Scan the serial of each."))

    async def preview(self, texts: Sequence[str], how: str, source: str = "") -> None:
        """Show what many would become; count them when a person says so."""
        from tui.screens.count_paste import CountPaste

        screen = CountPaste(
            self.number, texts, how=how, source=source, location=self.location, context=self.context
        )
        told = await self.ask(screen)
        found = await self.show_newest()
        if told is None:
            self.noted(say("Nothing of the list was counted."))
            return
        words = (
            say("1 unit was counted")
            if told.added == 1
            else say("{count} units were counted", count=told.added)
        )
        self.ok(f"{words} · {so_far(found.count.counted)}")

    async def do_yes(self) -> None:
        """Yes to what a label asks."""
        question = self.question
        if question is not None:
            self.drop_question()
            await self.count(question.taken, {**question.sure, question.ask.question: "yes"})

    def not_added(self, serial: str) -> str:
        """It was not counted."""
        return say("{serial} was not counted.", serial=serial[:100])
