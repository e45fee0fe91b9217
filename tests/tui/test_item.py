"""One item: its card, its serial numbers, and the rules of the tick."""

import pytest

from models import adjusting, items, settings
from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.screens.item import ItemScreen
from tui.screens.item_form import ItemForm
from tui.widgets.form import Form


async def tick(robot: Robot, name: str, value: str = "yes") -> None:
    """Set a field of the open form, as its own keys do."""
    robot.app.screen.query_one(Form).put(value, name)
    await robot.settle()


async def test_the_card_says_what_lies_where(lite: Book) -> None:
    house = stocked_house(lite)
    made = lite.perform(adjusting.create, category="Status")
    for item, place in (("CABLE", "B-02"),):
        lite.perform(adjusting.add_line, number=made.number, item=item, way="up", quantity=2, location=place)
    lite.perform(adjusting.post, number=made.number)
    assert house.in_stock("CABLE") == 42
    async with opened(lite, lambda: ItemScreen("CABLE")) as robot:
        robot.sees("42 in stock", "A-01", "B-02", "Cost price: 100.00", "Stock tracked: yes")
        robot.sees_not("Tab Serial")
        await robot.press("tab", "f")
        robot.sees("42 in stock")


async def test_the_tab_lists_the_items_own_serials_and_no_others(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        await robot.press("tab")
        robot.sees("5 serial numbers", "T1", "T5", "shipped")
        robot.sees_not("C1")
        await robot.enters("5")
        robot.sees("1 serial number · contains 5")
        await robot.press("a")
        robot.sees("5 serial numbers")
        await robot.press("f")
        robot.sees_not("Item number")
        await robot.press("escape", "enter")
        robot.sees("Serial number T1 · TP-80")
        await robot.press("escape", "tab")
        robot.sees("4 in stock")


async def test_the_tick_is_free_before_the_first_movement(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("NEW", serials=False)
    async with opened(lite, lambda: ItemScreen("NEW")) as robot:
        await robot.press("e")
        await tick(robot, "has_serials")
        await robot.press("f2")
        robot.ok("Item NEW is kept.")
        robot.sees("Has serial numbers: yes", "Tab Serial numbers")


async def test_an_item_without_stock_tracking_gets_no_tick(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("HOURS", serials=False, stock_tracked=0)
    async with opened(lite, lambda: ItemScreen("HOURS")) as robot:
        await robot.press("e")
        await tick(robot, "has_serials")
        await robot.press("f2")
        robot.refused("its stock is not tracked", "Tick stock tracking first.")
        assert not lite.perform(items.view, number="HOURS").has_serials


async def test_once_it_has_moved_the_copy_and_the_block_are_one_step(book: Book) -> None:
    stocked_house(book)
    async with opened(book, lambda: ItemScreen("CABLE")) as robot:
        await robot.press("e")
        await tick(robot, "has_serials")
        await robot.press("f2")
        robot.sees("CABLE has moved. How does it get them?", "1  Copy it to a new item with serial numbers")
        robot.sees("2  Give the 40 units in stock their serial numbers")
        await robot.press("escape")
        robot.refused("Item CABLE has movements")
        await robot.press("f2", "1")
        robot.app.screen.query_one(Form).put("TP-80")
        await robot.press("f2")
        robot.sees("Item TP-80 exists already")
        assert not book.perform(items.view, number="CABLE").blocked
        robot.app.screen.query_one(Form).put("CABLE-S")
        await robot.press("f2")
        robot.ok("Item CABLE-S is kept.")
        robot.sees("Item CABLE-S · Cable", "Has serial numbers: yes", "0 in stock")
    old, copy = (book.perform(items.view, number=number) for number in ("CABLE", "CABLE-S"))
    assert (old.blocked, old.has_serials, copy.blocked, copy.has_serials) == (True, False, False, True)


async def test_the_tick_cannot_be_taken_away_from_units_in_stock(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        await robot.press("e")
        await tick(robot, "has_serials", "")
        await robot.press("f2")
        robot.refused("Item TP-80 has movements")
        robot.sees_not("TP-80 has moved")
    assert lite.perform(items.view, number="TP-80").has_serials


async def test_a_form_without_the_add_on_keeps_what_it_does_not_show(lite: Book) -> None:
    house = stocked_house(lite)
    house.item("PAT", serial_min=3, serial_max=9, serial_characters="A-Z")
    lite.execute("DELETE FROM setting")
    async with opened(lite, lambda: ItemScreen("PAT")) as robot:
        robot.sees_not("erial num", "Serial:")
        await robot.press("e")
        robot.sees_not("erial num", "Serial:")
        await tick(robot, "name", "Another name")
        await robot.press("f2")
        robot.ok("Item PAT is kept.")
    card = lite.perform(items.view, number="PAT")
    assert (card.name, card.has_serials, card.pattern.least, card.pattern.characters) == (
        "Another name",
        True,
        3,
        "A-Z",
    )


async def test_a_renamed_item_is_shown_under_its_new_number(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        await robot.press("tab", "tab", "e")
        await tick(robot, "number", "TP-81")
        await robot.press("f2", "tab")
        robot.sees("Item TP-81", "5 serial numbers")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("cost_price", "1.999", "is not an amount"),
        ("least", "0", "1 to 100 characters"),
        ("most", "101", "1 to 100 characters"),
        ("regex", "(", "cannot be read"),
        ("gtin", "5701234567898", "check digit"),
        ("location", "NOWHERE", "There is no location NOWHERE"),
        ("name", "", "Name is empty"),
        ("unit", "", "Unit is empty"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    lite: Book, name: str, value: str, words: str
) -> None:
    stocked_house(lite)
    before = lite.row("SELECT * FROM item WHERE number = 'TP-80'")
    async with opened(lite, lambda: ItemForm("TP-80")) as robot:
        await tick(robot, name, value)
        await robot.press("f2")
        lines = robot.text().splitlines()
        assert any("✖" in line and words in line for line in lines[:21]), robot.text()
    assert lite.row("SELECT * FROM item WHERE number = 'TP-80'") == before


async def test_an_item_that_is_not_there_is_said(lite: Book) -> None:
    assert not settings.installed(lite)
    async with opened(lite, lambda: ItemScreen("NO")) as robot:
        robot.refused("There is no item NO.")
        await robot.press("e", "tab", "enter")
        robot.sees("Item NO")


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_card_tab_and_form_fit(lite: Book, size: tuple[int, int], language: str) -> None:
    stocked_house(lite)
    async with desk(lite, size=size, language=language) as robot:
        await robot.scan("TP-80")
        fits(robot)
        await robot.press("tab")
        fits(robot)
        await robot.press("tab", "e")
        fits(robot)


async def test_the_card_tells_the_rule_of_the_serial_numbers_and_h_learns_one(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80", name="Thermal printer")
    house.received("TP-80", *(f"TP80-{n:06}" for n in range(30)))
    house.item("FEW")
    house.received("FEW", "F1")
    async with opened(lite, lambda: ItemScreen("FEW")) as robot:
        robot.sees("Serial number rule: none", "h Learn a rule")
        await robot.press("h")
        robot.refused("The newest serial numbers of FEW have nothing in common yet")
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        await robot.press("h")
        robot.sees("Make this the rule of TP-80?", "mask TP80-######")
        await robot.press("y")
        robot.ok("Item TP-80 is kept.")
        robot.sees("Serial number rule: mask TP80-######")
        robot.sees_not("h Learn a rule")
        assert items.view(lite, number="TP-80").pattern.mask == "TP80-######"


async def test_the_form_sets_mask_and_kind_and_says_at_the_field_what_is_wrong(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    async with opened(lite, lambda: ItemForm("TP-80")) as robot:
        await tick(robot, "mask", "TP-??")
        await robot.press("f2")
        robot.sees("The mask TP-?? is not clear at place 4: ? could mean two things.")
        await tick(robot, "mask", "TP-##")
        await tick(robot, "kind", "imei")
        await robot.press("f2")
        robot.sees("No serial number can have all of these lengths: 15-15, 5-5.")
        await tick(robot, "kind", "gs1")
        await robot.press("f2")
    pattern = items.view(lite, number="TP-80").pattern
    assert (pattern.mask, pattern.kind) == ("TP-##", "gs1")
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        robot.sees("Serial number rule: GS1 serial (21), mask TP-##")


async def test_the_months_of_warranty_are_set_on_the_card_and_wrong_ones_are_said_at_their_field(
    lite: Book,
) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        robot.sees_not("Warranty")
        await robot.press("e")
        await tick(robot, "warranty_months", "601")
        await robot.press("f2")
        robot.sees("A warranty of 601 months is not possible; 0 to 600 are.")
        await tick(robot, "warranty_months", "24")
        await robot.press("f2")
        robot.ok("Item TP-80 is kept.")
        robot.sees("Warranty, months: 24")
    assert items.view(lite, number="TP-80").warranty_months == 24
