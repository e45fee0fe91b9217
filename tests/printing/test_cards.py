"""The sheet of cards is read off its pictures: every card, by what it is; and each page for a scanner's maker."""

from itertools import pairwise

import pytest

from models.codes import COMMANDS, Command, Gtin, Text, parse
from models.language import LANGUAGES, say_in
from printing import cards, scanner_sheet
from printing.cards import DIGITS, ORDER
from printing.pictograms import LINES
from printing.scanner_sheet import GTIN, MAKERS, PROFILES, TEXT
from tests.printing.labels import DPIS, sent, symbols
from tests.printing.papers import HOSTILE, plain
from tui.commandline import arguments

PEOPLE = [("1", "Anna Holm"), ("42", "Øjvind"), ("007", "B"), ("123456", "Clerk " * 20)]


@pytest.mark.parametrize("dpi", DPIS)
def test_every_card_is_on_the_sheet_once_and_scans_as_itself(dpi: int) -> None:
    found = [
        sent(code, aim=aim)
        for page in symbols(cards.render(PEOPLE), dpi)
        for code in page
        for aim in (True, False)
    ]
    codes = [parse(text) for text in found]
    assert all(isinstance(code, Command) for code in codes)
    names = sorted(code.name for code in codes if isinstance(code, Command))
    wanted = [*COMMANDS, *"0123456789", *(f"USER.{number}" for number, _ in PEOPLE)]
    assert names == sorted(wanted * 2)
    assert set(ORDER) == COMMANDS
    assert set(DIGITS) == set("0123456789")
    assert set(ORDER) | {"USER"} == set(LINES)


def test_no_straight_line_across_a_page_meets_two_barcodes() -> None:
    for page in symbols(cards.render(PEOPLE), 203):
        bands = sorted((code.position.top_left.y, code.position.bottom_left.y) for code in page)
        for (_, end), (begin, _) in pairwise(bands):
            assert begin - end > 203 / 25.4 * 5, "closer than five millimetres"


def test_a_card_says_in_both_languages_what_it_is() -> None:
    text = plain(cards.render(PEOPLE, "Havnens Teknik ApS"))
    for language in LANGUAGES:
        for words in (
            "Confirm",
            "Set aside",
            "Ends with what is here; asks twice.",
            "Home, from any screen.",
        ):
            assert say_in(language, words).replace(" ", "") in text
    for words in ("CMD.CONFIRM", "CMD.USER.42", "Øjvind", "HavnensTeknikApS", "Page1of3"):
        assert words in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_of_an_operator_leaves_the_cards_as_they_are(hostile: str) -> None:
    found = symbols(cards.render([("1", hostile)], hostile), 203)
    assert sum(len(page) for page in found) == len(ORDER) + len(DIGITS) + 1


def test_the_same_cards_are_the_same_bytes() -> None:
    assert cards.render(PEOPLE) == cards.render(PEOPLE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("maker", MAKERS)
def test_a_makers_page_names_its_profile_and_carries_three_labels_to_try(maker: str, language: str) -> None:
    pdf = scanner_sheet.render(maker, language)
    for dpi in DPIS:
        (page,) = symbols(pdf, dpi)
        found = {code.symbology_identifier: parse(sent(code, aim=True)) for code in page}
        assert isinstance(found["]C0"], Text)
        assert found["]C0"].text == TEXT
        assert isinstance(found["]E0"], Gtin)
        assert found["]E0"].gtin == GTIN
        assert found["]d2"].notation == f"gs1 01={GTIN} 10=LOT7 21=a-001"
        assert len(page) == 3
    text = plain(pdf)
    assert PROFILES[maker].replace(" ", "") in text
    for words in ("USB-COM", "CR", "AIM", "GS", "scannertestPORT"):
        assert words in text


def test_the_command_line_knows_the_same_makers() -> None:
    assert tuple(MAKERS) == arguments.MAKERS == tuple(PROFILES)
