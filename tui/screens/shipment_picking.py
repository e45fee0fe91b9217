"""Picking a shipment: each scan to its own line, kept at once, taken back step by step."""

from models import entry, lookup, shipping, suggesting
from models.language import say
from models.refusals import Ask
from models.refusals_scan import IsDocument, NotEditable, UnknownSerial
from models.shipping import Picked
from tui.messages import Taken
from tui.pulls import Pull
from tui.screens.choose_serials import ChooseSerials
from tui.screens.entry_board import Question
from tui.screens.nearest import meant
from tui.screens.not_used import MISFITS, lies_aside, set_aside
from tui.screens.own_line import to_its_line
from tui.screens.shipment_lines import PlainPick, ShipmentLines
from tui.screens.shipment_rows import NoSerialLine

ELSEWHERE = (IsDocument, UnknownSerial)


class PickingScreen(ShipmentLines):
    """The half of a shipment's screen that takes scans."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.pull = Pull()

    async def take_scan(self, taken: Taken) -> None:
        """A unit or a product goes to its line; a document's number opens that document."""
        if not self.draft:
            await self.station.jump(self, taken)
            return
        self.pull.begins(taken)
        try:
            await self._told(await self._pick(taken))
            set_aside(self, self.pull.fitted(taken))
        except MISFITS as refusal:
            found = await self.do(lookup.find, text=taken.text) if isinstance(refusal, ELSEWHERE) else ()
            if found and found[0].kind in {"document", "operator"}:
                await self._elsewhere(taken, found[0].key)
            elif self.pull.misfitted(taken):
                lies_aside(self, taken)
            elif not isinstance(refusal, UnknownSerial) or not await self._meant(taken):
                raise
        except Ask as ask:
            await self._ask_in_list(taken, ask)
        except NotEditable:
            await self.show_lines()
            self.refresh_frame()
            raise

    async def _ask_in_list(self, taken: Taken, ask: Ask) -> None:
        """A question about a unit that gets its serial number here is asked in the list of its line."""
        line = next((line for line in self.lines if line.id == ask.fields.get("line_id")), None)
        if line is None:
            raise ask
        await self.enter_serials(line, Question(taken, ask))
        await self.show_lines(line.line_no)

    async def _meant(self, taken: Taken) -> bool:
        """Pick the unit that a person says they meant by what they typed."""
        document = self.shipment.id if self.shipment else 0
        found = await meant(self, taken, suggesting.for_document, document_id=document, text=taken.text)
        if found is not None:
            await self._told(await self._pick(found[0], found[1].item))
        return found is not None

    async def do_open(self) -> None:
        """The natural thing on the line under the cursor: its units, or its quantity."""
        if (line := self.line) is not None:
            await (self.enter_serials(line) if line.has_serials else self.ask_quantity(line))

    async def do_list(self) -> None:
        """Choose a unit for the line from those in stock."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise NoSerialLine(item=line.item)
        if (serial := await self.ask(ChooseSerials(line.id))) is not None:
            added = await self.do(entry.add, line_id=line.id, text=serial, how="listed")
            await self.show_lines(line.line_no)
            self.say_picked(serial, line, added.swapped)

    async def _pick(self, taken: Taken, item: str = "") -> Picked:
        names = {line.item: line.name for line in self.lines}
        return await to_its_line(self, shipping.pick, self.number, taken, item, names)

    async def _told(self, picked: Picked) -> None:
        serials = self.serials
        await self.show_lines(picked.line_no)
        line = next(line for line in self.lines if line.line_no == picked.line_no)
        if not line.has_serials:
            self.plain_picks.append(PlainPick(line.line_no, 1, serials))
        self.say_picked(_name_of(picked), line, picked.swapped)

    async def _elsewhere(self, taken: Taken, key: str) -> None:
        """Another document was scanned: what is picked here is kept, so it can simply be opened."""
        if self.shipment is not None and key in {self.number, self.shipment.order}:
            self.ok(say("{number} is open here already.", number=key), say("Scan the units."))
        else:
            await self.station.jump(self, taken)


def _name_of(picked: Picked) -> str:
    """The serial that was picked, or how many one label brought."""
    count = len(picked.box)
    return say("{count} units of the label", count=count) if count else picked.text
