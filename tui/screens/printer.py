"""Settings, Printer: where paper is kept, what prints it, a test page, and jobs that did not come out."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import operators, print_jobs, settings
from models.documents import Party, PickLine, PickList
from models.language import language, say
from printing.errors import PrintingFailed
from tui.commands import Command
from tui.config import NAME
from tui.paperwork import CARDS, LABELS, SCANNER_SHEET, Paperwork
from tui.screens.choose import Choose
from tui.screens.papers import PaperScreen
from tui.screens.scanner_facts import plain_lines
from tui.widgets.cells import Row

TEST = "TEST-PAGE"


class PrinterScreen(PaperScreen[None]):
    """The printer of this station. It is set in the configuration file."""

    DEFAULT_CSS = "PrinterScreen #facts { padding: 1; }"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("test", "t", "Test page", "Prints a page with every kind of character.", f_key="f9"),
        Command("cards", "c", "Command cards", "Makes the sheet of command cards, operators' cards too."),
        Command("sheet", "s", "Scanner sheet", "Makes a page: how to set up a scanner of one maker."),
        Command("jobs", "j", "Print jobs", "Shows what has not come out of the printer.", f_key="f10"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.facts = Static("", markup=False, id="facts")

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Printer")

    def hint(self) -> str:
        """What to do."""
        return say("t prints a test page, c the command cards; j shows the jobs.")

    def compose_body(self) -> ComposeResult:
        """What is set."""
        yield self.facts

    async def load(self) -> None:
        """Read what waits."""
        jobs = await self.do(print_jobs.jobs)
        left = sum(1 for job in jobs if job.state != "printed")
        spool = self.paperwork.spool
        command = " ".join(spool.command) if spool.command else say("none: documents are files only")
        file = self.station.config.file if self.station.config else None
        lines = (
            say("Documents are kept in  {outbox}", outbox=spool.outbox),
            say("Printed by             {command}", command=command),
            _labels_words(self.paperwork),
            say("Jobs not come out      {count}", count=left),
            "",
            say("To change this, write into {file}, then start the station again:", file=file or NAME),
            "",
            "[printer]",
            'outbox = "outbox"',
            'command = ["lp", "-d", "packing"]',
        )
        self.facts.update(plain_lines(lines))

    async def do_test(self) -> None:
        """Keep a test page in the outbox, and print it where there is a printer."""
        spool = self.paperwork.spool
        company = await self.do(settings.company)
        page = _test_page(company.name or say("SerialDock"), self.station.board.standing.station)
        path = await asyncio.to_thread(_keep, spool.keep, page)
        if not spool.has_printer:
            self.ok(say("The test page is in {path}.", path=path), say("No printer is set."))
            return
        try:
            await asyncio.to_thread(spool.send, path, TEST)
        except PrintingFailed as refusal:
            self.refused(refusal.sentence, refusal.next)
        else:
            self.ok(say("The test page is on its way to the printer."), say("Look whether it came out."))

    async def do_cards(self) -> None:
        """Make the sheet of command cards."""
        from printing.cards import render

        people = [(one.number, one.name) for one in await self.do(operators.carded)]
        company = await self.do(settings.company)
        content = await asyncio.to_thread(render, people, company.name)
        await self.hand_out(self.paperwork.loose(CARDS, content), partial(_in, say("The command cards")))

    async def do_sheet(self) -> None:
        """Make the page for one maker."""
        from printing.scanner_sheet import MAKERS, render

        rows = [Row(maker, (name,)) for maker, name in MAKERS.items()]
        maker = await self.ask(Choose(say("Whose scanner is it?"), rows))
        if maker is not None:
            content = await asyncio.to_thread(render, str(maker), language())
            await self.hand_out(self.paperwork.loose(SCANNER_SHEET, content), partial(_in, say("The page")))

    async def do_jobs(self) -> None:
        """Open the print jobs."""
        from tui.screens.print_jobs import PrintJobs

        await self.go(PrintJobs())


def _in(what: str, place: str) -> str:
    return say("{what}: {place}.", what=what, place=place)


def _labels_words(paperwork: Paperwork) -> str:
    """How labels are made, and where they go."""
    own, spool = paperwork.labels, paperwork.spool_of(LABELS)
    where = say("files only")
    if spool.address is not None:
        where = f"{spool.address[0]}:{spool.address[1]}"
    elif spool.command:
        where = " ".join(spool.command)
    size = f"{own.size.width:g} x {own.size.height:g} mm"
    return say("Labels                 {size}, {form}: {where}", size=size, form=own.form, where=where)


def _keep(keep: Callable[[str, bytes], Path], page: PickList) -> Path:
    from printing.pick_list import render

    return keep(f"{TEST}.pdf", render(page))


def _test_page(company: str, station: str) -> PickList:
    """A page that looks like every other: number and barcode, letters of many languages, serial numbers."""
    serials = tuple(f"TEST-{number:06}" for number in range(1, 13))
    return PickList(
        order=TEST,
        customer=Party(company),
        ship_by=None,
        printed_at=datetime.now().astimezone(),
        printed_by=station,
        lines=(
            PickLine("A-01", "TEST-1", "ABC abc 0123456789 æøå ÆØÅ äöü ß éèê ñ ł ž", say("pcs"), 12, serials),
            PickLine("B-02", "TEST-2", "Ελληνικά Кириллица", say("pcs"), 1),
        ),
        language=language(),
    )
