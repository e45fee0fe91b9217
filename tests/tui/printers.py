"""Printers for tests: real programs that take, refuse or never answer, and count what they were given."""

import stat
from pathlib import Path
from typing import Any

from models import print_jobs
from models.book import Book
from printing.spool import Spool
from tests.builders import Warehouse
from tests.tui.floor import floor
from tui.app import StationApp
from tui.paperwork import Paperwork
from tui.screens.base import StationScreen


class FakePrinter:
    """A program in `folder` that notes each call's arguments, one line a call."""

    def __init__(self, folder: Path, name: str = "lp") -> None:
        self.program = folder / name
        self.log = folder / f"{name}.log"
        self.log.touch()
        self.takes()

    def takes(self) -> None:
        """From now on everything is printed."""
        self._write("exit 0")

    def refuses(self, reason: str = "out of paper", code: int = 1) -> None:
        """From now on nothing is."""
        self._write(f'echo "{reason}" >&2; exit {code}')

    def hangs(self) -> None:
        """From now on it never answers."""
        self._write("exec sleep 60")

    @property
    def calls(self) -> list[str]:
        """Each call's arguments."""
        return self.log.read_text().splitlines()

    def _write(self, end: str) -> None:
        fresh = self.program.with_suffix(".new")
        fresh.write_text(f'#!/bin/sh\necho "$@" >> {self.log}\n{end}\n')
        fresh.chmod(fresh.stat().st_mode | stat.S_IXUSR)
        fresh.replace(self.program)


def paper_floor(
    book: Book,
    first: StationScreen[None],
    outbox: Path,
    command: tuple[str, ...] | None = None,
    *,
    limit_s: float = 5.0,
    **values: Any,
) -> StationApp:
    """A station with an outbox and, if `command` is given, a printer."""
    app = floor(book, lambda: first, **values)
    app.paperwork = Paperwork(app.clerk, Spool(outbox, command, limit_s))
    return app


def paperwork_of(app: StationApp) -> Paperwork:
    """The station's paperwork."""
    assert app.paperwork is not None
    return app.paperwork


def jobs(house: Warehouse) -> list[tuple[str, str, int, int]]:
    """File, state, copy and tries of each print job."""
    return [(job.file_name, job.state, job.copy_no, job.tries) for job in print_jobs.jobs(house.book)]


def picked(house: Warehouse, *serials: str) -> str:
    """A shipment with these units picked; its number."""
    shipment = house.shipment(("TP-80", len(serials)))
    for serial in serials:
        house.pick(shipment.number, serial)
    return shipment.number
