"""The report to a CSV file: whole or not at all, while the station goes on."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from models import serial_report, unit_labels, warranty
from models.exporting_report import report_csv
from models.language import say
from models.serial_report import SerialFilter
from tui.screens.base import StationScreen
from tui.screens.form import FormDialog
from tui.widgets.fields import Field
from tui.words import grouped

if TYPE_CHECKING:
    from tui.clerk import Clerk

PAGE = 1_000
"""Rows read at once: a scan waits for one page at most."""


class ExportForm(FormDialog[Path]):
    """Answers where to write; a file that is there already is never written over."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.file_name = name

    def heading(self) -> str:
        """What this is."""
        return say("Export to a CSV file")

    def fields(self) -> Sequence[Field]:
        """The file."""
        words = say("A path without a folder is in {folder}.", folder=Path.cwd())
        return (Field("file", say("File"), self.file_name, length=250, help=words),)

    async def save(self, values: dict[str, str]) -> None:
        """Check the place before anything is read."""
        path = Path(values["file"]).expanduser()
        try:
            taken, folder = path.exists() or path.is_dir(), path.absolute().parent
            missing = not folder.is_dir()
        except (OSError, ValueError, RuntimeError) as error:
            self.form.wrong({"file": str(error)})
            return
        if "\0" in values["file"] or not path.name:
            self.form.wrong({"file": say("This is no name of a file.")})
        elif taken:
            self.form.wrong({"file": say("There is a file of this name already; choose another name.")})
        elif missing:
            self.form.wrong({"file": say("There is no folder {folder}.", folder=folder)})
        else:
            await self.answer(path.absolute())


async def export(clerk: "Clerk", filter: SerialFilter, path: Path, progress: Callable[[int], None]) -> int:
    """Write what `filter` leaves to `path`, which appears when it is complete; the number of rows. Raises
    OSError, and the refusals of `serial_report.page`.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            rows = await _write(clerk, filter, file, progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return rows


async def _write(clerk: "Clerk", filter: SerialFilter, file: TextIO, progress: Callable[[int], None]) -> int:
    rows, after = 0, None
    while True:
        page: Sequence[serial_report.SerialRow] = await clerk.do(
            serial_report.page, filter=filter, after=after, limit=PAGE
        )
        keys = [(row.key[2], row.serial) for row in page]
        labels = await clerk.do(unit_labels.of_rows, keys=keys)
        covered = await clerk.do(warranty.of_rows, keys=keys)
        text = report_csv(page, header=rows == 0 and after is None, labels=labels, covered=covered)
        await asyncio.to_thread(file.write, text)
        rows += len(page)
        if len(page) < PAGE:
            return rows
        after = page[-1].key
        progress(rows)


async def write_file(screen: StationScreen[Any], path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all, and say so on `screen`."""
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("x", encoding="utf-8", newline="") as file:
                await asyncio.to_thread(file.write, text)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        screen.refused(
            say("{path} was not written: {reason}.", path=path, reason=reason), say("Choose another place.")
        )
    else:
        rows = text.count("\n") - 1
        many = say("{count} rows are in {path}.", count=grouped(rows), path=path)
        screen.ok(say("1 row is in {path}.", path=path) if rows == 1 else many)
