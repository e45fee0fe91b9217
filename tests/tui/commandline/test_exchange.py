"""`serialdock import`, `export` and `print`."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models import goods_documents, returning
from models.book import Book
from tests.printing.papers import words
from tests.tui.commandline.commands import Command
from tui.cli import main

FILES = {
    "locations": "number,name\nA-01,Shelf\n",
    "suppliers": "number,name,address,postcode,city,country,vat_number\nS1,Printec,Street 1,1000,Town,Land,X1\n",
    "customers": "number,name,address,postcode,city,country,vat_number\nC1,Nordlys,Street 2,2000,Town,Land,X2\n",
    "items": "number,name,unit,gtin,stock_tracked,has_serials,cost_price,sales_price,location\n"
    "TP-80,Printer,pcs,,yes,yes,100.00,200.00,A-01\nCB-1,Cable,pcs,,yes,no,1,2,\n",
    "purchase-orders": "number,supplier,item,quantity,price\nP-7,S1,TP-80,20,95.00\nP-7,S1,CB-1,5,1.00\n",
    "sales-orders": "number,customer,item,quantity,price\nZ-9,C1,TP-80,3,210.00\n",
    "quotes": "number,customer,item,quantity,price\nQU-1040,C1,TP-80,3,210.00\n",
    "invoices": "number,customer,item,quantity,price\n2024-17,C1,CB-1,2,3.00\n",
    "serials": "item,serial,location,cost,received_on\nTP-80,P-1,A-01,95.00,2024-03-01\nTP-80,P-2,,,\n",
}


@pytest.fixture
def files(away: Path) -> Path:
    """One good file of each kind."""
    for what, text in FILES.items():
        (away / f"{what}.csv").write_text(text)
    return away


def test_a_fresh_database_takes_every_kind_of_file(serialdock: Command, files: Path) -> None:
    for what in FILES:
        said = serialdock("import", what, f"{what}.csv")
        assert said.code == 0, said
        assert said.out.startswith(f"{what}: "), said
        assert ("add-on Serial numbers is installed now" in said.out) == (what == "items")
    done = json.loads(serialdock("import", "items", "items.csv", "--json").out)
    assert done == {
        "what": "items",
        "created": 0,
        "updated": 0,
        "unchanged": 2,
        "installed": [],
        "documents": [],
    }
    assert serialdock("check").code == 0


def test_import_makes_the_book_that_is_not_there(serialdock: Command, files: Path) -> None:
    (files / "bad.csv").write_text("number,name\n,x\n")
    before = sorted(files.iterdir())
    assert "bad.csv" in serialdock.refused("import", "locations", "bad.csv", url="sqlite:///new.db")
    assert sorted(files.iterdir()) == before
    assert serialdock("import", "locations", "locations.csv", url="sqlite:///new.db").code == 0
    left = set(files.iterdir()) - set(before)
    assert left - {files / "new.db.lock"} == {files / "new.db"}
    assert serialdock("show", "A-01", url="sqlite:///new.db").code == 0


def test_without_a_database_the_users_own_book_begins(
    serialdock: Command, files: Path, tmp_path: Path
) -> None:
    assert serialdock("import", "locations", "locations.csv", url=None).code == 0
    assert (tmp_path / "data" / "serialdock" / "station.db").exists()
    assert (tmp_path / "data" / "serialdock").stat().st_mode & 0o077 == 0


def test_every_bad_line_is_named_and_nothing_is_changed(serialdock: Command, files: Path) -> None:
    serialdock("addon", "install")
    (files / "bad.csv").write_text("number,name\nB-1,Good\n,Nameless\nB-2,\nB-1,Again\n")
    said = serialdock("import", "locations", "bad.csv")
    assert said.code == 2
    lines = said.err.splitlines()
    assert [line.partition(",")[0].partition(":")[2].strip() for line in lines[:-1]] == [
        "Line 3", "Line 4", "Line 5",
    ]  # fmt: skip
    assert "bad.csv was not imported" in lines[-1]
    assert "B-1" in serialdock.refused("show", "B-1")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b'number;name\n"unclosed;x\n',
        b"number,name\n\x00,x\n",
        b"number,name\nA,\x1b[2J\n",
        b"name\nx\n",
        b"number,name,number\n1,2,3\n",
        b"number,name,colour\n1,2,3\n",
        b"number,name\n1,2,3\n",
        b"number,name\n" + b"x" * 30 + b",n\n",
    ],
)
def test_hostile_files_are_refused_in_one_line_without_effect(
    serialdock: Command, files: Path, data: bytes
) -> None:
    (files / "bad.csv").write_bytes(data)
    sentence = serialdock.refused("import", "locations", "bad.csv")
    assert "\x1b" not in sentence
    assert "ad.csv" in sentence


def test_a_file_that_cannot_be_read_is_named(serialdock: Command, files: Path) -> None:
    assert "nix.csv" in serialdock.refused("import", "items", "nix.csv")
    assert str(files) in serialdock.refused("import", "items", files)


def test_two_imports_at_once_are_one_after_the_other(files: Path, tmp_path: Path) -> None:
    rows = "".join(f"L-{number},Shelf {number}\n" for number in range(2000))
    (files / "many.csv").write_text("number,name\n" + rows)
    book = f"sqlite:///{tmp_path / 'both.db'}"
    assert main(["addon", "install", "--database", book]) == 0
    line = [sys.executable, "-m", "tui", "--database", book, "import", "locations", "many.csv", "--json"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    runs = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) for _ in range(2)]
    done = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], done
    assert sorted(json.loads(out)["created"] for out, _ in done) == [0, 2000]
    assert sorted(json.loads(out)["unchanged"] for out, _ in done) == [0, 2000]


def test_the_export_is_csv_on_the_standard_output(warehouse: Command) -> None:
    rows = list(csv.DictReader(warehouse("export", "serials").lines))
    assert len(rows) == 66
    assert {row["item"] for row in rows} == {"TP-80", "HS-2", "LB-14", "PM-4"}
    rows = list(csv.DictReader(warehouse("export", "serials", "--item", "HS-2").lines))
    assert len(rows) == 10


def test_the_export_to_a_file_is_whole_or_not_there(warehouse: Command, away: Path) -> None:
    said = warehouse("export", "serials", "--out", "serials.csv")
    assert (said.code, said.out) == (0, "")
    assert said.err == "66 serial numbers are in serials.csv.\n"
    assert len((away / "serials.csv").read_text().splitlines()) == 67
    assert "NIX" in warehouse.refused("export", "serials", "--out", "other.csv", "--item", "NIX")
    assert [path.name for path in away.iterdir()] == ["serials.csv"]
    assert warehouse.refused("export", "serials", "--out", "nix/x.csv").startswith("nix/x.csv cannot be")


def test_an_export_never_replaces_the_book(warehouse: Command, demo_url: str, away: Path) -> None:
    book = demo_url.removeprefix("sqlite:///")
    assert "is the book itself" in warehouse.refused("export", "serials", "--out", book)
    (away / "link").symlink_to(book)
    assert "is the book itself" in warehouse.refused("export", "serials", "--out", "link")
    assert warehouse("check").code == 0


def test_a_delivery_note_is_printed_and_reprinted_byte_for_byte(warehouse: Command, away: Path) -> None:
    assert warehouse("print", "delivery-note", "SH-1001", "--out", "a.pdf").out == "a.pdf\n"
    first = (away / "a.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    assert warehouse("print", "delivery-note", "sh-1001", "--out", "b.pdf").code == 0
    assert hashlib.sha256((away / "b.pdf").read_bytes()).digest() == hashlib.sha256(first).digest()
    assert warehouse("print", "pick-list", "SO-1004", "--out", "c.pdf").code == 0
    assert warehouse("check").code == 0


def test_paper_that_cannot_be_is_refused(warehouse: Command, away: Path) -> None:
    assert "SH-9" in warehouse.refused("print", "delivery-note", "SH-9", "--out", "x.pdf")
    assert "SH-1004" in warehouse.refused("print", "delivery-note", "SH-1004", "--out", "x.pdf")
    assert "PO-1001" in warehouse.refused("print", "pick-list", "PO-1001", "--out", "x.pdf")
    assert "--out" in warehouse.refused("print", "pick-list", "SO-1004")
    assert list(away.iterdir()) == []


def test_every_kind_of_paper_is_written_by_command(warehouse: Command, demo_url: str, away: Path) -> None:
    wanted = {
        "invoice": ("IN-1001", "Faktura"),
        "credit-note": ("CN-1001", "Kreditnota"),
        "quote": ("QU-1001", "Quote"),
        "order-confirmation": ("SO-1004", "Ordrebekræftelse"),
        "purchase-order": ("PO-1001", "Purchase order"),
    }
    for kind, (number, title) in wanted.items():
        assert warehouse("print", kind, number.lower(), "--out", f"{kind}.pdf").out == f"{kind}.pdf\n"
        assert f"{title} {number}" in " ".join(words((away / f"{kind}.pdf").read_bytes()))
        other = "SH-1001" if kind != "purchase-order" else "SO-1004"
        assert other in warehouse.refused("print", kind, other, "--out", "x.pdf")
    assert warehouse("print", "invoice", "IN-D1", "--out", "again.pdf").code == 0
    assert (away / "again.pdf").read_bytes() == (away / "invoice.pdf").read_bytes()
    given_up = cancelled(demo_url)
    assert f"{given_up} is cancelled" in warehouse.refused("print", "credit-note", given_up, "--out", "x.pdf")
    assert warehouse("check").code == 0


def cancelled(url: str) -> str:
    """The number of a credit note that was given up."""
    with closing(Book(url, "Desk")) as book:
        number = book.perform(returning.start, invoice="IN-1001").number
        book.perform(goods_documents.cancel, number=number)
        return number


def test_a_preview_names_and_counts_what_is_wrong_and_changes_nothing(
    serialdock: Command, files: Path
) -> None:
    for what in FILES:
        if what != "serials":
            assert serialdock("import", what, f"{what}.csv").code == 0
    before = serialdock("export", "serials").out
    said = serialdock("import", "serials", "serials.csv", "--preview")
    assert (said.code, said.lines) == (
        0,
        [
            "serials: 2 new, 0 changed, 0 as they were.",
            "Nothing is wrong in serials.csv; nothing was changed.",
        ],
    )
    rows = "".join(f"TP-80,X-{n},NIX,,\n" for n in range(150)) + "TP-80,Y,,-1,\n"
    (files / "bad.csv").write_text("item,serial,location,cost,received_on\n" + rows)
    said = serialdock("import", "serials", "bad.csv", "--preview")
    assert (said.code, len(said.lines)) == (2, 104)
    assert said.lines[0].startswith("Line 2, location: There is no location NIX.")
    assert said.lines[100:103] == [
        "… and 51 more.",
        "Things wrong in bad.csv: 151. Nothing was changed.",
        f"150 like this: {said.lines[0].partition(': ')[2]}",
    ]
    told = json.loads(serialdock("import", "serials", "bad.csv", "--preview", "--json").out)
    assert (len(told["bad"]), told["created"], [kind["count"] for kind in told["kinds"]]) == (
        151,
        0,
        [150, 1],
    )
    refused = serialdock("import", "serials", "bad.csv")
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 102)
    assert serialdock("export", "serials").out == before
    assert serialdock("import", "serials", "serials.csv").lines[1] == "They are on AD-1001."
    assert serialdock("check").code == 0


def test_a_preview_makes_no_book(serialdock: Command, files: Path) -> None:
    assert "There is no book" in serialdock.refused(
        "import", "locations", "locations.csv", "--preview", url="sqlite:///new.db"
    )
    assert not (files / "new.db").exists()


def test_a_long_file_shows_how_far_it_is_on_a_terminal_alone(
    serialdock: Command, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in ("locations", "items"):
        serialdock("import", what, f"{what}.csv")
    (files / "many.csv").write_text("item,serial\n" + "".join(f"TP-80,M-{n}\n" for n in range(6_000)))
    assert serialdock("import", "serials", "many.csv", "--preview").err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    drawn = serialdock("import", "serials", "many.csv").err.split("\r")
    assert [step.split("\x1b")[0] for step in drawn[1:5]] == [
        "Reading [########################......] 5000",
        "Reading [#############################.] 6000",
        "Writing [..............................] 0",
        "Writing [##############################] 1",
    ]
    assert drawn[-1] == "\x1b[K"


def test_what_stock_is_worth_goes_to_a_file_or_to_the_output(warehouse: Command, away: Path) -> None:
    rows = list(csv.DictReader(warehouse("export", "stock-value").lines))
    assert {row["item"] for row in rows} >= {"TP-80", "HS-2"}
    assert all(row["quantity"] != "0" for row in rows)
    said = warehouse("export", "stock-value", "--item", "TP-80", "--out", "worth.csv")
    count = len((away / "worth.csv").read_text().splitlines()) - 1
    assert (said.code, said.out, said.err) == (0, "", f"{count} rows are in worth.csv.\n")
    assert "--state filters serial numbers" in warehouse.refused(
        "export", "stock-value", "--state", "shipped"
    )
    assert "NIX" in warehouse.refused("export", "stock-value", "--location", "NIX", "--out", "other.csv")
    assert [path.name for path in away.iterdir()] == ["worth.csv"]


def test_landed_cost_is_told_by_its_number(serialdock: Command, url: str) -> None:
    from models.book import Book
    from models.landing import spread
    from tests.builders import Warehouse

    book = Book(url, "Packing 2")
    house = Warehouse(book)
    house.item("TP-80")
    receipt = house.received("TP-80", "A1", "A2").document
    book.perform(spread, receipt=receipt, text="Freight", amount=12_345, way="value")
    book.close()
    said = serialdock("show", "lc-1001")
    assert "LC LC-1001" in said.out
    assert "amount: 123.45" in said.out
    assert "TP-80: 2 units, 123.45" in said.out
    told = json.loads(serialdock("show", "LC-1001", "--json").out)["found"][0]
    assert told["about"]["shares"][0]["amount"] == 12_345
    assert "LC-1001" in serialdock("show", "A1").out
