"""The serial number report: every serial number there is, filtered, paged from the book, opened and
exported.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import labelling, tracing
from models.language import say
from models.serial_report import SerialFilter
from tui.commands import Command
from tui.messages import Taken
from tui.screens.frame import Movable
from tui.screens.papers import PaperScreen
from tui.screens.serial_export import ExportForm, export
from tui.screens.serial_filter import FilterForm
from tui.screens.serial_table import SerialSource, SerialTable, filter_words, serial_of
from tui.widgets.paged_table import PagedTable
from tui.widgets.plain import plain
from tui.words import grouped


class SerialBrowser(PaperScreen[None]):
    """A table of serial numbers with its filter row; `item` keeps it to one item."""

    DEFAULT_CSS = """
    SerialBrowser .filter-row { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: #56B4E9; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Life", "Shows where this unit is and everywhere it has been.", f_key="f2"),
        Command("filter", "f", "Filter", "Shows only some: by text, item, state, place, customer."),
        Command("all", "a", "All", "Takes the filter away."),
        Command("export", "e", "Export", "Writes what the filter leaves to a CSV file."),
        Command(
            "print", "k", "Labels", "Prints a label for each serial number the filter leaves.", f_key="f9"
        ),
    )

    def __init__(self, item: str = "", location: str = "") -> None:
        super().__init__()
        self.item = item
        self.filter = SerialFilter(item=item, location=location)
        self.table = SerialTable(with_item=not item)
        self.filter_row = Static("", markup=False, classes="filter-row")
        self.opened = False

    def hint(self) -> str:
        """What to do."""
        return say("Scan a serial number to see its life; f shows only some of them.")

    def listing(self) -> Movable:
        """What arrows move."""
        return self.table

    def compose_body(self) -> ComposeResult:
        """The filter row over the table."""
        yield self.filter_row
        yield self.table

    async def load(self) -> None:
        """Read the first page once; coming back finds the table as it was left."""
        if not self.opened:
            self.opened = True
            self.show_filtered()

    def show_filtered(self) -> None:
        """Read afresh what the filter leaves."""
        self.table.open(SerialSource(self.station.clerk, self.filter))
        self._show_filter_row()
        self.refresh_frame()

    def on_paged_table_moved(self, message: PagedTable.Moved) -> None:
        """The count may have come with the page."""
        self._show_filter_row()

    async def on_paged_table_chosen(self, message: PagedTable.Chosen) -> None:
        """A click on the cursor opens the row."""
        self.station.offer(self.do_take)

    def allowed(self, command: Command) -> bool:
        """There is nothing to take away when nothing is filtered."""
        return command.id != "all" or self.filter != SerialFilter(item=self.item)

    async def do_take(self) -> None:
        """Open the life of the serial under the cursor."""
        if (found := serial_of(self.table.row)) is not None:
            await self._open_life(*found)

    async def do_filter(self) -> None:
        """Ask what to show."""
        chosen = await self.ask(FilterForm(self.filter, with_item=not self.item))
        if chosen is not None:
            self._narrow(chosen)

    def do_all(self) -> None:
        """Show everything again."""
        self._narrow(SerialFilter(item=self.item))

    async def do_print(self) -> None:
        """A label for each serial number that is listed."""
        await self.hand_out_labels(await self.do(labelling.of_filter, filter=self.filter))

    async def do_export(self) -> None:
        """Write a CSV file; the table stays in use meanwhile."""
        name = f"{say('serial-numbers')}-{date.today().isoformat()}.csv"
        path = await self.ask(ExportForm(name))
        if path is not None:
            self.run_worker(self._export(path, self.filter), exclusive=True, group="export")

    async def take_scan(self, taken: Taken) -> None:
        """A serial opens its life; typed text that is none filters by it; anything else is jumped to."""
        found = await self.do(tracing.life, serial=taken.text, item=self.item)
        if len(found) == 1:
            await self._open_life(found[0].serial, found[0].item)
        elif taken.how == "scanned" or found:
            await super().take_scan(taken)
        else:
            self._narrow(replace(self.filter, text=taken.text.strip()))

    def _narrow(self, filter: SerialFilter) -> None:
        self.filter = filter
        self.idle()
        self.show_filtered()

    def _show_filter_row(self) -> None:
        words = filter_words(self.filter, with_item=not self.item)
        total = self.table.total
        count = "…" if total is None else _counted(total)
        self.filter_row.update(plain(f" {count}" + (f" · {words}" if words else "")))

    async def _open_life(self, serial: str, item: str) -> None:
        from tui.screens.serial_life import SerialLifeScreen

        self.idle()
        await self.go(SerialLifeScreen(serial, item))

    async def _export(self, path: Path, filter: SerialFilter) -> None:
        def progress(rows: int) -> None:
            self.band.show("wait", say("WAIT"), say("{count} rows written …", count=grouped(rows)))

        try:
            rows = await export(self.station.clerk, filter, path, progress)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.refused(
                say("{path} was not written: {reason}.", path=path, reason=reason),
                say("Choose another place with e."),
            )
        else:
            many = say("{count} rows are in {path}.", count=grouped(rows), path=path)
            self.ok(say("1 row is in {path}.", path=path) if rows == 1 else many)


class SerialsScreen(SerialBrowser):
    """The serial number report."""

    def heading(self) -> str:
        """What this is."""
        return say("Serial numbers")


def _counted(total: int) -> str:
    return say("1 serial number") if total == 1 else say("{count} serial numbers", count=grouped(total))
