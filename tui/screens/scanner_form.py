"""Set up a scanner: its name, its port, how its labels end. The file is written after its lines were shown."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from tui.config import Config
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog
from tui.screens.scanner_facts import Line, plain_lines
from tui.widgets.fields import Field

if TYPE_CHECKING:
    from tui.config_writing import Change

LINES = ("8N1", "7E1", "7O1", "8E1", "8O1", "7N2", "8N2")


class ScannerForm(FormDialog["Change"]):
    """Answers what was written. `proposed` stands before what is set: what a test has found out."""

    def __init__(self, line: Line, config: Config | None, proposed: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.line = line
        self.config = config
        self.proposed = dict(proposed or {})
        known = config.scanners if config else ()
        self.settings = next((one for one in known if one.name == line.name), None) if line.name else None

    def heading(self) -> str:
        """Which."""
        return say("Set up {name}", name=self.line.name or say("a scanner"))

    def fields(self) -> Sequence[Field]:
        """Name, port and line, as they are or as the test proposes them."""
        from devices.feedback import CUSTOM, NAMES
        from devices.framing import SUFFIXES

        settings = self.settings
        current = {key: getattr(settings, key) for key in ("suffix", "line", "feedback")} if settings else {}
        values = {"suffix": "auto", "line": "8N1", "feedback": "none"} | current | self.proposed
        profiles = [name for name in NAMES if name != CUSTOM or values["feedback"] == CUSTOM]
        ports = self.line.names
        port = ports[0] if not self.line.name or self.line.unsure else self.line.port
        return (
            Field("name", say("Name"), self.line.name or _free_name(self.config), length=60),
            Field(
                "port", say("Port"), port, "choice", say("usb: names stay the same in every socket."),
                choices=tuple((name, name) for name in ports),
            ),
            Field(
                "suffix", say("Suffix"), values["suffix"], "choice",
                say("auto reads CR, LF, CR LF and STX … ETX."),
                choices=tuple((name, name) for name in SUFFIXES),
            ),
            Field(
                "line", say("Line"), values["line"], "choice", say("USB scanners do not care: 8N1."),
                choices=tuple((name, name) for name in dict.fromkeys((*LINES, values["line"]))),
            ),
            Field(
                "feedback", say("Feedback"), values["feedback"], "choice",
                say("What the scanner is told of each verdict; none writes nothing to it."),
                choices=tuple((name, name) for name in profiles),
            ),
        )  # fmt: skip

    async def save(self, values: dict[str, str]) -> None:
        """Show the lines, ask, write."""
        from tui.config_writing import change_scanner, write

        taken = (
            {one.name for one in self.config.scanners if one is not self.settings} if self.config else set()
        )
        if not values["name"] or values["name"] in taken:
            problem = (
                say("A name is needed.") if not values["name"] else say("Another scanner has this name.")
            )
            self.form.wrong({"name": problem})
            return
        assert self.config is not None
        name = self.settings.name if self.settings else None
        change = await asyncio.to_thread(change_scanner, self.config, values, name)
        if not change.lines:
            self.noted(say("It is set so already; nothing was written."))
            return
        if await self.ask(ConfirmLines(say("Into {file}:", file=change.file), change.lines)):
            await asyncio.to_thread(write, change)
            await self.answer(change)


class ConfirmLines(Confirm):
    """Yes or no to lines of a file."""

    def __init__(self, about: str, lines: Sequence[str]) -> None:
        super().__init__(say("Write these lines?"))
        self.about = about
        self.lines = lines

    def compose_body(self) -> ComposeResult:
        """The lines, and into which file."""
        yield Static(plain_lines((self.about, "", *self.lines)), markup=False)


def kept(change: "Change", wrong: str) -> tuple[str, str]:
    """What was done, and what is next. `wrong`: what is wrong with the scanner's port, "" if it is in use."""
    if wrong:
        return say("{file} is written.", file=change.file.name), wrong
    return (
        say("{file} is written; the scanner is in use.", file=change.file.name),
        say("Scan a label with it."),
    )


def _free_name(config: Config | None) -> str:
    taken = {one.name for one in config.scanners} if config else set()
    return next(name for n in range(1, 100) if (name := f"scanner {n}") not in taken)
