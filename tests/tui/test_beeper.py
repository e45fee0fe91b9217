"""One verdict for each judged text, whichever comes first, and none for what a person has answered since."""

from devices.feedback import Signal
from tui.beeper import Beeper
from tui.messages import Taken

SCAN = Taken("SN1", "scanned", "scanner 1")


class Room:
    """What the scanner, the station and the latch were told."""

    def __init__(self) -> None:
        self.scanner: list[tuple[str, Signal]] = []
        self.station: list[Signal] = []
        self.wrong: list[Taken] = []
        self.beeper = Beeper(
            lambda name, signal: self.scanner.append((name, signal)), self.station.append, self.wrong.append
        )


def test_the_first_verdict_is_the_scans_own_and_what_goes_wrong_after_it_is_heard_at_the_station() -> None:
    room = Room()
    with room.beeper.judging(SCAN):
        room.beeper.tell("accepted")
        room.beeper.tell("accepted")
        room.beeper.tell("refused")
    assert room.scanner == [("scanner 1", "accepted")]
    assert room.station == ["accepted", "refused"]
    assert room.wrong == [SCAN]


def test_a_refusal_is_never_followed_by_an_acceptance_of_the_same_scan() -> None:
    room = Room()
    with room.beeper.judging(SCAN):
        room.beeper.tell("ask")
        room.beeper.tell("accepted")
    assert room.scanner == [("scanner 1", "refused")]
    assert room.station == ["refused"]


def test_a_text_without_a_verdict_was_taken() -> None:
    room = Room()
    with room.beeper.judging(SCAN):
        pass
    assert room.scanner == [("scanner 1", "accepted")]


def test_what_a_person_answers_is_no_verdict_on_the_scan_any_more() -> None:
    room = Room()
    with room.beeper.judging(SCAN):
        room.beeper.tell("question")
        room.beeper.answered()
        room.beeper.tell("accepted")
        room.beeper.tell("unknown")
    assert room.scanner == [("scanner 1", "refused")]
    assert room.station == ["refused", "unknown"]
    assert room.wrong == []


def test_what_is_typed_is_heard_at_the_station_alone() -> None:
    room = Room()
    with room.beeper.judging(Taken("SN1", "keyed")):
        room.beeper.tell("refused")
    assert (room.scanner, room.station, room.wrong) == ([], ["refused"], [])


def test_a_key_is_heard_only_when_something_is_wrong_or_whole() -> None:
    room = Room()
    for told in ("accepted", "ask", "question", "refused", "complete", "unknown"):
        room.beeper.tell(told)
    assert room.station == ["refused", "complete", "unknown"]
    assert room.scanner == []
