"""Reads a CSV file as records: UTF-8 with or without its mark, a header row, then one record a row.

A comma, a semicolon or a tab parts the cells, whichever the header uses: spreadsheets in half of Europe
write semicolons. Everything wrong is collected with its line, so that a person corrects a file once.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from models.language import say
from models.refusals import Refusal
from models.refusals_orders import BadLine, FileTooLarge, FileUnreadable, ImportRefused
from models.texts import quoted

BYTES_MOST = 64 * 1024 * 1024
Tell = Callable[[str, int, int], None]
"""Hears how far an import is: what it does, so many of so many."""


def silent(what: str, done: int, total: int) -> None:
    """Nobody wants to hear how far it is."""


class Reader(Protocol):
    """What csv.reader makes."""

    line_num: int

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True)
class Record:
    """One row: the line it starts on, and its cells by column, outer blanks gone."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Sheet:
    """What a file holds, and everything found wrong with it so far. A long file is read while its `records` are walked, once;
    `lines` is how many it may have. `sure` says that what would be asked about is meant; `made` names the documents that
    came of it."""

    file: str
    columns: tuple[str, ...]
    records: Iterable[Record]
    bad: list[BadLine] = field(default_factory=list)
    lines: int = 0
    sure: bool = False
    tell: Tell = silent
    made: list[str] = field(default_factory=list)

    def refuse(self, line: int, column: str, template: str, /, **fields: object) -> None:
        """Note that `line` is wrong."""
        self.bad.append(BadLine(line, column, say(template, **fields), template))

    def note(self, record: Record, column: str, refusal: Refusal) -> None:
        """Note that a cell is refused, with what to do about it."""
        self.bad.append(BadLine(record.line, column, str(refusal), refusal.template))

    def values(self, record: Record, parsers: Mapping[str, Callable[[str], object]]) -> dict[str, Any]:
        """The cells of a record as values; a wrong one is noted and left out, as is a column the file does
        not have."""
        found: dict[str, Any] = {}
        for column, cell in record.cells.items():
            try:
                found[column] = parsers[column](cell)
            except Refusal as refusal:
                self.bad.append(BadLine(record.line, column, refusal.sentence, refusal.template))
        return found

    def check(self) -> None:
        """Raises ImportRefused if anything is wrong."""
        if self.bad:
            raise ImportRefused(file=self.file, lines=tuple(sorted(self.bad, key=lambda b: b.line)))


def read_sheet(
    path: Path, *, required: tuple[str, ...], known: tuple[str, ...], walked: bool = False
) -> Sheet:
    """The file at `path`, its records all read, or with `walked` each as it is walked. Raises FileUnreadable, FileTooLarge,
    and ImportRefused for bytes that are not UTF-8 or a header with an unknown, a missing or a repeated column; bad rows are
    noted in the sheet."""
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # on a tie the comma, which comes first
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    sheet = Sheet(path.name, (), [])
    rows = _rows(reader, sheet)
    head = next(rows, None)
    if head is None:
        sheet.refuse(
            1, "", "The file is empty; its first line names the columns: {columns}.", columns=",".join(known)
        )
        sheet.check()
    assert head is not None
    sheet.columns = _columns(sheet, head, required, known)
    sheet.lines = text.count("\n")
    records = _records(sheet, rows)
    sheet.records = records if walked else list(records)
    return sheet


def _records(sheet: Sheet, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Record]:
    for line, cells in rows:
        if len(cells) == len(sheet.columns):
            yield Record(line, dict(zip(sheet.columns, cells, strict=True)))
        else:
            sheet.refuse(
                line, "", "{found} cells, expected {expected}.", found=len(cells), expected=len(sheet.columns)
            )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(file=quoted(str(path), most=200), reason=reason) from error
    if len(data) > BYTES_MOST:
        raise FileTooLarge(file=path.name, size=len(data), most=BYTES_MOST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused(file=path.name, lines=tuple(_not_utf8(data))) from None


def _not_utf8(data: bytes) -> Iterator[BadLine]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            byte = f"0x{line[error.start]:02X}"
            yield BadLine(number, "", say("Byte {byte} is not UTF-8; save the file as CSV UTF-8.", byte=byte))


def _rows(reader: Reader, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it starts on; what the format forbids is noted."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            sheet.refuse(line, "", "The quotes cannot be read: {reason}.", reason=str(error))
            continue
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield line, cells


def _columns(
    sheet: Sheet, head: tuple[int, list[str]], required: tuple[str, ...], known: tuple[str, ...]
) -> tuple[str, ...]:
    line, cells = head
    names = tuple(cell.casefold() for cell in cells)
    for place, name in enumerate(names):
        if name not in known:
            sheet.refuse(
                line, "", "Column {name} is not known; expected {columns}.",
                name=quoted(cells[place]), columns=",".join(known),
            )  # fmt: skip
        elif name in names[:place]:
            sheet.refuse(line, "", "Column {name} is there twice.", name=name)
    for name in required:
        if name not in names:
            sheet.refuse(line, "", "Column {name} is missing.", name=name)
    sheet.check()
    return names
