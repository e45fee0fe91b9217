"""Correcting a serial number from its life: typed or scanned, asked about where it is doubtful, found by the old one after."""

from models import correcting
from models.book import Book
from tests.tui.desk import desk, fits, stocked_house
from tui.screens.correct import CorrectForm, CorrectionScreen
from tui.screens.serial_life import SerialLifeScreen


async def test_by_keyboard_alone(lite: Book) -> None:
    house = stocked_house(lite)
    async with desk(lite) as robot:
        await robot.enters("T1")
        await robot.press("e")
        assert isinstance(robot.app.screen, CorrectForm)
        await robot.types("TP-0001")
        await robot.press("tab")
        await robot.types("label misprinted")
        fits(robot)
        await robot.press("enter")
        robot.ok("T1 is called TP-0001 now (SC-1001).")
        robot.sees(
            "Serial number TP-0001", "corrected", "SC-1001", "T1 > TP-0001 · at Packing 2 · label misprinted"
        )
        await robot.press("enter")
        assert isinstance(robot.app.screen, CorrectionScreen)
        robot.sees("T1 became TP-0001.", "Reason: label misprinted")
        fits(robot)
        await robot.press("enter")
        assert isinstance(robot.app.screen, SerialLifeScreen)
    assert house.place("TP-0001") == house.shelf


async def test_the_right_number_is_scanned_and_never_lands_in_the_reason(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.scan("T1")
        await robot.press("e")
        await robot.scan("TP-0001")
        await robot.types("read from the unit")
        await robot.press("f2")
        robot.ok("T1 is called TP-0001 now (SC-1001).")


async def test_the_old_number_scanned_anywhere_opens_the_unit_and_says_so(lite: Book) -> None:
    stocked_house(lite)
    lite.perform(correcting.correct, serial="T1", item="TP-80", new="TP-0001", reason="misread")
    lite.perform(correcting.correct, serial="TP-0001", item="TP-80", new="TP-0002", reason="misread again")
    async with desk(lite) as robot:
        for old in ("T1", "TP-0001"):
            await robot.scan(old)
            robot.sees("Serial number TP-0002")
            robot.ok(f"{old} was corrected to TP-0002 on 2026-11-23.")
            await robot.press("escape")
        await robot.scan("sc-1001")
        robot.sees("Today the unit is called TP-0002.")


async def test_a_refusal_leaves_the_form_and_a_doubt_is_asked(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.scan("T1")
        await robot.press("e")
        await robot.types("T2")
        await robot.press("f2")
        robot.refused("Reason")
        await robot.press("tab")
        await robot.types("misread")
        await robot.press("f2")
        robot.refused("T2 is another unit of TP-80.", "two units cannot have one serial number")
        await robot.press("up", "backspace", "backspace")
        await robot.types("C1")
        await robot.press("f2")
        robot.sees("C1 is known as item SC-20.")
        await robot.press("n")
        await robot.press("f2", "y")
        robot.ok("T1 is called C1 now (SC-1001).")


async def test_the_old_number_is_picked_and_the_verdict_says_both(lite: Book) -> None:
    house = stocked_house(lite)
    lite.perform(correcting.correct, serial="T1", item="TP-80", new="TP-0001", reason="misread")
    shipment = house.shipment(("TP-80", 2))
    async with desk(lite) as robot:
        await robot.scan(shipment.number)
        await robot.scan("T1")
        robot.ok("TP-0001")
        await robot.scan("T1")
        robot.refused("T1, here as TP-0001, is twice in this list")


async def test_a_new_unit_with_an_old_number_is_asked_about(lite: Book) -> None:
    house = stocked_house(lite)
    lite.perform(correcting.correct, serial="T1", item="TP-80", new="TP-0001", reason="misread")
    receipt = house.receipt(("TP-80", 1))
    async with desk(lite) as robot:
        await robot.scan(receipt.number)
        await robot.press("enter")
        await robot.scan("T1")
        robot.verdict(
            "ask", "T1 was corrected to TP-0001 on 2026-11-23: that unit is known.", "enter TP-0001"
        )
        await robot.press("y")
        robot.ok("T1 is new")


async def test_everything_fits_in_danish(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite, language="da") as robot:
        await robot.scan("T1")
        fits(robot)
        await robot.press("e")
        fits(robot)
        await robot.types("TP-0001")
        await robot.press("tab")
        await robot.types("fejllæst")
        await robot.press("f2")
        robot.ok("T1 hedder nu TP-0001 (SC-1001).")
        await robot.press("enter")
        fits(robot)
        await robot.press("escape", "escape")
        await robot.scan("T5")
        fits(robot)
