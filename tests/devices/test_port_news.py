"""A port that fails is told once, not at each try; a program that grabs new ports is named and given time (R42, R45)."""

import errno

import pytest

from devices import port_state
from devices.holders import Process
from devices.port_news import TOLD_MOST, PortNews
from devices.port_state import CONNECTED, GRAB_S, state_of

BUSY = OSError(errno.EBUSY, "busy")
GONE = OSError(errno.ENOENT, "gone")


class Tries:
    """Failing tries to open one port, and what was told of them."""

    def __init__(self) -> None:
        self.now = 100.0
        self.news = PortNews("s", "/dev/ttyX", lambda: self.now)
        self.told: list[str] = []

    def fail(self, error: OSError, after_s: float = 1.0) -> None:
        """One more try, some seconds later."""
        self.now += after_s
        state = self.news.failure(error, "/dev/ttyX")
        if self.news.is_news(state):
            self.told.append(state.template)

    def opens(self) -> None:
        """The port is there."""
        if self.news.is_news(state_of("connected", CONNECTED, "s", "/dev/ttyX")):
            self.told.append(CONNECTED)


@pytest.fixture
def tries() -> Tries:
    return Tries()


def held_by(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The port is held, in turn, by these programs; the last one for ever."""
    holders = [Process(4000 + number, name) if name else None for number, name in enumerate(names)]
    monkeypatch.setattr(
        port_state, "holder_of", lambda port: holders.pop(0) if len(holders) > 1 else holders[0]
    )
    monkeypatch.setattr(port_state, "running", list)


@pytest.mark.parametrize("name", ["ModemManager", "brltty"])
def test_a_grabber_is_named_once_and_once_more_when_its_time_is_over(
    name: str, tries: Tries, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_by(monkeypatch, name)
    for _ in range(int(GRAB_S) * 3):
        tries.fail(BUSY)
    assert tries.told == [port_state.BUSY_GRABBER, port_state.BUSY_LONG]
    assert name in (tries.news.last.detail if tries.news.last else "")
    assert "serialdock scanner udev" in (tries.news.last.detail if tries.news.last else "")


def test_the_thirty_seconds_begin_anew_when_the_port_was_well_in_between(
    tries: Tries, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_by(monkeypatch, "ModemManager")
    tries.fail(BUSY)
    tries.fail(BUSY, GRAB_S - 1)
    tries.opens()
    tries.fail(BUSY)
    tries.fail(BUSY, GRAB_S - 1)
    assert tries.told == [port_state.BUSY_GRABBER, CONNECTED, port_state.BUSY_GRABBER]


def test_two_sentences_that_take_turns_are_told_once_each(
    tries: Tries, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_by(monkeypatch, *["ModemManager", ""] * 10)
    for _ in range(20):
        tries.fail(BUSY, 0.1)
    assert tries.told == [port_state.BUSY_GRABBER, port_state.BUSY]


def test_holders_without_end_are_not_told_without_end(tries: Tries, monkeypatch: pytest.MonkeyPatch) -> None:
    held_by(monkeypatch, *[f"program{number}" for number in range(100)])
    for _ in range(100):
        tries.fail(BUSY)
    assert len(tries.told) == TOLD_MOST


def test_a_lost_port_whose_name_is_gone_too_is_no_news_and_the_next_loss_is(tries: Tries) -> None:
    lost = state_of("disconnected", port_state.DISCONNECTED, "s", "/dev/ttyX")
    for _ in range(2):
        tries.opens()
        assert tries.news.is_news(lost)
        tries.fail(GONE)
    assert tries.told == [CONNECTED, CONNECTED]
