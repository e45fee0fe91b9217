"""`serialdock show` on moves, corrections and old serial numbers."""

import json

from models import correcting, moving
from models.book import Book
from tests.tui.commandline.commands import Command


def worked(url: str) -> None:
    book = Book(url, "Packing 1")
    book.perform(moving.scan, text="TP80-004103", how="scanned")
    book.perform(moving.scan, text="A-03", how="scanned")
    book.perform(
        correcting.correct, serial="TP80-004103", item="TP-80", new="TP80-004130", reason="transposed"
    )
    book.close()


def test_a_move_says_what_went_where(warehouse: Command, demo_url: str) -> None:
    worked(demo_url)
    said = warehouse("show", "mv-1001")
    assert said.code == 0
    assert said.lines[0] == "MV MV-1001"
    assert said.lines[2].split() == ["TP80-004130", "TP-80", "RETURN", ">", "A-03"]
    found = json.loads(warehouse("show", "MV-1001", "--json").out)["found"][0]
    assert found["kind"] == "MV"
    assert found["about"]["units"][0]["to_place"] == "A-03"
    assert [event["what"] for event in found["events"]] == ["move"]


def test_an_old_serial_number_shows_the_unit_and_says_so(warehouse: Command, demo_url: str) -> None:
    worked(demo_url)
    said = warehouse("show", "TP80-004103")
    assert said.code == 0
    assert said.lines[0].startswith("TP80-004103 was corrected to TP80-004130 on 20")
    assert said.lines[1] == "TP80-004130  TP-80  Thermal printer 80 mm"
    assert "TP80-004103 > TP80-004130" in said.out
    about = json.loads(warehouse("show", "TP80-004103", "--json").out)["found"][0]["about"]
    assert about["serial"] == "TP80-004130"
    assert about["corrections"][0]["reason"] == "transposed"


def test_a_correction_is_shown_by_its_number(warehouse: Command, demo_url: str) -> None:
    worked(demo_url)
    said = warehouse("show", "SC-1001")
    assert said.code == 0
    assert said.lines[0] == "SC SC-1001"
    assert "  old: TP80-004103" in said.lines
    assert "  reason: transposed" in said.lines


def test_the_export_has_the_new_number_and_the_book_checks(warehouse: Command, demo_url: str) -> None:
    worked(demo_url)
    out = warehouse("export", "serials").out
    assert "TP80-004130" in out
    assert "TP80-004103" not in out
    assert warehouse("check").code == 0
