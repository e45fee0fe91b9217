"""The units on a repair's screen: each scan puts one on a draft, or marks one that is here."""

from textual.app import ComposeResult
from textual.widgets import Static

from models import entry, repairing, repairs
from models.kept_here import Meant
from models.language import say
from models.orders import Linked
from models.refusals_scan import IsDocument, UnknownSerial
from models.repairs import Repair, RepairUnit
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.links import go_along
from tui.screens.own_line import opens_document, to_its_line
from tui.screens.repair_rows import columns, facts_of, row_of
from tui.screens.usual import Usual
from tui.serial_words import undone_words
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class RepairUnits(StationScreen[None]):
    """The half of a repair's screen that reads labels and shows units."""

    DEFAULT_CSS = """
    RepairUnits #facts { height: auto; max-height: 2; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.repair: Repair | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(columns(), empty=say("No unit is on it yet. Scan one."))

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """What is said of it, over the units."""
        yield self.facts
        yield self.list

    def set_aside(self) -> str:
        """The draft as it is, or the open repair with what is marked."""
        if self.repair is None or self.repair.status not in {"draft", "open"}:
            return ""
        count = self.repair.ready if self.repair.status == "open" else len(self.repair.units)
        return say("{document} is set aside; on this list: {count}.", document=self.number, count=count)

    @property
    def unit(self) -> RepairUnit | None:
        """The unit under the cursor."""
        row = self.list.row
        units = self.repair.units if self.repair else ()
        return units[row.key] if row is not None and isinstance(row.key, int) else None

    async def load(self) -> None:
        """The repair as it stands."""
        self.show(await self.do(repairs.view, number=self.number))

    def show(self, repair: Repair, serial: str = "") -> None:
        """Put it up as it is now, the cursor on `serial`."""
        self.repair, self.number = repair, repair.number
        rows = [row_of(n, unit) for n, unit in enumerate(repair.units)]
        at = next((n for n, unit in enumerate(repair.units) if unit.serial == serial), None)
        self.list.show(rows, key=at)
        self.facts.update(plain(" · ".join(facts_of(repair))))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    def meant(self) -> Meant | None:
        """The repair, while it is not ended."""
        going_on = self.repair is not None and self.repair.status in {"draft", "open"}
        return Meant(self.number) if going_on else None

    async def take_scan(self, taken: Taken) -> None:
        """A unit joins a draft, or is marked; the repair's own number once more does the next step; a document opens."""
        if self.repair is None or self.repair.status not in {"draft", "open"}:
            await self.station.jump(self, taken)
        elif taken.text.strip().upper() == self.number.upper():
            await self.next_step()
        else:
            await self._unit_scanned(taken)

    async def _unit_scanned(self, taken: Taken) -> None:
        try:
            added = await to_its_line(self, repairing.scan, self.number, taken)
        except (IsDocument, UnknownSerial):
            if not await opens_document(self, taken):
                raise
            return
        self.show(await self.do(repairs.view, number=self.number), added.serial)
        marked = say("{serial} is marked.", serial=added.serial)
        listed = say("{serial} is on {number}.", serial=added.serial, number=self.number)
        self.ok(marked if added.meaning == "ready" else listed, self.hint())

    async def next_step(self) -> None:
        """What the repair's own number, scanned once more, stands for."""
        raise RuntimeError(f"{type(self).__name__} has no next step")

    async def do_all(self) -> None:
        """Mark everything."""
        self.show(await self.do(repairing.mark_all, number=self.number))
        self.ok(say("Every unit that is here is marked."), self.hint())

    async def do_undo(self) -> None:
        """Take back the last scan."""
        if self.repair is not None:
            undone = await self.do(entry.undo, document_id=self.repair.id)
            self.show(await self.do(repairs.view, number=self.number), undone.serial)
            self.ok(undone_words(undone, say("{serial} is taken back.", serial=undone.serial)), self.hint())

    async def do_reason(self) -> None:
        """What is wrong."""
        was = self.repair.fault if self.repair else ""
        as_it_is = say("As it is: {fault}", fault=was) if was else say("It is said later.")
        usual = [fault for fault in await self.do(repairs.usual_faults) if fault != was]
        about = say("It stands in the life of its units.")
        told = await self.ask(Usual(say("What is wrong?"), as_it_is, usual, about))
        if told:
            self.show(await self.do(repairing.say_fault, number=self.number, fault=str(told)))
            self.ok(say("{number} is changed.", number=self.number), self.hint())

    async def do_life(self) -> None:
        """Where the unit has been."""
        from tui.screens.serial_life import SerialLifeScreen

        if self.unit is not None:
            self.idle()
            await self.go(SerialLifeScreen(self.unit.serial, self.unit.item))

    async def do_links(self) -> None:
        """What it left on."""
        if self.unit is not None and self.unit.sale:
            await go_along(self, (Linked(self.unit.sale, ""),))
