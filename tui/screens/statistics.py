"""Settings, Statistics: how many scans in which hours, what was refused and why, how much was typed by hand."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import operators
from models import statistics as sums
from models.language import say
from models.statistics import Statistics
from tui.commands import Command
from tui.reasons import reason_word
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.bar_plot import BarPlot
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList
from tui.words import grouped

PERIODS = (1, 7, 30)
HOURS_LEAST = 8
"""Hours the plot shows even when fewer were worked in."""
ALL = ""


class StatisticsScreen(StationScreen[None]):
    """One period, of one station or all, of one operator or all."""

    DEFAULT_CSS = """
    StatisticsScreen #sums { height: auto; padding: 0 1; margin: 0 0 1 0; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("days:1", "t", "Today", "Shows today, from midnight."),
        Command("days:7", "w", "7 days", "Shows the last seven days, today included."),
        Command("days:30", "m", "30 days", "Shows the last thirty days, today included."),
        Command("station", "s", "Station", "Shows one station, or all."),
        Command("operator", "o", "Operator", "Shows one operator, or everybody."),
        Command("refresh", "r", "Refresh", "Reads the journal again.", f_key="f5"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.days = PERIODS[0]
        self.of_station = ALL
        self.of_operator = (ALL, "")
        self.sums = Static("", markup=False, id="sums")
        self.plot = BarPlot(say("Nothing was scanned in this time."))
        self.list = RowList(
            (
                Column(say("Times"), 9, right=True),
                Column(say("Share"), 6, right=True),
                Column(say("Refused because"), 60, grows=True),
            ),
            empty=say("Nothing was refused in this time."),
        )

    def heading(self) -> str:
        """What this is about."""
        where = self.of_station or say("all stations")
        who = self.of_operator[1] or say("everybody")
        return say(
            "Statistics · {period} · {station} · {operator}",
            period=period_word(self.days),
            station=where,
            operator=who,
        )

    def hint(self) -> str:
        """How to read the bars."""
        if self.days == 1:
            return say("Scans in each hour of today; the number stands under its bar.")
        return say("Scans in each hour of the day, all days together; the number stands under its bar.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """Sums, bars, reasons."""
        yield self.sums
        yield self.plot
        yield self.list

    async def load(self) -> None:
        """Ask the journal."""
        found = await self.do(
            sums.statistics, days=self.days, station=self.of_station, operator=self.of_operator[0]
        )
        self.sums.update(plain_lines(sum_lines(found)))
        self.plot.show(bars(found.hours))
        self.list.show(
            [
                Row(name, (grouped(times), per_cent(times, found.refused), reason_word(name)))
                for name, times in found.refusals
            ]
        )

    async def do_days(self, days: str) -> None:
        """Show another period."""
        self.days = int(days)
        await self._again()

    async def do_station(self) -> None:
        """Choose whose scans to show."""
        names = await self.do(sums.stations)
        rows = [Row(ALL, (say("all stations"),)), *(Row(name, (name,)) for name in names)]
        if (chosen := await self.ask(Choose(say("Which station?"), rows))) is not None:
            self.of_station = str(chosen)
            await self._again()

    async def do_operator(self) -> None:
        """Choose whose scans to show."""
        people = await self.do(operators.list_operators)
        names = {person.number: person.name for person in people}
        rows = [Row(ALL, (say("everybody"), ""))]
        rows += [Row(number, (name, number)) for number, name in names.items()]
        if (chosen := await self.ask(Choose(say("Which operator?"), rows))) is not None:
            self.of_operator = (str(chosen), names.get(str(chosen), ""))
            await self._again()

    async def do_refresh(self) -> None:
        """Ask the journal again."""
        await self._again()

    async def _again(self) -> None:
        self.idle()
        await self.load()
        self.refresh_frame()
        self.idle()


def period_word(days: int) -> str:
    """A period by its length in days."""
    return say("today") if days == 1 else say("{count} days", count=days)


def per_cent(part: int, whole: int) -> str:
    """A share, such as 12 %."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def sum_lines(found: Statistics) -> list[str]:
    """The sums in two lines."""
    return [
        say(
            "{scans} scanned · {keyed} keyed ({share} %) · {refused} refused · {asked} asked about",
            scans=grouped(found.scans),
            keyed=grouped(found.keyed),
            share=f"{found.keyed_share:.0f}",
            refused=grouped(found.refused),
            asked=grouped(found.asked),
        ),
        say(
            "{rate} an hour · hours worked: {hours} · double reads dropped: {double}",
            rate=f"{found.per_hour:.0f}",
            hours=grouped(found.hours_worked),
            double=grouped(found.double_reads),
        ),
    ]


def bars(hours: Sequence[int]) -> list[tuple[str, int]]:
    """The hours from the first to the last in which anything was done, and a few beside them."""
    worked = [hour for hour, count in enumerate(hours) if count]
    if not worked:
        return []
    first, last = worked[0], worked[-1]
    while last - first + 1 < HOURS_LEAST:
        first, last = max(0, first - 1), min(23, last + 1)
    return [(f"{hour:02}", hours[hour]) for hour in range(first, last + 1)]
