"""`serialdock print`: labels, command cards and set-up sheets, whole or not at all."""

from pathlib import Path

import pytest

from tests.printing.labels import interpreted, readings, symbols
from tests.tui.commandline.commands import Command


@pytest.mark.parametrize("second", [("TP80-004103",), ("--serial", "TP80-004103")])
def test_labels_of_units_named_one_by_one_are_read_back(
    warehouse: Command, away: Path, second: tuple[str, ...]
) -> None:
    said = warehouse("print", "labels", "--serial", "TP80-004101", *second, "--out", "labels.pdf")
    assert (said.code, said.out) == (0, "labels.pdf\n")
    pages = symbols((away / "labels.pdf").read_bytes(), 203)
    assert [{found.serial for found in readings(page)} for page in pages] == [
        {"TP80-004101"},
        {"TP80-004103"},
    ]


def test_a_receipts_labels_come_as_zpl_and_as_sheets(warehouse: Command, away: Path) -> None:
    assert warehouse("print", "labels", "--receipt", "gr-1001", "--format", "zpl", "--out", "l.zpl").code == 0
    labels = interpreted((away / "l.zpl").read_bytes())
    assert warehouse("print", "labels", "--receipt", "GR-1001", "--format", "a4", "--out", "l.pdf").code == 0
    (sheet,) = symbols((away / "l.pdf").read_bytes(), 300)
    held = {field.data for label in labels for field in label.fields if field.command == "BC"}
    assert held == {code.text for code in sheet if code.symbology_identifier == "]C0"}
    assert len(labels) == len(held) > 10


def test_an_items_own_label_is_printed_so_often_and_in_the_size_of_the_configuration(
    warehouse: Command, away: Path
) -> None:
    (away / "serialdock.toml").write_text('[labels]\nformat = "zpl"\nwidth = 50\nheight = 25\ndpi = 300\n')
    assert warehouse("print", "labels", "--item", "TP-80", "--copies", "3", "--out", "l").code == 0
    labels = interpreted((away / "l").read_bytes())
    assert [(label.width, label.height) for label in labels] == [(591, 295)] * 3


@pytest.mark.parametrize(
    "words, sentence",
    [
        ([], "It is not clear which labels are wanted"),
        (["--item", "TP-80", "--receipt", "GR-1001"], "It is not clear which labels are wanted"),
        (
            ["--serial", "tp80-004101"],
            "tp80-004101 is no serial number here: a label is only printed for one",
        ),
        (["--serial", "TP80-004101", "--item", "CABLE"], "TP80-004101 is no serial number here"),
        (["--receipt", "GR-9999"], "There is no GR-9999 here."),
        (["--receipt", "SH-1001"], "There is no SH-1001 here."),
        (["--item", "NOPE"], "NOPE"),
        (["--item", "TP-80", "--copies", "0"], "0 copies are no number of labels."),
        (["--item", "TP-80", "--copies", "1001"], "1001 labels are wanted; at most 1000 go at once."),
        (["--receipt", "GR-1001", "--copies", "2"], "only an item's own label is printed several times."),
        (["--item", "TP-80", "--format", "svg"], "invalid choice: 'svg'"),
    ],
)
def test_what_cannot_be_labelled_is_one_line_and_no_file(
    warehouse: Command, away: Path, words: list[str], sentence: str
) -> None:
    assert sentence in warehouse.refused("print", "labels", *words, "--out", "labels.pdf")
    assert not (away / "labels.pdf").exists()


def test_the_cards_of_a_book_have_its_operators(warehouse: Command, away: Path) -> None:
    assert warehouse("print", "cards", "--out", "cards.pdf").out == "cards.pdf\n"
    found = {code.text for page in symbols((away / "cards.pdf").read_bytes(), 203) for code in page}
    assert {"CMD.CONFIRM", "CMD.SHORT", "CMD.9", "CMD.USER.1", "CMD.USER.2", "CMD.USER.3"} <= found


def test_a_set_up_sheet_needs_no_book(serialdock: Command, away: Path, tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'nowhere.db'}"
    assert serialdock("print", "scanner-sheet", "zebra", "--out", "z.pdf", url=nowhere).code == 0
    assert (away / "z.pdf").read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "nowhere.db").exists()
    assert "invalid choice: 'acme'" in serialdock.refused("print", "scanner-sheet", "acme", "--out", "a.pdf")


def test_paper_never_replaces_the_book(warehouse: Command) -> None:
    book = Path(warehouse.url.removeprefix("sqlite:///"))
    for words in (["cards"], ["labels", "--item", "TP-80"], ["scanner-sheet", "zebra"]):
        assert "is the book itself" in warehouse.refused("print", *words, "--out", book)
    assert book.read_bytes().startswith(b"SQLite format 3")
    assert warehouse("check").code == 0
