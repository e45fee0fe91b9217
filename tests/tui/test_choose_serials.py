"""Choosing a unit from the list: by keys, by typing a part, by scanning it whole; never the nearest one."""

import pytest

from models import choosing, shipping
from models.book import Book
from tests.builders import Warehouse
from tests.tui.floor import Asker, floor
from tests.tui.robot import station
from tui.screens.choose_serials import ChooseSerials


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80")
    built.item("SC-20")
    built.received("TP-80", *(f"TP80-{n:06}" for n in range(4101, 4121)), "5%_!")
    built.received("SC-20", "C1")
    return built


def asking(house: Warehouse, *lines: tuple[str, int]) -> Asker[str]:
    shipment = house.shipment(*(lines or (("TP-80", 2),)))
    return Asker(lambda: ChooseSerials(shipment.lines[0].id))


async def test_the_first_one_in_is_chosen_by_two_keys(house: Warehouse) -> None:
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        robot.sees("TP80-004101", "A-01", "2026-11-23", "21 units are free")
        await robot.press("down", "enter")
    assert asker.answers == ["TP80-004102"]


async def test_typing_narrows_the_list_and_enter_chooses_what_is_left_only_when_seen(
    house: Warehouse,
) -> None:
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        await robot.types("411")
        robot.sees("TP80-004119", "10 units are free")
        robot.sees_not("TP80-004120")
        await robot.types("7")
        robot.sees("One unit is free")
        await robot.press("enter")
        assert asker.answers == []
        await robot.press("enter")
    assert asker.answers == ["TP80-004117"]


async def test_a_scan_of_a_part_never_picks_the_nearest(house: Warehouse) -> None:
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        await robot.scan("TP80-00411")
        robot.refused("TP80-00411 is not known here")
        await robot.scan("C1")
        robot.refused("C1 belongs to item SC-20")
        await robot.wedge("TP80-004118")
    assert asker.answers == ["TP80-004118"]


async def test_wild_cards_are_letters(house: Warehouse) -> None:
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        await robot.types("%_!")
        robot.sees("5%_!", "One unit is free")
        robot.sees_not("TP80-004101")


async def test_escape_shows_all_again_and_then_leaves(house: Warehouse) -> None:
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        await robot.enters("no such unit")
        robot.refused("is not known here")
        await robot.types("zzz")
        robot.sees("No free unit has zzz")
        await robot.press("escape", "escape")
        robot.sees("TP80-004101")
        await robot.press("escape")
    assert asker.answers == [None]


async def test_what_another_document_holds_is_not_offered_and_a_scan_of_it_names_the_holder(
    house: Warehouse,
) -> None:
    other = house.shipment(("TP-80", 1))
    house.pick(other.number, "TP80-004101")
    asker = asking(house)
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        robot.sees_not("TP80-004101")
        await robot.scan("TP80-004101")
        robot.refused(f"held by {other.number} at station Packing 2")
    assert asker.answers == []


async def test_units_its_own_order_reserved_stand_first(house: Warehouse) -> None:
    order = house.sold(("TP-80", 2))
    house.book.perform(choosing.choose, order=order, line_no=1, text="TP80-004120", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    asker: Asker[str] = Asker(lambda: ChooseSerials(shipment.lines[0].id))
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        robot.sees("reserved")
        await robot.press("enter")
    assert asker.answers == ["TP80-004120"]


async def test_an_empty_shelf_is_said(house: Warehouse) -> None:
    house.item("NONE")
    asker = asking(house, ("NONE", 1))
    async with station(floor(house.book, lambda: asker)) as robot:
        await robot.press("1")
        robot.sees("No unit of this item is free in stock")
        await robot.press("enter")
        robot.refused("There is nothing to choose")
    assert asker.answers == []
