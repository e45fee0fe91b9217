"""The report as CSV is read back cell by cell, and no spreadsheet runs it."""

import csv
import io

from models import serial_report
from models.book import Book
from models.exporting_report import HEADER, report_csv
from models.serial_report import SerialFilter
from tests.builders import Warehouse


def test_every_cell_comes_back_and_formulas_are_tamed(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80", name='a "quoted", name\nof two lines')
    house.received("TP-80", "+1", "=2", "@3", "-4", "00123", 'a"b')
    rows = serial_report.page(lite, filter=SerialFilter())
    read = list(csv.reader(io.StringIO(report_csv(rows, header=True), newline="")))
    assert read[0] == list(HEADER)
    assert [line[0] for line in read[1:]] == ["'+1", "'-4", "00123", "'=2", "'@3", 'a"b']
    assert {line[2] for line in read[1:]} == {'a "quoted", name\nof two lines'}
    assert {line[7] for line in read[1:]} == {"2026-11-23"}


def test_later_pages_have_no_header(lite: Book) -> None:
    assert report_csv((), header=False) == ""
