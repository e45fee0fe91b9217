"""The questions of the serial dialog: each about one unit, answered by its own key and dropped by the next scan."""

from collections.abc import Mapping

from models.language import say
from models.refusals_shape import UnusualShape
from tui.messages import Taken
from tui.screens.serial_board import SerialBoard
from tui.screens.serial_rule import offer_rule
from tui.screens.typed import Typed


class SerialQuestions(SerialBoard):
    """The half of the serial dialog that asks."""

    async def add(self, taken: Taken, sure: Mapping[str, str]) -> None:
        """One unit, with what was answered about it."""

    def answerable(self, command: str) -> bool:
        """Whether the open question has this answer; a rule is made only where one was learned."""
        if self.question is None:
            return False
        return command != "rule" or isinstance(self.question.ask, UnusualShape)

    async def do_yes(self) -> None:
        """The unit is what the question says; for an unannounced one a reason is asked as well."""
        question = self.question
        if question is None:
            return
        answer: str | None = "yes"
        if question.ask.question == "unexpected":
            detail = say("The reason is kept with the unit.")
            answer = await self.ask(
                Typed(say("Why is {serial} taken all the same?", serial=question.taken.text), detail)
            )
        if answer is None or self.question is not question:
            return
        self.drop_question()
        await self.add(question.taken, {**question.sure, question.ask.question: answer})

    async def do_rule(self) -> None:
        """Make what is usual the rule of the item; then the unit in question is judged by it."""
        question = self.question
        if question is None or self.found is None or not await offer_rule(self, self.found.item):
            return
        self.drop_question()
        await self.add(question.taken, question.sure)

    def not_added(self, serial: str) -> str:
        """It was not taken."""
        return say("{serial} was not taken.", serial=serial)
