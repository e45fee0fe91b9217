"""Settings, Scanners: what is set up and how it does, what is plugged in, and the ways to test and set up."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.readers import trouble
from tui.scanner_words import hex_words
from tui.screens.base import StationScreen
from tui.screens.faults import fault_words
from tui.screens.scanner_facts import Line, device_lines, lines_of, plain_lines, unsure_lines
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class ScannersScreen(StationScreen[None]):
    """A scan here opens nothing: it is shown as it came."""

    DEFAULT_CSS = """
    ScannersScreen RowList { height: 1fr; min-height: 4; }
    ScannersScreen #about { height: auto; padding: 1 1 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Test", "Shows what the scanner under the cursor really sends.", f_key="f2"),
        Command("set_up", "w", "Set up", "Writes the scanner under the cursor into the configuration file."),
        Command(
            "keyboard", "b", "Keyboard scanner", "Tests whether a scanner that types has the right layout."
        ),
        Command("refresh", "r", "Refresh", "Looks for ports again.", f_key="f5"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.about = Static("", markup=False, id="about")
        self.list = RowList(
            (
                Column(say("Scanner"), 16),
                Column(say("State"), 16),
                Column(say("Port"), 30, grows=True),
                Column(say("USB"), 9, spare=1),
            ),
            empty=say("No scanner is set up, and no port is there. Plug one in, then press r."),
        )

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Scanners")

    def hint(self) -> str:
        """What to do."""
        return say("Scan any label: this screen shows what came, and opens nothing.")

    def listing(self) -> "ScannersScreen":
        """The list, through this screen: the words below follow the cursor."""
        return self

    def move(self, key: str) -> bool:
        """Move the list and tell about the new line."""
        moved = self.list.move(key)
        self._tell()
        self.refresh_frame()
        return moved

    def compose_body(self) -> ComposeResult:
        """The list, and about the line under the cursor."""
        yield self.list
        yield self.about

    async def load(self) -> None:
        """What is set up, then every other port of this machine."""
        lines = await asyncio.to_thread(lines_of, self.station.config)
        self.list.show([self._row(line) for line in lines])
        self._tell()

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        key = self.list.row.key if self.list.row else None
        return key if isinstance(key, Line) else None

    def allowed(self, command: Command) -> bool:
        """What gives no port cannot be tested or set up."""
        if command.id in {"take", "set_up"}:
            return self.line is not None and self.line.other is None
        return super().allowed(command)

    async def do_refresh(self) -> None:
        """Look again."""
        await self.load()
        count = len(self.list.rows)
        self.ok(say("1 line.") if count == 1 else say("{count} lines.", count=count))

    async def do_take(self) -> None:
        """Test the scanner under the cursor."""
        from tui.screens.scanner_test import ScannerTest

        if self.line is not None:
            self.idle()
            await self.go(ScannerTest(self.line))

    async def do_set_up(self) -> None:
        """Write the scanner under the cursor into the file, and use it."""
        from tui.screens.scanner_form import ScannerForm, kept

        if self.line is None:
            return
        change = await self.ask(ScannerForm(self.line, self.station.config))
        if change is not None and self.station.scanners is not None:
            wrong = await self.station.scanners.take_into_use(change.config)
            await self.load()
            self.ok(*kept(change, wrong))

    async def do_keyboard(self) -> None:
        """Test a scanner that types."""
        from tui.screens.keyboard_test import KeyboardTest

        await self.go(KeyboardTest())

    async def receive(self, taken: Taken) -> None:
        """Show what came, faulty or not."""
        raw = taken.raw or taken.text.encode("utf-8", "replace")
        sent = say("Bytes: {bytes}", bytes=hex_words(raw))
        if taken.fault is not None:
            sentence, _ = fault_words(taken)
            self.refused(sentence, sent)
        else:
            words = say(
                "{source}: {text} ({count} characters).",
                source=taken.source,
                text=taken.text,
                count=len(taken.text),
            )
            self.ok(words, sent)

    def _row(self, line: Line) -> Row:
        if line.other is not None:
            mode = say("✖ {mode} mode", mode=line.other.mode)
            return Row(line, ("", mode, line.other.product, line.usb), "refused")
        if not line.name:
            return Row(line, ("", say("○ not set up"), line.names[0], line.usb), "muted")
        news = self.station.board.ports.get(line.name)
        if news is None:
            return Row(line, (line.name, say("… opening"), line.port, line.usb))
        well = news.kind == "connected"
        state = say("● connected") if well else f"✖ {trouble(news.kind)}"
        return Row(line, (line.name, state, line.port, line.usb), "ok" if well else "refused")

    def _tell(self) -> None:
        self.about.update(plain_lines(self._about()))

    def _about(self) -> list[str]:
        line = self.line
        if line is None:
            return []
        news = self.station.board.ports.get(line.name)
        told = [news.detail] if news is not None and news.kind != "connected" else []
        return [*told, *unsure_lines(line), *device_lines(line)]
