"""Deciding on the lists of a count: each difference accepted or left out, with its reason; an unknown unit gets its item."""

from collections.abc import Sequence

from models import counting_choices
from models.counting_findings import Finding, Review
from models.language import say
from tui.count_words import decision_words, finding_words, list_word
from tui.screens.count_lists import CountLists
from tui.screens.typed import Typed


class CountDeciding(CountLists):
    """The half of a review's screen that decides; nothing changes in stock by it."""

    async def do_take(self) -> None:
        """Accept the difference under the cursor, or leave it out; an unknown unit asks for its item."""
        one = self.finding
        if one is None:
            return
        if one.list == "unknown" and not one.take and not one.held:
            await self.do_item()
            return
        self._decided(
            await self.do(
                counting_choices.accept, number=self.number, keys=[one.key], accepted=not one.accepted
            ),
            one,
        )

    async def do_all(self) -> None:
        """Accept every difference that is shown, or none."""
        shown = self._shown()
        if not shown:
            self.refused(say("Nothing is on this list."))
            return
        able = [one for one in shown if not one.blocked and (one.list != "unknown" or one.take)]
        accepted = not all(one.accepted for one in able)
        keys = [one.key for one in shown]
        review = await self.do(counting_choices.accept, number=self.number, keys=keys, accepted=accepted)
        self.show(review)
        self.ok(
            say(
                "Accepted on this list: {count} of {total}.",
                count=sum(one.accepted for one in self._shown()),
                total=len(shown),
            )
        )

    async def do_reason(self) -> None:
        """Why, for one."""
        one = self.finding
        if one is None:
            return
        name = one.serial or one.item
        reason = await self.ask(Typed(say("Why is {name} different?", name=name), one.reason))
        if reason is not None:
            review = await self.do(
                counting_choices.give_reason, number=self.number, keys=[one.key], reason=reason
            )
            self.show(review)
            self.ok(say("{name}: {reason}", name=name, reason=reason))

    async def do_list_reason(self) -> None:
        """Why, for a whole list: the one shown, or the one of the difference under the cursor."""
        one = self.finding
        name = one.list if one is not None else self.shown
        if self.review is None or name not in ("missing", "elsewhere", "unknown", "quantity"):
            self.refused(say("Nothing is on this list."))
            return
        question = say("Why, for the whole list: {list}?", list=list_word(name))
        reason = await self.ask(Typed(question, self.review.reasons.get(name, "")))
        if reason is not None:
            self.show(
                await self.do(counting_choices.usual_reason, number=self.number, list=name, reason=reason)
            )
            self.ok(say("{name}: {reason}", name=list_word(name), reason=reason))

    async def do_item(self) -> None:
        """Whose unit an unknown one is."""
        from tui.screens.choose_item import ChooseItem

        one = self.finding
        if one is None or one.list != "unknown":
            self.refused(
                say("Only an unknown unit gets an item here."), say("Choose one of the list of the unknown.")
            )
            return
        item = await self.ask(ChooseItem(say("Which item is {serial} a unit of?", serial=one.serial)))
        if item is not None:
            review = await self.do(counting_choices.take_as, number=self.number, keys=[one.key], item=item)
            self._decided(review, one)

    def _decided(self, review: Review, before: Finding) -> None:
        self.show(review)
        now = next((one for one in review.differences if one.key == before.key), before)
        self.ok(f"{now.serial or now.item}: {decision_words(now)} · {finding_words(now)}")

    def _has_differences(self) -> bool:
        """Whether the list that is shown has something to decide."""
        return self.shown not in ("found", "moved") and bool(self._shown())

    def _shown(self) -> Sequence[Finding]:
        if self.review is None:
            return ()
        return self.review.differences if self.shown == "all" else self.review.on(self.shown)
