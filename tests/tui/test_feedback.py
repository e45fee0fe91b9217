"""What the station writes to a scanner's port, byte for byte, through the whole program on a kernel pty (R1.8-R1.14)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.feedback import SSI_ACK, SSI_NAK, ssi_packet
from devices.scanner import ScannerSettings
from devices.virtual import VirtualScanner
from models.book import Book
from tests.builders import Warehouse
from tests.tui.robot import Robot, station
from tui.config import Config, Printer
from tui.pulls import BURST_S
from tui.station import make_station

PATIENCE_S = 8.0
QUIET_S = 0.15

OK, WRONG = "SN0001", "WRONG1"
SSI_OK = bytes.fromhex("0BF30000 03 534E30303031 FD9D")
SSI_WRONG = bytes.fromhex("0BF30000 03 57524F4E4731 FD41")


@dataclass
class Bench:
    """One station with a shipment open, and its scanners as their cables see it."""

    robot: Robot
    guns: tuple[VirtualScanner, ...]

    async def until(self, fact: Callable[[], object]) -> None:
        end = asyncio.get_running_loop().time() + PATIENCE_S
        while not fact():
            assert asyncio.get_running_loop().time() < end, f"it never came true:\n{self.robot.text()}"
            await asyncio.sleep(0.005)

    async def got(self, wanted: str | bytes, gun: int = 0) -> None:
        """The station has sent exactly these bytes, and no more come."""
        data = bytes.fromhex(wanted) if isinstance(wanted, str) else wanted
        line = self.guns[gun]
        await self.until(lambda: len(line.received) >= len(data))
        await asyncio.sleep(QUIET_S)
        assert line.received.hex(" ") == data.hex(" ")

    async def scan(self, label: str | bytes, gun: int = 0) -> None:
        await asyncio.to_thread(self.guns[gun].send, label)

    def picked(self) -> int:
        return self.robot.app.station_screen.count.done  # type: ignore[attr-defined, no-any-return]


@asynccontextmanager
async def bench(
    lite: Book, folder: Path, *settings: dict[str, object], acknowledge: bool = False, serials: int = 2
) -> AsyncIterator[Bench]:
    """A shipment that wants `serials` units is open; each of `settings` is one scanner's."""
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", *(f"SN{n:04}" for n in range(1, serials + 4)))
    number = house.shipment(("TP-80", serials)).number
    guns = tuple(VirtualScanner(folder, f"gun{n}") for n in range(1, len(settings) + 1))
    for gun in guns:
        gun.start()
    config = Config(
        database=lite.url,
        station="Packing 7",
        language="en",
        bell=False,
        scanners=tuple(
            ScannerSettings(f"scanner {n}", str(gun.port), **own)  # type: ignore[arg-type]
            for n, (gun, own) in enumerate(zip(guns, settings, strict=True), 1)
        ),
        printer=Printer(folder / "outbox"),
        folder=folder,
        acknowledge=acknowledge,
    )
    try:
        async with station(make_station(config)) as robot:
            desk = Bench(robot, guns)
            await desk.until(lambda: all(gun.listening for gun in guns))
            await robot.enters(number)
            await desk.until(lambda: number in robot.app.station_screen.heading())
            await robot.settle()
            yield desk
    finally:
        for gun in guns:
            await asyncio.sleep(0.05)  # what was sent last is still on the line
            assert len(gun.received) >= 0
            gun.stop()


@pytest.mark.parametrize(
    ("profile", "ok", "refused"),
    [
        ("honeywell-ack", "1B 37 2C", "1B 38 2C 1B 38 2C"),
        ("datalogic-cordless", "1B 5B 33 71 0D", "1B 5B 32 71 0D"),
        ("opticon", "1B 42 0D", "1B 45 0D"),
        ("bel", "", "07"),
        ("none", "", ""),
    ],
)
async def test_an_accepted_scan_and_a_refused_one_are_told_in_the_scanners_own_bytes(
    lite: Book, tmp_path: Path, profile: str, ok: str, refused: str
) -> None:
    async with bench(lite, tmp_path, {"feedback": profile}) as desk:
        await desk.scan(OK)
        await desk.until(lambda: desk.picked() == 1)
        await desk.got(ok)
        await desk.scan(WRONG)
        await desk.until(lambda: desk.robot.app.station_screen.band.verdict == "refused")
        await desk.got(ok + refused)


async def test_a_datalogic_reader_is_disabled_by_a_refusal_until_the_operator_has_seen_it(
    lite: Book, tmp_path: Path
) -> None:
    async with bench(lite, tmp_path, {"feedback": "datalogic"}) as desk:
        await desk.got("45")
        await desk.scan(OK)
        await desk.got("45 01")
        await desk.scan(WRONG)
        await desk.until(lambda: desk.robot.app.station_screen.band.verdict == "refused")
        await desk.robot.press("down", "up", "pagedown")
        await desk.got("45 01 46")
        desk.robot.sees("The scanner waits: Enter lets it read again.")
        screen = desk.robot.app.station_screen
        await desk.robot.press("enter")
        await desk.got("45 01 46 45")
        assert desk.robot.app.station_screen is screen, "Enter acknowledged, and did nothing else"
        desk.robot.sees_not("The scanner waits")
        await desk.robot.press("enter", "escape")
    assert desk.guns[0].received.hex(" ") == "45 01 46 45 45"


async def test_escape_and_the_ok_card_of_another_scanner_let_a_datalogic_reader_go_too(
    lite: Book, tmp_path: Path
) -> None:
    async with bench(lite, tmp_path, {"feedback": "datalogic"}, {}) as desk:
        await desk.scan(WRONG)
        await desk.got("45 46")
        await desk.robot.press("escape")
        await desk.got("45 46 45")
        await desk.scan("WRONG2")
        await desk.got("45 46 45 46")
        await desk.scan("CMD.OK", gun=1)
        await desk.got("45 46 45 46 45")
        await desk.got("", gun=1)


async def test_a_datalogic_reader_that_was_left_disabled_reads_after_it_is_plugged_in_again(
    lite: Book, tmp_path: Path
) -> None:
    async with bench(lite, tmp_path, {"feedback": "datalogic"}) as desk:
        await desk.scan(WRONG)
        await desk.got("45 46")
        desk.guns[0].unplug()
        await asyncio.sleep(0.1)
        desk.guns[0].plug()
        await desk.until(lambda: desk.guns[0].listening)
        await desk.got("45 46 45")
        await desk.robot.press("enter")
        await desk.got("45 46 45")


async def test_ssi_packets_are_acknowledged_first_and_their_verdict_follows(
    lite: Book, tmp_path: Path
) -> None:
    beep, wrong = ssi_packet(0xE6, b"\x00"), ssi_packet(0xE6, b"\x14")
    assert (beep.hex(" "), wrong.hex(" ")) == ("05 e6 04 00 00 ff 11", "05 e6 04 00 14 fe fd")
    assert (SSI_ACK.hex(" "), SSI_NAK.hex(" ")) == ("04 d0 04 00 ff 28", "05 d1 04 00 01 ff 25")
    begun = bytes.fromhex("00 04 E9 04 00 FF 0F")
    async with bench(lite, tmp_path, {"feedback": "zebra-ssi"}) as desk:
        await desk.got(begun)
        await desk.scan(SSI_OK)
        await desk.until(lambda: desk.picked() == 1)
        told = begun + SSI_ACK + beep
        await desk.got(told)
        await desk.scan(SSI_OK)  # sent again by the scanner: acknowledged, and no scan
        told += SSI_ACK
        await desk.got(told)
        assert desk.picked() == 1
        assert desk.robot.app.station_screen.band.verdict == "ok"
        await desk.scan(SSI_WRONG)
        told += SSI_ACK + wrong
        await desk.got(told)
        await desk.scan(SSI_OK[:-1] + b"\x00")  # damaged on the wire
        told += SSI_NAK
        await desk.got(told)


async def test_a_code_beside_the_one_that_was_taken_is_heard_as_refused(lite: Book, tmp_path: Path) -> None:
    async with bench(lite, tmp_path, {"feedback": "honeywell-ack"}) as desk:
        await desk.scan(f"{OK}\r{WRONG}\r".encode())
        await desk.got("1B 37 2C 1B 38 2C 1B 38 2C")
        assert desk.picked() == 1
        await desk.scan("SN0002")
        await desk.got("1B 37 2C 1B 38 2C 1B 38 2C 1B 37 2C")


async def test_ack_says_that_bytes_came_and_nak_that_they_were_damaged_whatever_the_verdict(
    lite: Book, tmp_path: Path
) -> None:
    async with bench(lite, tmp_path, {"ack_nak": True}) as desk:
        await desk.scan(OK)
        await desk.got("06")
        await asyncio.sleep(2 * BURST_S)  # another pull of the trigger
        await desk.scan(WRONG)
        await desk.until(lambda: desk.robot.app.station_screen.band.verdict == "refused")
        await desk.got("06 06")
        await desk.scan(b"\xb0SN0002\r")
        await desk.got("06 06 15")
        await desk.scan("SN0002")
        await desk.got("06 06 15 06")
        await desk.scan("SN0002")  # the scanner missed our answer, and sends it again
        await desk.got("06 06 15 06 06")
        assert desk.picked() == 2
        assert desk.robot.app.station_screen.band.verdict == "ok"


async def test_ack_comes_before_the_verdicts_own_bytes(lite: Book, tmp_path: Path) -> None:
    async with bench(lite, tmp_path, {"ack_nak": True, "feedback": "honeywell-ack"}) as desk:
        await desk.scan(WRONG)
        await desk.got("06 1B 38 2C 1B 38 2C")


async def test_without_a_profile_not_one_byte_is_written_at_connect_on_scans_or_at_the_end(
    lite: Book, tmp_path: Path
) -> None:
    frames = (
        OK,
        WRONG,
        "CMD.OK",
        "CMD.UNDO",
        "CMD.NONSENSE",
        b"\xc3\xa6\r",
        b"A\x01B\r",
        b"\x02STX\x03",
        b"\r\n\r\n",
        b"0" * 9000 + b"\r",
        "https://example.org/01/09506000134352/21/1",
        SSI_WRONG,
    )
    async with bench(lite, tmp_path, {}) as desk:
        sent = [frame if isinstance(frame, bytes) else frame.encode() + b"\r" for frame in frames]
        for n in range(0, 100, 10):
            await desk.scan(b"".join(sent[m % len(sent)] for m in range(n, n + 10)))
        desk.guns[0].unplug()
        desk.guns[0].plug()
        await desk.until(lambda: desk.guns[0].listening)
        await desk.scan("SN0002")
        await desk.robot.settle()
        await desk.robot.press("enter", "escape")
        await desk.got("")
    assert desk.guns[0].received == b""


async def test_the_answer_goes_to_the_scanner_that_read_and_to_no_other(lite: Book, tmp_path: Path) -> None:
    async with bench(lite, tmp_path, {"feedback": "honeywell-ack"}, {"feedback": "opticon"}) as desk:
        await desk.scan(OK, gun=1)
        await desk.got("1B 42 0D", gun=1)
        await desk.scan(WRONG, gun=0)
        await desk.got("1B 38 2C 1B 38 2C", gun=0)
        await desk.robot.enters("WRONG2")
        await desk.got("1B 42 0D", gun=1)
        await desk.got("1B 38 2C 1B 38 2C", gun=0)


async def test_each_judged_scan_is_told_once_echoes_are_not_and_cards_are_told_like_scans(
    lite: Book, tmp_path: Path
) -> None:
    own: dict[str, object] = {
        "feedback": "custom",
        "feedback_ok": "2B",
        "feedback_refused": "2D",
        "feedback_complete": "3D",
    }
    async with bench(lite, tmp_path, own) as desk:
        await desk.scan(OK)
        await desk.scan(OK)  # held in view: an echo
        await desk.got(b"+")
        await desk.scan("CMD.UNDO")
        await desk.got(b"++")
        await desk.scan("CMD.SHORT")
        await desk.got(b"++-")
        await desk.scan(OK)
        await desk.got(b"++-+")
        await desk.scan("SN0002")  # the last one: everything is picked
        await desk.got(b"++-+=")
        await desk.scan(b"\xe6\r")
        await desk.got(b"++-+=-")


async def test_a_scan_that_opens_something_is_accepted_and_one_that_lies_aside_refused(
    lite: Book, tmp_path: Path
) -> None:
    own: dict[str, object] = {"feedback": "custom", "feedback_ok": "2B", "feedback_refused": "2D"}
    async with bench(lite, tmp_path, own) as desk:
        await desk.robot.press("escape")
        await desk.scan("TP-80")
        await desk.until(lambda: "TP-80" in desk.robot.app.station_screen.heading())
        await desk.got(b"+")
        await desk.robot.press("escape", "escape")
        assert desk.robot.app.station_screen.is_modal, "it asks whether to close"
        await desk.scan("SN0001")
        await desk.got(b"+-")
        await desk.robot.press("escape", "asterisk", "enter")  # used by a person: no scanner is told again
        await desk.until(lambda: "SN0001" in desk.robot.app.station_screen.heading())
        await desk.got(b"+-")


async def test_the_beep_comes_after_the_commit(lite: Book, tmp_path: Path) -> None:
    async with bench(lite, tmp_path, {"feedback": "honeywell-ack"}) as desk:

        def beep_then_look() -> int:
            witness = Book(lite.url, "Witness")
            try:
                desk.guns[0].send(OK)
                while not desk.guns[0].received:
                    pass
                return int(witness.value("SELECT count(*) FROM scan WHERE text = ? AND outcome = 'ok'", OK))
            finally:
                witness.close()

        assert await asyncio.to_thread(beep_then_look) == 1
