"""What is heard at the station itself: each judged text once, a player where one is set, the bell otherwise."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from devices.feedback import Signal
from models import entry
from models.book import Book
from models.refusals import OutcomeUnknown
from tests.builders import Warehouse
from tests.tui.desk import desk
from tests.tui.robot import Robot
from tui.beeper import BELLS
from tui.config import Sound
from tui.station import _player


class Listener:
    """A player that notes what it is asked for."""

    def __init__(self, on_trouble: Callable[[Signal, str], None], fails: bool = False) -> None:
        self.heard: list[Signal] = []
        self._on_trouble = on_trouble
        self._fails = fails

    def play(self, signal: Signal) -> None:
        self.heard.append(signal)
        if self._fails:
            self._on_trouble(signal, "aplay: No such file or directory")

    def stop(self) -> None:
        """Nothing runs."""


def house(book: Book) -> str:
    warehouse = Warehouse(book)
    warehouse.item("TP-80")
    warehouse.received("TP-80", "SOLD1")
    warehouse.shipped("TP-80", "SOLD1")
    return warehouse.receipt(("TP-80", 3)).number


def bells(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rung: list[str] = []
    monkeypatch.setattr(robot.app, "bell", lambda: rung.append("bell"))
    return rung


async def test_kept_refused_complete_and_unknown_are_four_sounds_and_each_text_has_one(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = house(lite)
    made: list[Listener] = []

    def make(on_trouble: Callable[[Signal, str], None]) -> Listener:
        made.append(Listener(on_trouble))
        return made[0]

    async with desk(lite, sound=make) as robot:
        heard = made[0].heard
        await robot.scan(number)
        await robot.press("enter")
        assert heard == ["accepted"], "a key that opens something is not sounded"
        await robot.scan("NEW1")
        await robot.enters("NEW2")
        await robot.enters("NEW2")
        assert heard == ["accepted", "accepted", "accepted", "refused"]
        await robot.scan("SOLD1")
        assert heard[4:] == ["refused"], "a question needs a person"
        await robot.press("y")
        assert heard[5:] == ["complete"]
        await robot.press("u")
        assert heard[6:] == []

        def lost(book: Book, **values: object) -> None:
            raise OutcomeUnknown(reason="the server is gone")

        monkeypatch.setattr(entry, "add", lost)
        await robot.scan("NEW3")
        robot.verdict("unknown")
        assert heard[6:] == ["unknown"]
        await robot.pastes("A1\nA2\n")
        assert heard[7:] == ["refused"], "a list is shown first: a person must look"


async def test_a_player_that_does_not_work_is_told_once_and_the_bell_rings_instead(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    house(lite)

    def make(on_trouble: Callable[[Signal, str], None]) -> Listener:
        return Listener(on_trouble, fails=True)

    async with desk(lite, sound=make) as robot:
        rung = bells(robot, monkeypatch)
        monkeypatch.setattr(robot.app.ears, "_bell", True)
        await robot.scan("WRONG1")
        robot.sees("No such file or directory", "sound")
        assert rung == ["bell"]
        await robot.scan("WRONG2")
        assert rung == ["bell", "bell"]
        robot.sees_not("No such file or directory")
        await robot.scan("SOLD1")
        assert rung == ["bell", "bell"], "a bell has one tone: silence is good"


async def test_without_a_player_the_bell_rings_once_for_a_refusal_twice_for_kept_here_and_three_times_for_unknown(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    house(lite)
    async with desk(lite) as robot:
        rung = bells(robot, monkeypatch)
        await robot.scan("WRONG1")
        assert rung == [], "bell = false"
        monkeypatch.setattr(robot.app.ears, "_bell", True)
        monkeypatch.setattr("tui.ears.BELL_APART_S", 0.01)
        for signal in ("accepted", "refused", "complete", "unknown", "kept"):
            rung.clear()
            robot.app.ears.sound(signal)
            await robot.settle()
            assert len(rung) == BELLS[signal]
    assert BELLS == {"accepted": 0, "refused": 1, "complete": 0, "kept": 2, "unknown": 3}


def test_the_stations_player_is_made_of_its_settings(tmp_path: Path) -> None:
    own = tmp_path / "no.wav"
    sound = Sound(tmp_path, ("true",), {"refused": own})
    player = partial(_player, sound, ("true",))(lambda *what: None)
    assert player._files == {"refused": own}
    player.stop()


class Gun:
    """A reader that notes what it is told."""

    held = False

    def __init__(self, name: str) -> None:
        self.name = name
        self.told: list[Signal] = []

    def start(self) -> None:
        """Nothing runs."""

    def stop(self) -> None:
        """Nothing runs."""

    def tell(self, signal: Signal) -> None:
        self.told.append(signal)

    def acknowledge(self) -> None:
        """It never waits."""


async def test_the_echo_of_a_card_is_not_heard_and_a_card_that_asks_is_accepted(lite: Book) -> None:
    warehouse = Warehouse(lite)
    warehouse.item("TP-80")
    warehouse.received("TP-80", "SN1")
    number = warehouse.shipment(("TP-80", 1)).number
    gun = Gun("scanner 1")
    async with desk(lite, readers=[lambda on_scan, on_state: gun]) as robot:
        await robot.scan(number, "SN1")
        assert gun.told == ["accepted", "complete"]
        await robot.scan("CMD.CONFIRM", "CMD.CONFIRM")
        assert robot.app.station_screen.is_question
        assert gun.told[2:] == ["accepted"], "it asks, as it should, and its echo answers nothing"
        await robot.press("escape")
        await robot.scan("CMD.SHORT")
        assert gun.told[3:] == ["refused"]


async def test_a_scan_for_which_there_is_no_room_is_refused_by_its_scanner_too(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    house(lite)
    guns = [Gun("scanner 1"), Gun("scanner 2")]
    async with desk(lite, readers=[lambda *_, gun=gun: gun for gun in guns]) as robot:
        monkeypatch.setattr(robot.app.pump, "offer", lambda work: False)
        await robot.scan("SOLD1", scanner="scanner 2")
        robot.refused("Too much is waiting")
        assert [gun.told for gun in guns] == [[], ["refused"]]


async def test_an_unknown_end_is_told_as_unknown_and_waits_to_be_seen(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = house(lite)
    gun = Gun("scanner 1")

    def lost(book: Book, **values: object) -> None:
        raise OutcomeUnknown(reason="the server is gone")

    async with desk(lite, readers=[lambda on_scan, on_state: gun], acknowledge=True) as robot:
        await robot.scan(number)
        await robot.press("enter")
        monkeypatch.setattr(entry, "add", lost)
        await robot.scan("NEW1", "NEW2")
        robot.sees("UNKNOWN - hold the item", "1 scan ignored: scan it again. Enter goes on.")
        assert gun.told == ["accepted", "unknown", "refused"]
