"""`serialdock layout`: the list, and a logo that is given and taken away."""

import json
from pathlib import Path

from models import layouts
from models.book import Book
from tests.models.test_logos import picture
from tests.tui.commandline.commands import Command


def test_the_layouts_are_listed(warehouse: Command, demo_url: str) -> None:
    said = warehouse("layout", "list")
    assert said.code == 0
    assert said.out.split() == ["Standard", "-", "default", "Customers:", "0"]
    (only,) = json.loads(warehouse("layout", "list", "--json").out)
    assert (only["name"], only["default"], only["logo"]) == ("Standard", True, False)
    assert sum(only["columns"]["invoice"].values()) == 100


def test_a_logo_is_given_and_taken_away(warehouse: Command, demo_url: str, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(picture("PNG"))
    assert warehouse("layout", "logo", "Standard", str(file)).out == "Layout Standard is kept.\n"
    book = Book(demo_url, "Office")
    assert layouts.view(book, name="Standard").layout.logo == file.read_bytes()
    assert warehouse("layout", "logo", "Standard", "--remove").code == 0
    assert layouts.view(book, name="Standard").layout.logo == b""
    book.close()


def test_what_is_no_logo_is_refused_on_one_line_and_changes_nothing(
    warehouse: Command, demo_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(picture("JPEG")[:-20] + b"\xff\xd9")
    refused = warehouse.refused
    assert refused("layout", "logo", "Standard", str(tmp_path / "none.png")).startswith(
        "The logo cannot be read (No such"
    )
    assert refused("layout", "logo", "Nope", "--remove").startswith("There is no layout Nope.")
    assert refused("layout", "logo", "Standard").startswith(
        "It is not clear what the logo of Standard shall be."
    )
    assert refused("layout", "logo", "Standard", str(file), "--remove").startswith("It is not clear")
    file.write_bytes(b"\xff\xd8\xff\xe0 no picture at all \xff\xd9")
    assert "logo" in refused("layout", "logo", "Standard", str(file))
