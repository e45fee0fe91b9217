"""Settings, Scanners: what is set up and how it does, what is plugged in, and what a label really sends."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.readers import trouble
from tui.screens.base import StationScreen
from tui.screens.faults import fault_words
from tui.screens.scanner_facts import Port, connected_ports, file_lines, set_up
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList

BYTES_SHOWN = 40


@dataclass(frozen=True)
class Line:
    """One line of the list: a scanner that is set up (`name`), or a port that could be one."""

    name: str
    port: Port | None = None


class ScannersScreen(StationScreen[None]):
    """A scan here opens nothing: it is shown as it came."""

    DEFAULT_CSS = """
    ScannersScreen #about { height: auto; padding: 1 1 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
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
        return moved

    def compose_body(self) -> ComposeResult:
        """The list, and about the line under the cursor."""
        yield self.list
        yield self.about

    async def load(self) -> None:
        """What is set up, then every other port of this machine."""
        scanners = set_up(self.station.config)
        ports, others = await asyncio.to_thread(connected_ports, [port for _, port in scanners])
        rows = [self._configured(name, port) for name, port in scanners]
        rows += [
            Row(Line("", port), ("", say("○ not set up"), port.shown, port.usb), "muted") for port in ports
        ]
        rows += [
            Row(Line(""), ("", say("✖ {mode} mode", mode=one.mode), one.product, one.usb), "refused")
            for one in others
        ]
        self.list.show(rows)
        self._tell()

    async def do_refresh(self) -> None:
        """Look again."""
        await self.load()
        count = len(self.list.rows)
        self.ok(say("1 line.") if count == 1 else say("{count} lines.", count=count))

    async def receive(self, taken: Taken) -> None:
        """Show what came, faulty or not."""
        raw = taken.raw or taken.text.encode("utf-8", "replace")
        more = " …" if len(raw) > BYTES_SHOWN else ""
        sent = say("Bytes: {bytes}", bytes=raw[:BYTES_SHOWN].hex(" ") + more)
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

    def _configured(self, name: str, port: str) -> Row:
        news = self.station.board.ports.get(name)
        if news is None:
            return Row(Line(name), (name, say("… opening"), port, ""))
        well = news.kind == "connected"
        state = say("● connected") if well else f"✖ {trouble(news.kind)}"
        return Row(Line(name), (name, state, port, ""), "ok" if well else "refused")

    def _tell(self) -> None:
        self.about.update(plain_lines(self._about()))

    def _about(self) -> Sequence[str]:
        line = self.list.row.key if self.list.row else None
        if not isinstance(line, Line):
            return file_lines(self.station.config, None)
        if line.name:
            news = self.station.board.ports.get(line.name)
            return (news.detail,) if news is not None else ()
        if line.port is None:
            return (say("Set this scanner to USB-COM mode with the code in its manual; then it has a port."),)
        return file_lines(self.station.config, line.port)


def plain_lines(lines: Sequence[str]) -> str:
    """Several lines, each harmless."""
    return "\n".join(plain(line).plain for line in lines)
