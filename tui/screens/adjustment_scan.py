"""A scan on an adjustment finds its own line, whatever line is selected; where it could be several, a person
says which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models import entry, labels_box, lookup, suggesting, tracing
from models.adjusting import Adjustment
from models.kept_here import Meant
from models.labels_box import Box
from models.language import say
from models.lookup import Found
from models.receiving import GoodsLine
from models.refusals import Ask
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.nearest import meant
from tui.screens.serial_rule import offer_rule
from tui.serial_words import added_words
from tui.widgets.cells import Row
from tui.words import way_word

TAKES_NEW = frozenset({"counted", "up"})
"""The ways of a line on which a unit nobody knows can come in."""


@dataclass(frozen=True)
class Question:
    """A scan that waits for a yes, with what has been said before."""

    taken: Taken
    line_id: int
    ask: Ask
    sure: Mapping[str, str] = field(default_factory=dict)


class AdjustmentScan(StationScreen[None]):
    """The half of the adjustment screen that takes scans. The other half shows and posts."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: Adjustment | None = None
        self.question: Question | None = None

    async def take_item(self, item: str) -> None:
        """An item's code was scanned."""

    async def take_shelf(self, locations: Sequence[str]) -> bool:
        """A location's label was scanned where each line is a shelf; True when there is such a line."""
        return False

    def point_at(self, line_id: int) -> None:
        """Put the cursor on a line."""

    def meant(self) -> Meant | None:
        """The adjustment, while it is a draft."""
        draft = self.view is not None and self.view.status == "draft"
        return Meant(self.number) if draft else None

    async def take_scan(self, taken: Taken) -> None:
        """A serial goes to its line, an item gets one; a document or a location is jumped to."""
        self.drop_question()
        view = self.view
        if view is None or view.status != "draft":
            await super().take_scan(taken)
            return
        found = await self.do(lookup.find, text=taken.text)
        if any(one.kind in {"operator", "document"} for one in found):
            await super().take_scan(taken)
            return
        if not found and (box := labels_box.box(taken.text)) is not None:
            await self._box(view, taken, box)
            return
        if view.converts and await self.take_shelf([one.key for one in found if one.kind == "location"]):
            return
        lines = await self._fitting(view, found)
        if len(lines) == 1:
            await self._add(taken, lines[0].id, {})
        elif lines:
            await self._choose_line(taken, lines)
        elif (items := [one.key for one in found if one.kind == "item"]) and len(items) == 1:
            await self.take_item(items[0])
        elif any(one.kind != "serial" for one in found):
            await super().take_scan(taken)
        elif not found and (chosen := await self._meant(view, taken)) is not None:
            await self.take_scan(chosen)
        else:
            self._say_why_not(view, taken.text.strip(), found)

    async def _box(self, view: Adjustment, taken: Taken, box: Box) -> None:
        """A label of several units goes to the line that its first unit fits, all of it or nothing; a new one to a line that
        takes new units.
        """
        if box.refusal is not None:
            raise box.refusal
        found = await self.do(lookup.find, text=box.serials[0])
        lines = await self._fitting(view, found)
        if not found and not view.converts:
            lines = [line for line in view.lines if line.has_serials and line.way in TAKES_NEW]
        if len(lines) == 1:
            await self._add(taken, lines[0].id, {})
        elif lines:
            await self._choose_line(taken, lines)
        elif view.converts or found:
            self._say_why_not(view, box.serials[0], found)
        else:
            words = say("This label stands for {count} units; no line of {number} takes new ones.",
                        count=len(box.serials), number=view.number)  # fmt: skip
            self.refused(words, say("Add a line for their item with a, then scan the label again."))

    async def _meant(self, view: Adjustment, taken: Taken) -> Taken | None:
        """The unit of this adjustment that a person says they meant by what they typed."""
        found = await meant(self, taken, suggesting.for_document, document_id=view.id, text=taken.text)
        return found[0] if found is not None else None

    def drop_question(self) -> None:
        """An open question is answered by nothing but its own key."""
        if self.question is not None:
            self.question = None
            self.idle()
            self.refresh_frame()

    async def do_back(self) -> None:
        """No to a question; otherwise leave, with everything kept."""
        if self.question is None:
            await super().do_back()
            return
        text = self.question.taken.text
        self.drop_question()
        self.noted(say("{serial} was not taken.", serial=text), self.hint())

    async def do_yes(self) -> None:
        """Say yes to the question in the band."""
        question = self.question
        if question is not None:
            sure = {**question.sure, question.ask.question: "yes"}
            await self._add(question.taken, question.line_id, sure)

    async def do_ja(self) -> None:
        """Say yes on a Danish keyboard."""
        await self.do_yes()

    async def do_rule(self) -> None:
        """Make what is usual the rule of the item; then the unit in question is judged by it."""
        question, view = self.question, self.view
        if question is None or view is None:
            return
        item = next(line.item for line in view.lines if line.id == question.line_id)
        if await offer_rule(self, item):
            self.drop_question()
            await self._add(question.taken, question.line_id, question.sure)

    async def _fitting(self, view: Adjustment, found: tuple[Found, ...]) -> list[GoodsLine]:
        """The lines that can take this serial: of its item, in the direction it can go; for one nobody knows,
        the only line that takes new ones.
        """
        lines = [line for line in view.lines if line.has_serials or (line.may_have and line.way != "counted")]
        fitting: list[GoodsLine] = []
        for one in (one for one in found if one.kind == "serial"):
            for life in await self.do(tracing.life, serial=one.key, item=one.detail):
                ways = {"counted", "down"} if life.state == "in stock" else {"counted", "up"}
                fitting += [line for line in lines if line.item == life.item and line.way in ways]
        if found:
            return fitting
        takes_new = [line for line in lines if line.has_serials and line.way in {*TAKES_NEW, "assign"}]
        return takes_new if len(takes_new) == 1 and len(lines) == 1 else []

    async def _choose_line(self, taken: Taken, lines: list[GoodsLine]) -> None:
        rows = [
            Row(
                line.id, (say("line {line}", line=line.line_no), line.item, way_word(line.way), line.location)
            )
            for line in lines
        ]
        question = say("{text} fits several lines. Which?", text=taken.text)
        chosen = await self.ask(Choose(question, rows))
        if isinstance(chosen, int):
            await self._add(taken, chosen, {})

    async def _add(self, taken: Taken, line_id: int, sure: Mapping[str, str]) -> None:
        try:
            added = await self.do(
                entry.add,
                line_id=line_id,
                text=taken.text,
                how=taken.how,
                source="" if taken.how == "keyed" else taken.source,
                raw=taken.raw,
                sure=sure,
            )
        except Ask as ask:
            self.question = Question(taken, line_id, ask, sure)
            self.refresh_frame()
            raise
        self.question = None
        await self.load()
        self.point_at(line_id)
        place = say("line {line}", line=added.line_no)
        way = next((one.way for one in self.view.lines if one.id == line_id), "") if self.view else ""
        count = (
            say("{count} counted", count=added.count)
            if way == "counted"
            else say("{entered} of {quantity}", entered=added.count, quantity=added.wanted)
        )
        self.ok(f"{added_words(added)} · {place} · {count}")
        self.refresh_frame()

    def _say_why_not(self, view: Adjustment, text: str, found: tuple[Found, ...]) -> None:
        serials = [one for one in found if one.kind == "serial"]
        if view.converts:
            self.refused(
                say("{text} is known here, or nobody can say which shelf it lies on.", text=text),
                say("Scan the shelf's label or open its line with Enter, then scan its units."),
            )
        elif not serials:
            self.refused(
                say("{text} is not known here.", text=text),
                say("A new unit goes into its line: open the line with Enter, then scan."),
            )
        else:
            self._say_other(view, text, serials[0])

    def _say_other(self, view: Adjustment, text: str, serial: Found) -> None:
        item = serial.detail
        if any(line.item == item for line in view.lines):
            self.refused(
                say(
                    "{text} is {title}; no line of {number} takes it.",
                    text=text,
                    title=serial.title,
                    number=view.number,
                ),
                say("Add a line in the other direction with a."),
            )
        else:
            self.refused(
                say(
                    "{text} belongs to item {item}, which is not on {number}.",
                    text=text,
                    item=item,
                    number=view.number,
                ),
                say("Put it aside, or add a line for {item} with a.", item=item),
            )
