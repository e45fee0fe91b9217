"""A line's serials stand in their cell or under the line, each once; or not at all where the layout has no column."""

from collections import Counter
from dataclasses import replace

import pytest

from models.documents import DeliveryLine, DeliveryNote
from models.layout import STANDARD, Layout
from printing.delivery_note import render
from printing.lines import CELL_MOST
from tests.printing.papers import laid_out, shipped, texts, words
from tests.printing.papers import note as noted
from tests.printing.test_ranges import expanded

WITHOUT_CODES = replace(STANDARD, square=False)


def note(*lines: DeliveryLine, language: str = "en", layout: Layout = WITHOUT_CODES) -> DeliveryNote:
    """A delivery note whose serials stand in letters alone."""
    return replace(noted(*lines, language=language), layout=replace(layout, square=False))


def test_few_short_serials_stand_in_the_cell_and_more_under_the_line() -> None:
    few = tuple(f"AB-{index}" for index in range(CELL_MOST))
    assert "serial numbers" not in " ".join(words(render(note(shipped(*few)))))
    seen = " ".join(words(render(note(shipped(*few, "AB-X")))))
    assert "7 serial numbers" in seen
    assert Counter(seen.split())["AB-X"] == 1


def test_a_serial_wider_than_its_column_stands_under_the_line() -> None:
    long = "W" * 60
    seen = words(render(note(shipped("A1", long))))
    assert " ".join(seen).count("2 serial numbers") == 1
    assert Counter(seen)[long] == Counter(seen)["A1"] == 1
    narrow = replace(
        note(shipped("A1234567")), layout=laid_out("delivery-note", item=50, serials=3, delivered=47)
    )
    assert Counter(words(render(narrow)))["A1234567"] == 1


@pytest.mark.parametrize("count", [1, 6, 7, 40, 1000])
def test_each_serial_is_found_once_wherever_it_stands(count: int) -> None:
    serials = tuple(f"K{index:05d}" for index in range(count))
    found = Counter(words(render(note(shipped(*serials), shipped("OTHER-1")))))
    assert all(found[serial] == 1 for serial in (*serials, "OTHER-1"))


def test_a_serial_keeps_its_blanks_in_the_cell() -> None:
    assert "A  B   C" in "\n".join(texts(render(note(shipped("A  B   C")))))


def test_without_the_column_no_serial_is_printed_and_none_is_counted() -> None:
    layout = laid_out("delivery-note", item=50, delivered=50)
    for serials in (("SECRET-1",), tuple(f"SECRET-{index}" for index in range(50))):
        seen = " ".join(words(render(note(shipped(*serials), layout=layout))))
        assert "SECRET" not in seen
        assert "erial number" not in seen


@pytest.mark.parametrize(("language", "word"), [("en", "to"), ("da", "til")])
def test_ranges_on_paper_are_all_the_serials_with_their_count(language: str, word: str) -> None:
    layout = replace(STANDARD, ranges=True)
    run = tuple(f"SN{index:04d}" for index in range(1, 1001))
    odd = tuple(f"X{index * 3:04d}Y" for index in range(40))
    for serials in (run, (*run, *odd)):
        pages = texts(render(note(shipped(*serials), language=language, layout=layout)))
        seen = " ".join(pages).split()
        assert word in seen
        assert {"1,000": "en", "1.000": "da", "1,040": "en", "1.040": "da"}[
            next(text for text in seen if text[:2] in ("1,", "1."))
        ] == language
        at = seen.index("SN0001") + 1
        pieces = (" ".join(seen[at - 1 : at + 2]), *(text for text in seen if text.endswith("Y")))
        assert expanded(pieces, word) == list(serials)


def test_the_line_column_counts_the_lines() -> None:
    layout = laid_out("delivery-note", line=10, item=80, delivered=10)
    lines = [shipped(f"A{index}", item=f"IT-{index}") for index in range(12)]
    seen = words(render(note(*lines, layout=layout)))
    assert all(seen[seen.index(f"IT-{index}") - 1] == str(index + 1) for index in range(12))
