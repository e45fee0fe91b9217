"""Settings, Scanners: a scanner is tested, set up and used, all inside the running station."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from serial.tools.list_ports_common import ListPortInfo

from devices import ports
from devices.layouts import PROBE
from devices.ports import WrongMode
from devices.virtual import VirtualScanner
from models.book import Book
from tests.devices.plugs import usb_port
from tests.tui.desk import fits, stocked_house
from tests.tui.robot import Robot, station
from tui.commands import key_word
from tui.config import read_config
from tui.screens.keyboard_test import barcode
from tui.screens.scanner_test import ScannerTest
from tui.station import make_station

CONFIG = """\
# ask Bo
database = "{url}"
station = "Packing 2"
bell = false
{more}
[[scanner]]
name = "left"   # on a cord
port = "usb:05e0:1701:S1"
{left}
"""


class Floor:
    """A station's folder with two scanners plugged in, of which "left" is set up."""

    def __init__(self, folder: Path, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
        stocked_house(book)
        self.folder, self._book = folder, book
        self.left = VirtualScanner(folder, "ttyACM0")
        self.right = VirtualScanner(folder, "ttyACM1")
        self.listed: list[ListPortInfo] = [
            usb_port(str(self.left.port), serial="S1", product="DS2208"),
            usb_port(str(self.right.port), vid=0x0C2E, pid=0x0B81, socket="1-2.3:1.0", product="Voyager"),
        ]
        monkeypatch.setattr("serial.tools.list_ports.comports", lambda: self.listed)
        wrong = WrongMode(0x05E0, 0x1200, "DS9308", "keyboard", "Zebra")
        monkeypatch.setattr(ports, "in_wrong_mode", lambda: [wrong])
        self.write()
        for scanner in (self.left, self.right):
            scanner.start()

    @property
    def file(self) -> Path:
        """The configuration file."""
        return self.folder / "serialdock.toml"

    def write(self, more: str = "", left: str = "") -> None:
        """Write the configuration file."""
        self.file.write_text(CONFIG.format(url=self._book.url, more=more, left=left))

    def app(self) -> Any:
        """The station of that file."""
        return make_station(read_config(self.file))

    def close(self) -> None:
        """Unplug both."""
        for scanner in (self.left, self.right):
            scanner.stop()


@pytest_asyncio.fixture
async def floor(tmp_path: Path, lite: Book, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Floor]:
    """Two scanners at a station."""
    made = Floor(tmp_path, lite, monkeypatch)
    yield made
    made.close()


def whole(robot: Robot) -> None:
    """The screen on top says its keys and its verdict whole, and no row of it is cut at the edge."""
    screen, shown = robot.app.station_screen, robot.text()
    flat = " ".join(shown.split())
    for command in screen.all_commands():
        if command.shown and screen.allowed(command):
            assert f"{key_word(command.key)} {command.label}" in flat, f"{command} is not shown:\n{shown}"
    for word in f"{screen.band.sentence} {screen.band.next_step}".split():
        assert word in flat, f"{word!r} is not shown:\n{shown}"


async def until(robot: Robot, fact: Callable[[], object]) -> None:
    """Wait for a fact."""
    for _ in range(500):
        await robot.settle()
        if fact():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came true:\n{robot.text()}")


async def pull(robot: Robot, scanner: VirtualScanner, data: bytes) -> None:
    """Pull the trigger in a scanner test, and wait until its screen has shown it."""
    screen = robot.app.screen
    assert isinstance(screen, ScannerTest)
    before = screen.facts
    await asyncio.to_thread(scanner.send, data)
    await until(robot, lambda: screen.facts is not before)


async def test_ports_scanners_and_modes_are_listed_with_their_names_and_numbers(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await until(robot, lambda: floor.left.listening)
        await robot.press("9", "4")
        robot.sees(
            "left", "● connected", "usb:05e0:1701:S1", "05e0:1701", "Names: usb:05e0:1701:S1", "DS2208"
        )
        robot.sees("○ not set up", "usb:0c2e:0b81@1-2.3", "0c2e:0b81", "✖ keyboard mode", "DS9308")
        await robot.press("down")
        robot.sees("Voyager · Honeywell Voyager 1400g")
        assert str(floor.right.port) in "".join(robot.text().split())  # it may be longer than a row
        await robot.press("down")
        robot.sees("found, but in keyboard mode, which gives no port")
        fits(robot)


async def test_a_test_shows_bytes_ending_and_meaning_and_no_document_hears_of_it(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await until(robot, lambda: floor.left.listening)
        await robot.press("9", "4", "enter")
        robot.sees("Test · left", "Nothing scanned here reaches a document")
        assert "left: in test" in robot.text().splitlines()[0]
        await until(robot, lambda: floor.left.listening)
        await pull(robot, floor.left, b"]C0T3\r\n")
        robot.sees("5d 43 30 54 33 0d 0a", "]C0T3␍␊", "CR LF", "AIM id", "]C0", "text T3")
        robot.sees('suffix = "auto": it is set so')
        robot.ok("1 label was read")
        whole(robot)
        await pull(robot, floor.left, b"CMD.MENU\r")  # a card acts on nothing here
        robot.sees("Test · left", "command MENU")
        assert floor.left.received == b""
        await robot.press("escape", "escape", "escape")
        await until(robot, lambda: floor.left.listening)
        await asyncio.to_thread(floor.left.send, "T3")
        await until(robot, lambda: "Serial number T3" in robot.text())
        assert "in test" not in robot.text()


async def test_the_scan_of_another_scanner_lies_aside_while_one_is_tested(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await until(robot, lambda: floor.left.listening)
        await robot.press("9", "4", "enter")
        await robot.scan("T4", scanner="right")
        robot.refused("T4 did not come from the scanner under test")
        robot.sees("Test · left", "1 unclaimed")


SENT = (
    (b"AB12\t", "TAB", 'suffix = "tab"'),
    (b"AB12", "sends no ending", 'suffix = "none"'),
    (bytes.fromhex("4142c3b1b2338d"), 'set line = "7E1" here', 'suffix = "auto", line = "7E1"'),
    (b"\x80\xf3\x91\x00\xff\xe0", "What came is noise", 'suffix = "none"'),
    (b"\x02AB12\x03", "STX … ETX", 'suffix = "auto"'),
    (bytes.fromhex("0BF3000003414243313233FDA3"), "Zebra SSI", 'feedback = "zebra-ssi"'),
    (b"\x1b[2J\x07A\r", "control characters", 'suffix = "auto"'),
    (b"\xc6\xd8\xc5 lager 0001\r", "outside ASCII", 'suffix = "auto"'),
)
"""What came, what is said about it, and what is proposed."""


async def test_one_scan_says_what_to_set(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "down", "enter")
        await until(robot, lambda: floor.right.listening)
        for data, said, proposed in SENT:
            await pull(robot, floor.right, data)
            robot.sees(said, proposed)
            whole(robot)


async def test_accepted_and_refused_are_played_with_the_chosen_profile_and_nothing_without(
    floor: Floor,
) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "down", "enter")
        await until(robot, lambda: floor.right.listening)
        await robot.press("a", "r")
        robot.sees("Nothing is written to this scanner: its feedback is none")
        assert floor.right.received == b""
        await robot.press("p")
        robot.sees("honeywell-ack", "may be this scanner's")
        await robot.press("3")
        robot.sees("press a and x, and listen")
        await until(robot, lambda: floor.right.listening)
        await robot.press("a")
        await until(robot, lambda: floor.right.received == b"\x1b7,")
        await robot.press("r")
        await until(robot, lambda: floor.right.received == b"\x1b7,\x1b8,\x1b8,")


async def test_what_a_test_found_is_written_shown_first_and_used_without_a_restart(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        before = floor.file.read_text()
        await robot.press("9", "4", "down", "enter")
        await until(robot, lambda: floor.right.listening)
        await pull(robot, floor.right, b"AB12\t")
        await robot.press("w")
        robot.sees("scanner 1", "usb:0c2e:0b81@1-2.3", "tab")
        await robot.press("f2")
        robot.sees("Write these lines?", "[[scanner]]", 'port = "usb:0c2e:0b81@1-2.3"', 'suffix = "tab"')
        whole(robot)
        await robot.press("n")
        assert floor.file.read_text() == before
        await robot.press("f2", "y")
        robot.ok("serialdock.toml is written; the scanner is in use.")
        added = '\n[[scanner]]\nname = "scanner 1"\nport = "usb:0c2e:0b81@1-2.3"\nsuffix = "tab"\n'
        assert floor.file.read_text() == before.rstrip() + "\n" + added
        await until(robot, lambda: floor.right.listening)
        await robot.press("escape", "escape")
        await asyncio.to_thread(floor.right.send, b"T4\t")
        await until(robot, lambda: "Serial number T4" in robot.text())
        await asyncio.to_thread(floor.left.send, "T2")
        await until(robot, lambda: "Serial number T2" in robot.text())


async def test_a_scanner_that_is_unplugged_while_it_is_set_up_is_not_called_in_use(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "down", "enter")
        await until(robot, lambda: floor.right.listening)
        await pull(robot, floor.right, b"AB12\t")
        await robot.press("w", "f2")
        floor.right.unplug()
        await robot.press("y")
        await until(robot, lambda: "serialdock.toml is written." in robot.text())
        robot.sees("scanner 1", "not there")
        assert "in use" not in robot.text()
        floor.right.plug()
        await until(robot, lambda: floor.right.listening)
        await asyncio.to_thread(floor.right.send, b"T4\t")
        await until(robot, lambda: "T4 (2 characters)" in robot.text())


async def test_a_name_that_may_change_is_warned_about_and_the_stable_one_offered(floor: Floor) -> None:
    floor.file.write_text(floor.file.read_text().replace("usb:05e0:1701:S1", "/dev/ttyACM0"))
    floor.listed[0] = usb_port("/dev/ttyACM0", serial="S1")
    async with station(floor.app()) as robot:
        await until(robot, lambda: "left:" in robot.text())
        await robot.press("9", "4")
        robot.sees("/dev/ttyACM0 may be another device after the next plug-in.", "Press w to set up")
        floor.listed[0] = usb_port(str(floor.left.port), serial="S1")
        await robot.press("w", "f2")
        robot.sees('port = "usb:05e0:1701:S1"')
        await robot.press("y")
        robot.ok("in use")
        await until(robot, lambda: floor.left.listening)
        await robot.press("r")
        robot.sees_not("may be another device")
    assert 'name = "left"   # on a cord\nport = "usb:05e0:1701:S1"' in floor.file.read_text()


async def test_a_name_that_is_taken_and_a_file_that_cannot_be_written_are_refused(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "down", "w")
        await robot.press(*["backspace"] * 9)
        await robot.types("left")
        await robot.press("f2")
        robot.sees("Another scanner has this name.")
        await robot.press(*["backspace"] * 4)
        await robot.types("right")
        await robot.press("f2")
        robot.sees("Write these lines?")
        floor.file.write_text("bell = false\n")
        await robot.press("y")
        robot.refused("somebody has changed it meanwhile")
    assert floor.file.read_text() == "bell = false\n"


async def test_a_scanner_that_is_unplugged_under_test_comes_back(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "enter")
        await until(robot, lambda: floor.left.listening)
        await asyncio.to_thread(floor.left.unplug)
        await until(robot, lambda: "is disconnected" in robot.text())
        await asyncio.to_thread(floor.left.plug)
        await until(robot, lambda: floor.left.listening)
        await pull(robot, floor.left, b"T1\r")
        robot.sees("text T1")


async def test_closing_the_station_in_a_test_lets_the_port_go(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "enter")
        await until(robot, lambda: floor.left.listening)
    for _ in range(100):
        if not floor.left.listening:
            break
        await asyncio.sleep(0.02)
    assert not floor.left.listening


async def test_a_wrong_layout_is_named_with_its_remedy_and_can_be_refused_until_it_is_right(
    floor: Floor,
) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "b")
        robot.sees(PROBE, "Keyboard scans are taken")
        whole(robot)
        await robot.wedge("yz+-.Æ`12")
        robot.refused("the layouts differ")
        robot.sees("Scanner set up for  American / British", "Computer set up for Danish", "USB-COM")
        whole(robot)
        await robot.press("r", "escape", "escape", "escape")
        await robot.wedge("T3-WEDGE")
        robot.refused("its keyboard layout is not proven right", "scan the test code")
        await robot.enters("T3")  # a person may still type
        robot.sees("Serial number T3")
        await robot.press("escape", "9", "4", "b")
        await robot.wedge(PROBE)
        robot.ok("The layout is right")
        await robot.press("escape", "escape", "escape")
        await robot.wedge("T3-WEDGE")
        robot.refused("T3-WEDGE")
        robot.sees_not("layout is not proven")


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ("YZ-/.:+12", "Caps Lock is on"),
        ("yz-.:+12", "characters are lost"),
        ("HELLO-WORLD", "is not the test code"),
    ],
)
async def test_what_else_can_be_wrong_with_a_keyboard_scanner_is_named(
    came: str, said: str, floor: Floor
) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "b")
        await robot.wedge(came)
        robot.refused(said)
        await robot.scan("T1", scanner="left")
        robot.refused("came from left, which has a port")


async def test_a_station_that_asks_for_the_layout_refuses_wedge_scans_from_the_start(floor: Floor) -> None:
    floor.write(more="layout_check = true")
    async with station(floor.app()) as robot:
        await robot.wedge("T1-WEDGE")
        robot.refused("not proven right")
        await robot.press("9", "4", "b")
        robot.sees("✖ Keyboard scans are refused now.")
        await robot.wedge(PROBE)
        robot.sees("● Keyboard scans are taken.")


async def test_the_page_with_the_test_code_goes_to_the_outbox(floor: Floor) -> None:
    async with station(floor.app()) as robot:
        await robot.press("9", "4", "b", "p")
        robot.ok("The page is in")
    assert (floor.folder / "outbox" / "TEST-CODE.pdf").read_bytes().startswith(b"%PDF-")


def test_the_barcode_on_the_screen_reads_back() -> None:
    import zxingcpp

    row = barcode(PROBE)
    assert len(row) <= 78
    halves = {" ": (255, 255), "▌": (0, 255), "▐": (255, 0), "█": (0, 0)}
    dots = [dot for character in row for dot in halves[character]]
    image = Image.new("L", (len(dots), 40))
    image.putdata([dots[x] for _ in range(40) for x in range(len(dots))])
    (found,) = zxingcpp.read_barcodes(image.resize((len(dots) * 4, 160)))
    assert found.text == PROBE


@pytest.mark.parametrize(("size", "language"), [((80, 24), "da"), ((120, 40), "en")])
async def test_every_screen_says_all_it_has_to_say(
    size: tuple[int, int], language: str, floor: Floor
) -> None:
    floor.write(more=f'language = "{language}"')
    async with station(floor.app(), size) as robot:
        await robot.press("9", "4", "down")
        whole(robot)
        await robot.press("enter")
        await until(robot, lambda: floor.right.listening)
        await pull(robot, floor.right, b"]C1010401234567890121ABC123\r\n" * 3)
        whole(robot)
        await robot.press("p")
        whole(robot)
        await robot.press("escape", "w")
        whole(robot)
        await robot.press("f2")
        whole(robot)
        await robot.press("n", "escape", "escape", "b")
        await robot.wedge("yz+-.Æ`12")
        whole(robot)
