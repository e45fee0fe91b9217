"""Where a list of serial numbers comes from: pasted here, or a file named here. It is only read."""

import asyncio
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from models.refusals import Refusal
from models.serial_text import split
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.plain import plain

FILE_MAX = 12_000_000
"""Bytes of a file: 100 000 serial numbers of the greatest length, and room for line ends."""


@dataclass(frozen=True)
class Told:
    """The texts of a list; `how` is pasted, keyed or imported, `source` the file's name."""

    texts: tuple[str, ...]
    how: str
    source: str = ""


class ListFileMissing(Refusal):
    template = "There is no file {path}."
    next_step = "Type its whole path, or paste the serial numbers."


class ListFileUnreadable(Refusal):
    template = "{path} cannot be read: {reason}."
    next_step = "Save it as a text or CSV file in UTF-8, then type its path again."


class ListEmpty(Refusal):
    template = "There is no serial number in it."
    next_step = "Separate serial numbers by line ends, tabs, commas or semicolons."


class SerialSource(Dialog[Told]):
    """Answers the list; raises nothing to whoever asked."""

    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (Command("back", "escape", "Leave"),)

    def __init__(self, asks: str = "") -> None:
        """`asks` says what becomes of the list, where it is not shown first."""
        super().__init__()
        self.asks = asks

    def heading(self) -> str:
        """What this asks for."""
        return say("Paste a list, or type the path of a file")

    def hint(self) -> str:
        """What happens next."""
        return self.asks or say("The list is shown before anything counts. Esc leaves everything as it was.")

    def prompt(self) -> str:
        """Before the path."""
        return say("paste, or path")

    def compose_body(self) -> ComposeResult:
        """How a list is written."""
        yield Static(
            plain(say("One serial number per line, or separated by tabs, commas or semicolons.")),
            markup=False,
        )

    async def take_paste(self, text: str) -> None:
        """The list itself; one pasted line may also be a path with blanks in it."""
        if len(text.strip().splitlines()) == 1:
            await self.take_scan(Taken(text, "pasted"))
        else:
            await self._tell(split(text), "pasted")

    async def take_scan(self, taken: Taken) -> None:
        """A path; or a list, when what was entered is separated like one and no file has that name."""
        text = taken.text.strip()
        try:
            read = await asyncio.to_thread(read_list, text)
        except ListFileMissing:
            texts = split(text)
            if len(texts) < 2:
                raise
            await self._tell(texts, taken.how)
            return
        await self._tell(split(read), "imported", Path(text).name)

    async def _tell(self, texts: list[str], how: str, source: str = "") -> None:
        if not texts:
            raise ListEmpty()
        await self.answer(Told(tuple(texts), how, source))


def read_list(path: str) -> str:
    """The text of a file. Raises ListFileMissing, ListFileUnreadable."""
    try:
        file = Path(path.strip("\"'")).expanduser()
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ListFileUnreadable(path=path, reason=say("it is not a file"))
        if about.st_size > FILE_MAX:
            raise ListFileUnreadable(path=path, reason=say("it has more than {most} bytes", most=FILE_MAX))
        return file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, RuntimeError) as error:
        raise ListFileMissing(path=path) from error
    except UnicodeDecodeError as error:
        raise ListFileUnreadable(path=path, reason=say("it is not UTF-8 text")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ListFileUnreadable(path=path, reason=reason) from error
