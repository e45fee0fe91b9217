"""The tour: played once, then everything it said is held against what it left behind."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from models import demo, serial_report
from models.book import Book
from models.serial_report import SerialFilter
from tests.tui.commandline.commands import Command
from tui.cli import main
from tui.tour_scenes import BROKEN, COMING, FOUND, LEAVING, SOLD


class Played:
    """One tour: its folder, how it ended, and its lines."""

    def __init__(self, folder: Path, code: int, out: str) -> None:
        self.folder = folder
        self.code = code
        self.lines = out.splitlines()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The tour, played over what an earlier one left in its folder."""
    folder = tmp_path_factory.mktemp("tour") / "out"
    (folder / "outbox").mkdir(parents=True)
    (folder / "01-home.svg").write_text("old")
    (folder / "outbox" / "SH-1005.pdf").write_text("old")
    (folder / "tour.db").write_text("old")
    (folder / "precious.txt").write_text("precious")
    patch = pytest.MonkeyPatch()
    capture = pytest.MonkeyPatch()
    said: list[str] = []
    patch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    patch.chdir(folder.parent)
    capture.setattr("tui.commandline.tour.put", said.append)
    code = main(["tour", "--out", "out"])
    patch.undo()
    capture.undo()
    return Played(folder, code, "\n".join(said))


def book_of(played: Played) -> Book:
    """What the tour's station wrote."""
    return Book(f"sqlite:///{played.folder / 'tour.db'}", "Office")


def test_it_ends_well_and_says_so(played: Played) -> None:
    assert played.code == 0
    assert "check has nothing to say" in played.lines[-1]
    assert [line.split()[0] for line in played.lines if re.match(r" ?\d+  ", line)] == [
        str(number) for number in range(1, 12)
    ]


def test_every_file_it_names_is_there(played: Played) -> None:
    named = [word for line in played.lines for word in line.split() if word.endswith((".svg", ".pdf"))]
    assert len(named) == 18
    for name in named:
        assert (played.folder.parent / name).stat().st_size > 1_000
    for picture in played.folder.glob("*.svg"):
        ElementTree.parse(picture)
    assert (played.folder / "precious.txt").read_text() == "precious"
    assert not (played.folder / "virtual").exists()


def test_twenty_came_in_and_the_duplicate_is_in_the_journal(played: Played) -> None:
    book = book_of(played)
    came = book.rows(
        "SELECT s.serial, m.how FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = 1 "
        "JOIN posting p ON p.id = m.posting_id JOIN document d ON d.id = p.document_id WHERE d.number = 'GR-1005'"
    )
    assert sorted(serial for serial, _ in came) == sorted(COMING)
    assert {how for _, how in came} == {"scanned"}
    refused = book.rows("SELECT text, source FROM scan WHERE outcome = 'refused'")
    assert (COMING[4], "scanner 1") in refused
    book.close()


def test_one_was_adjusted_in_one_out_and_three_are_shipped(played: Played) -> None:
    book = book_of(played)
    states = {row.serial: row.state for row in serial_report.page(book, filter=SerialFilter(), limit=1_000)}
    book.close()
    assert states[FOUND] == "in stock"
    assert states[BROKEN] == "written off"
    assert [states[serial] for serial in COMING] == ["shipped"] * 3 + ["in stock"] * 17


def test_both_documents_carry_what_was_picked_and_shipped(played: Played) -> None:
    outbox = played.folder / "outbox"
    assert sorted(path.name for path in outbox.iterdir()) == [
        "CN-1001.pdf",
        "IN-1001.pdf",
        "PO-1001.pdf",
        "QU-1001.pdf",
        "SH-1005.pdf",
        f"{SOLD}-order-confirmation.pdf",
        f"{SOLD}-pick-list.pdf",
    ]
    note = "".join(page.extract_text() for page in pypdf.PdfReader(outbox / "SH-1005.pdf").pages)
    for serial in LEAVING:
        assert note.count(serial) == 1
    pick = "".join(page.extract_text() for page in pypdf.PdfReader(outbox / f"{SOLD}-pick-list.pdf").pages)
    assert SOLD in pick
    assert "TP-80" in pick
    order = pypdf.PdfReader(outbox / f"{SOLD}-order-confirmation.pdf").pages[0].extract_text()
    assert all(order.count(serial) == 1 for serial in LEAVING)


def test_the_book_it_leaves_checks(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    serialdock = Command(f"sqlite:///{played.folder / 'tour.db'}", capsys)
    assert serialdock("check").out == ""
    assert json.loads(serialdock("show", SOLD, "--json").out)["found"][0]["about"]["status"] == "closed"


def test_a_folder_that_cannot_be_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = Command("", capsys).refused("tour", "--out", tmp_path / "file", url=None)
    assert "cannot be written into" in sentence


def test_a_book_in_use_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path, lite: Book) -> None:
    lite.execute("INSERT INTO item (number, name, search) VALUES ('X', 'X', 'x')")
    assert not demo.is_empty(lite)
    sentence = Command(lite.url, capsys).refused("tour", "--out", tmp_path / "out")
    assert sentence.startswith("The tour needs an empty book")


def test_the_demo_without_a_terminal_is_the_tour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outs: list[Path] = []

    def run(args: object) -> int:
        outs.append(getattr(args, "out"))  # noqa: B009 - the parser's values have no type
        return 0

    monkeypatch.setattr("tui.commandline.tour.run", run)
    assert main(["--demo"]) == 0
    assert outs == [Path("tour")]
