"""The pick list is read back from the PDF, by text and by scanner."""

from dataclasses import replace

import pytest

from models.documents import PickLine
from printing.pick_list import render
from tests.printing.papers import pick, texts, words

LONG = "Bracket for wall mounting, galvanised steel, with screws and plugs for concrete and brick"


def lines(count: int) -> tuple[PickLine, ...]:
    """Lines by location; every seventh has reserved serials, every third a long name."""
    return tuple(
        PickLine(
            f"L{index:04d}",
            f"IT{index:04d}",
            LONG if index % 3 == 0 else "Cable",
            "pcs",
            index % 9 + 1,
            tuple(f"R{index:04d}-{serial}" for serial in range(index % 9 + 1)) if index % 7 == 0 else (),
        )
        for index in range(count)
    )


def test_the_list_says_whose_order_it_is_and_when_it_was_printed() -> None:
    seen = " ".join(words(render(pick(*lines(2)))))
    for fact in (
        "Pick list SO-1007",
        "24 November 2026",
        "Nordlys ApS",
        "Østergade 7",
        "Printed 23 November 2026 14:02 by Clerk A",
        "L0001 IT0001 Cable 2 pcs",
        "L0000 IT0000 Bracket for wall mounting, galvanised steel, with screws and plugs for concrete and brick R0000-0 1 pcs",
        "Lines: 2 · Units: 3 · Serial numbers: 1",
    ):
        assert fact in seen, fact


def test_a_language_we_do_not_write_gets_english() -> None:
    assert render(pick(*lines(1), language="de")) == render(pick(*lines(1), language="en"))


def test_no_ship_by_date_and_no_name_are_no_trouble() -> None:
    seen = " ".join(words(render(replace(pick(*lines(1)), ship_by=None, printed_by=""))))
    assert "Printed 23 November 2026 14:02" in seen
    assert "None" not in seen


@pytest.mark.parametrize("count", [1, 40, 400])
def test_no_line_is_lost_split_or_moved(count: int) -> None:
    wanted = lines(count)
    pages = texts(render(pick(*wanted)))
    seen = " ".join(pages).split()
    # The location is named once more where its serials go on over a page, never otherwise.
    assert [word for word in seen if word.startswith("IT")] == [line.item for line in wanted]
    assert [word for word in seen if word.startswith("R0")] == [s for line in wanted for s in line.serials]
    for line in wanted:
        (home,) = [page for page in pages if line.item in page]
        assert line.location in home
        assert all(serial in home for serial in line.serials)
        if line.name == LONG:
            assert "brick" in home.split(line.item)[1].split("pcs")[0].replace("\n", " ")


def test_thousands_of_reserved_serials_go_on_under_their_line() -> None:
    serials = tuple(f"Z{index:06d}" for index in range(3000))
    pages = texts(render(pick(PickLine("A-01", "SC-2D", "Scanner", "pcs", 3000, serials))))
    assert [word for page in pages for word in page.split() if word.startswith("Z0")] == list(serials)
    assert all("A-01 SC-2D Scanner (continued)" in page for page in pages[1:])


def test_the_same_list_is_the_same_file() -> None:
    assert render(pick(*lines(40))) == render(pick(*lines(40)))
