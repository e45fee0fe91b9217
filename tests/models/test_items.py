"""Items: the card's rules, the serial number tick's rules, the list and its search."""

from collections.abc import Callable

import pytest

from models import groups, items, places, settings
from models.book import Book
from models.item_facts import ItemFacts
from models.patterns import SerialPattern
from models.refusals import Refusal
from models.refusals_nouns import (
    AddOnNotInstalled,
    GtinTaken,
    ItemBlocked,
    ItemHasMovements,
    ItemHasSerialsAlready,
    ItemNumberTaken,
    ItemOnOpenDocument,
    ItemUnknown,
    PatternLengths,
    PlaceBlocked,
    PlaceUnknown,
    SerialsNeedStockTracking,
    TrackingHasMovements,
)
from models.refusals_values import GtinCheckDigit, TextTooLong, TextUnprintable
from tests.builders import Warehouse

GTIN = "4006381333931"
HOSTILE = (
    "[red]x[/]",
    "[@click=app.quit]pay[/]",
    "'; DROP TABLE movement;--",
    '=HYPERLINK("http://x","y")',
    "<img src='/etc/ssl/x.png' width='9' height='9'/>",
    "../../etc/passwd",
    "{0} {name} %s ?",
    "\u202eFDP.exe",
    "NULL",
    "None",
    "-1",
    str(2**63),
    "🙂" * 200,
)
UNPRINTABLE = ("\x1b[2J", "a\x00b", "\ud800", "a\u2028b", "\x7f", "a\nb")


def test_a_card_comes_back_as_it_was_written(book: Book) -> None:
    settings.install(book)
    places.create(book, number="A-01", name="Shelf")
    groups.create(book, number="10", name="Printers")
    pattern = SerialPattern(least=4, most=15, characters="A-Z0-9-", regex="TP.*")
    made = items.create(
        book,
        item=ItemFacts(
            "TP-80", " Thermal printer ", "pcs", GTIN, True, True, 1250, 9999, False, "A-01", "10", pattern
        ),
    )
    assert made == items.view(book, number="TP-80")
    assert made.facts() == ItemFacts(
        "TP-80", "Thermal printer", "pcs", f"0{GTIN}", True, True, 1250, 9999, False, "A-01", "10", pattern
    )
    assert (made.on_hand, made.moved) == (0, False)


def test_a_number_is_taken_once_and_the_refusal_names_whose_it_is(book: Book) -> None:
    items.create(book, item=ItemFacts("00123", "First"))
    items.create(book, item=ItemFacts("123", "Other"))
    with pytest.raises(ItemNumberTaken) as refused:
        items.create(book, item=ItemFacts("00123", "Second"))
    assert str(refused.value) == "Item 00123 exists already: First. Choose another number, or edit that item."
    with pytest.raises(ItemNumberTaken):
        items.change(book, number="123", item=ItemFacts("00123", "Other"))


def test_a_gtin_is_one_number_in_all_its_lengths_and_belongs_to_one_live_item(book: Book) -> None:
    items.create(book, item=ItemFacts("A", "A", gtin="036000291452"))
    with pytest.raises(GtinTaken) as refused:
        items.create(book, item=ItemFacts("B", "B", gtin="00036000291452"))
    assert (
        str(refused.value)
        == "GTIN 00036000291452 belongs to item A. Remove it there first, or block that item."
    )
    items.change(book, number="A", item=items.view(book, number="A").facts(blocked=True))
    items.create(book, item=ItemFacts("B", "B", gtin="00036000291452"))
    with pytest.raises(GtinTaken):
        items.change(book, number="A", item=items.view(book, number="A").facts(blocked=False))
    with pytest.raises(GtinCheckDigit) as wrong:
        items.create(book, item=ItemFacts("C", "C", gtin="4006381333932"))
    assert wrong.value.sentence == "GTIN 4006381333932 ends with 2, its check digit is 1."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_kept_as_given_and_found_again(book: Book, text: str) -> None:
    made = items.create(book, item=ItemFacts("H-1", text))
    assert made.name == text
    assert [row.name for row in items.page(book, search=text).rows] == [text]
    assert items.page(book, search=text + "x").rows == ()


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_what_cannot_be_printed_is_refused_and_searched_for_in_vain(book: Book, text: str) -> None:
    with pytest.raises(TextUnprintable):
        items.create(book, item=ItemFacts("H-1", text + "x"))
    with pytest.raises(TextUnprintable):
        items.create(book, item=ItemFacts(f"a{text}a", "x"))
    assert items.page(book, search=f"x{text}x").rows == ()


def test_a_number_has_at_most_25_characters(book: Book) -> None:
    items.create(book, item=ItemFacts("Æ" * 25, "x"))
    with pytest.raises(TextTooLong) as refused:
        items.create(book, item=ItemFacts("Æ" * 26, "x"))
    assert str(refused.value) == "Number has 26 characters, at most 25 fit. Shorten it."


def test_serials_need_the_add_on_and_stock_tracking(book: Book) -> None:
    with pytest.raises(AddOnNotInstalled) as refused:
        items.create(book, item=ItemFacts("A", "A", has_serials=True))
    assert str(refused.value) == (
        "Item A cannot have serial numbers, because the serial number add-on is not installed. "
        "Open Settings, Add-ons and install Serial numbers, then try again."
    )
    plain = items.create(book, item=ItemFacts("A", "A"))
    with pytest.raises(AddOnNotInstalled):
        items.change(book, number="A", item=plain.facts(has_serials=True))
    settings.install(book)
    assert items.change(book, number="A", item=plain.facts(has_serials=True)).has_serials
    with pytest.raises(SerialsNeedStockTracking) as untracked:
        items.create(book, item=ItemFacts("B", "B", stock_tracked=False, has_serials=True))
    assert (
        str(untracked.value)
        == "Item B cannot have serial numbers, because its stock is not tracked. Tick stock tracking first."
    )


def test_the_tick_is_fixed_once_the_item_has_moved_and_the_copy_is_the_way_out(book: Book) -> None:
    house = Warehouse(book)
    house.item("CABLE", serials=False, gtin=f"0{GTIN}")
    house.stocked("CABLE", 3)
    old = items.view(book, number="CABLE")
    assert (old.on_hand, old.moved) == (3, True)
    with pytest.raises(ItemHasMovements) as refused:
        items.change(book, number="CABLE", item=old.facts(has_serials=True))
    assert str(refused.value) == (
        "Item CABLE has movements, so its serial number tick cannot change. "
        "Copy the item and block the old one, or give its units in stock their serial numbers."
    )
    with pytest.raises(TrackingHasMovements):
        items.change(book, number="CABLE", item=old.facts(stock_tracked=False))
    copy = items.copy_and_block(book, number="CABLE", new_number="CABLE-S")
    assert copy.facts() == old.facts(number="CABLE-S", has_serials=True)
    left = items.view(book, number="CABLE")
    assert (left.blocked, left.gtin, left.on_hand, left.has_serials) == (True, "", 3, False)
    with pytest.raises(ItemBlocked):
        items.copy_and_block(book, number="CABLE", new_number="CABLE-T")
    with pytest.raises(ItemHasSerialsAlready):
        items.copy_and_block(book, number="CABLE-S", new_number="CABLE-T")


def test_the_tick_cannot_be_taken_off_after_serials_moved_and_left_again(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1")
    house.shipped("TP-80", "T1")
    card = items.view(book, number="TP-80")
    with pytest.raises(ItemHasMovements):
        items.change(book, number="TP-80", item=card.facts(has_serials=False))


def test_the_tick_waits_for_an_open_receipt(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    receipt = house.receipt(("TP-80", 2))
    card = items.view(book, number="TP-80")
    with pytest.raises(ItemOnOpenDocument) as refused:
        items.change(book, number="TP-80", item=card.facts(has_serials=False))
    assert str(refused.value) == (
        f"Item TP-80 is on {receipt.number}, so its serial number tick cannot change now. "
        f"Post or cancel {receipt.number} first."
    )


def test_a_copy_that_fails_blocks_nothing(book: Book) -> None:
    settings.install(book)
    items.create(book, item=ItemFacts("A", "A", gtin=GTIN))
    items.create(book, item=ItemFacts("B", "B"))
    with pytest.raises(ItemNumberTaken):
        items.copy_and_block(book, number="A", new_number="B")
    kept = items.view(book, number="A")
    assert (kept.blocked, kept.gtin) == (False, f"0{GTIN}")


def test_a_location_blocked_later_does_not_lock_the_card(book: Book) -> None:
    places.create(book, number="A-01", name="Shelf")
    card = items.create(book, item=ItemFacts("A", "A", location="A-01"))
    places.change(book, number="A-01", blocked=True)
    changed = items.change(book, number="A", item=card.facts(name="Another"))
    assert (changed.name, changed.location) == ("Another", "A-01")
    with pytest.raises(PlaceBlocked):
        items.create(book, item=ItemFacts("B", "B", location="A-01"))
    with pytest.raises(PlaceUnknown):
        items.create(book, item=ItemFacts("B", "B", location="@supplier"))


def test_search_takes_wildcards_literally_and_danish_letters_in_any_case(book: Book) -> None:
    for number, name in (("1", "50% Ærø"), ("2", "50 Aero"), ("3", "a_b"), ("4", "axb"), ("5", "c\\d")):
        items.create(book, item=ItemFacts(number, name))

    def found(search: str) -> list[str]:
        return [row.number for row in items.page(book, search=search).rows]

    assert found("50%") == ["1"]
    assert found("ÆRØ") == ["1"]
    assert found("A_B") == ["3"]
    assert found("C\\") == ["5"]
    assert found("'") == []
    assert len(found("  ")) == 5


def test_pages_go_on_without_gaps_or_repeats_in_both_directions(book: Book) -> None:
    numbers = sorted(f"{n}-{letter}" for n in range(7) for letter in "aBÅ")
    for number in numbers:
        items.create(book, item=ItemFacts(number, number))
    seen: list[str] = []
    page = items.page(book, limit=4)
    assert not page.earlier
    while True:
        seen += [row.number for row in page.rows]
        if not page.later:
            break
        page = items.page(book, after=seen[-1], limit=4)
    assert seen == numbers
    last = items.page(book, limit=4, backwards=True)
    assert [row.number for row in last.rows] == numbers[-4:]
    before = items.page(book, after=last.rows[0].number, limit=4, backwards=True)
    assert [row.number for row in before.rows] == numbers[-8:-4]
    assert (before.earlier, before.later) == (True, True)


def test_a_pattern_no_serial_can_match_is_refused(book: Book) -> None:
    for pattern in (
        SerialPattern(least=9, most=5),
        SerialPattern(most=101),
        SerialPattern(least=0),
    ):
        with pytest.raises(PatternLengths):
            items.create(book, item=ItemFacts("A", "A", pattern=pattern))


def test_every_verb_says_which_item_is_not_there(book: Book) -> None:
    verbs: tuple[Callable[[], object], ...] = (
        lambda: items.view(book, number="X"),
        lambda: items.change(book, number="X", item=ItemFacts("X", "X")),
        lambda: items.copy_and_block(book, number="X", new_number="Y"),
    )
    for verb in verbs:
        with pytest.raises(ItemUnknown) as refused:
            verb()
        assert str(refused.value) == "There is no item X. Check the number, or create the item first."


def test_a_refused_change_changes_nothing(book: Book) -> None:
    card = items.create(book, item=ItemFacts("A", "A", cost_price=100))
    for wrong in (
        card.facts(cost_price=-1),
        card.facts(sales_price=10**15),
        card.facts(name=" "),
        card.facts(unit=""),
        card.facts(group="none"),
    ):
        with pytest.raises(Refusal):
            items.change(book, number="A", item=wrong)
    assert items.view(book, number="A") == card
