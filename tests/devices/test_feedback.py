"""The bytes of each profile, and how they reach a scanner: in order, once, never waiting, never to `none` (R1.8, R1.9)."""

import os
import pty
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from devices import writer as module
from devices.feedback import CUSTOM, NAMES, PROFILES, SIGNALS, profile_of
from devices.scanner import Scanner, ScannerSettings
from devices.scanner_settings import WRITE_TIMEOUT_S
from devices.virtual import VirtualScanner
from tests.devices.stations import station, wait_for

VECTORS = {
    "none": ("", "", ""),
    "bel": ("", "07", "07 07 07"),
    "honeywell-ack": ("1b 37 2c", "1b 38 2c 1b 38 2c", "1b 38 2c 1b 62 2c"),
    "zebra-ssi": ("05 e6 04 00 00 ff 11", "05 e6 04 00 14 fe fd", "05 e6 04 00 13 fe fe"),
    "datalogic": ("01", "46", "07 46"),
    "datalogic-cordless": ("1b 5b 33 71 0d", "1b 5b 32 71 0d", "1b 5b 34 71 0d"),
    "opticon": ("1b 42 0d", "1b 45 0d", "1b 45 0d 1b 45 0d"),
}


@pytest.fixture
def gun(tmp_path: Path) -> Iterator[VirtualScanner]:
    scanner = VirtualScanner(tmp_path / "v")
    scanner.start()
    yield scanner
    scanner.stop()


@contextmanager
def filled_line() -> Iterator[tuple[str, int]]:
    """A port whose other side reads nothing, its buffer full: the device's name and our end of the cable."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    os.set_blocking(slave, False)
    try:
        yield os.ttyname(slave), master
    finally:
        os.close(slave)
        os.close(master)


def fill(port: str) -> None:
    line = os.open(port, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        while True:
            os.write(line, b"x" * 1024)
    except BlockingIOError:
        os.close(line)


@pytest.mark.parametrize("name", list(PROFILES))
def test_each_profile_sends_its_makers_bytes_and_three_ends_sound_different(name: str) -> None:
    profile = profile_of(name)
    sent = tuple(profile.sent_for(signal).hex(" ") for signal in ("accepted", "refused", "unknown"))
    assert sent == VECTORS[name]
    assert profile.sent_for("complete") == profile.sent_for("accepted")
    assert len(set(sent)) == (1 if name == "none" else 3)
    assert (profile.sent_for("kept").hex(" ") in sent[:2]) == (name == "none"), (
        "kept here is neither good nor refused"
    )
    assert profile.silent == (name == "none")


def test_a_custom_profile_is_what_its_owner_says_in_hex() -> None:
    profile = profile_of(CUSTOM, {"ok": "1B 37 2C", "refused": "15", "enable": "45"})
    assert [profile.sent_for(signal) for signal in SIGNALS] == [
        b"\x1b7,",
        b"\x15",
        b"\x1b7,",
        b"\x15",
        b"\x15",
    ]
    assert (profile.enable, profile.leave, profile.acknowledge) == (b"E", b"E", b"")


@pytest.mark.parametrize(
    ("name", "custom", "begins"),
    [
        ("zebra", {}, "feedback 'zebra'"),
        ("none", {"ok": "06"}, "feedback_ok"),
        ("custom", {}, 'feedback "custom"'),
        ("custom", {"ok": "0x06"}, "feedback_ok"),
        ("custom", {"ok": "6"}, "feedback_ok"),
        ("custom", {"ok": "06 " * 65}, "feedback_ok"),
        ("custom", {"ok": "06", "beep": "07"}, "feedback_beep"),
    ],
)
def test_what_cannot_be_right_is_named(name: str, custom: dict[str, str], begins: str) -> None:
    with pytest.raises(ValueError, match="^" + begins):
        profile_of(name, custom)
    assert name in NAMES or name == "zebra"


def test_a_port_takes_no_ack_mode_beside_packets() -> None:
    with pytest.raises(ValueError, match=r"^ack_nak"):
        ScannerSettings("s", "/dev/ttyS0", feedback="zebra-ssi", ack_nak=True)


def test_a_verdict_told_to_a_scanner_that_is_not_there_is_not_told_later(gun: VirtualScanner) -> None:
    with station(ScannerSettings("s", str(gun.port), feedback="honeywell-ack")) as heard:
        assert heard.scanner is not None
        gun.unplug()
        wait_for(heard.has_kinds("disconnected", 1))
        heard.scanner.tell("refused")
        gun.plug()
        gun.wait_listening()
        heard.scanner.tell("accepted")
        wait_for(lambda: gun.received)
        time.sleep(0.1)
        assert gun.received == b"\x1b7,"


def test_answers_in_the_data_stream_belong_to_no_label(gun: VirtualScanner) -> None:
    with station(ScannerSettings("s", str(gun.port), feedback="opticon")) as heard:
        gun.send(b"\x06SN1\r\x06\x06\x1bSN2\r\x15")
        gun.send(b"SN\x063\r")
        wait_for(heard.has_scans(3))
        assert heard.texts == ["SN1", "SN2", "!control-chars"]


def test_the_reports_of_a_cordless_base_are_no_labels(gun: VirtualScanner) -> None:
    with station(ScannerSettings("s", str(gun.port), feedback="datalogic-cordless")) as heard:
        gun.send(b"\x12BASE OK\rSN1\r")
        wait_for(heard.scans.__len__)
        time.sleep(0.05)
        assert heard.texts == ["SN1"]


def test_a_scanner_that_reads_nothing_changes_nothing_else(gun: VirtualScanner) -> None:
    with filled_line() as (port, master):
        other = ScannerSettings("other", str(gun.port), feedback="honeywell-ack")
        deaf = ScannerSettings("deaf", port, feedback="honeywell-ack", double_read_s=0)
        with station(other) as well, station(deaf) as heard:
            assert heard.scanner is not None
            assert well.scanner is not None
            fill(port)
            begun = time.monotonic()
            for n in range(200):
                os.write(master, b"SN%03d\r" % n)
                heard.scanner.tell("refused")
            assert time.monotonic() - begun < 0.2, "telling returns at once"
            wait_for(heard.has_scans(200), 2.0)
            assert heard.texts == [f"SN{n:03}" for n in range(200)]
            well.scanner.tell("accepted")
            wait_for(lambda: gun.received == b"\x1b7,", 1.0)
            assert heard.kinds == ["connected"], "it is deaf, not gone"
            time.sleep(WRITE_TIMEOUT_S + 0.1)
            os.set_blocking(master, False)
            with suppress(BlockingIOError):
                while os.read(master, 65536):
                    time.sleep(0.01)
            heard.scanner.tell("accepted")
            answer = bytearray()

            def came() -> bool:
                with suppress(BlockingIOError):
                    answer.extend(os.read(master, 65536))
                return answer.endswith(b"\x1b7,")

            wait_for(came, 2.0)  # it hears again as soon as it reads
            begun = time.monotonic()
        assert time.monotonic() - begun < 2.0, "and it holds up no end"


def test_a_beep_that_is_late_is_not_sent_but_what_sets_the_scanner_is(
    gun: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STALE_S", -1.0)
    with station(ScannerSettings("s", str(gun.port), feedback="datalogic")) as heard:
        assert heard.scanner is not None
        wait_for(lambda: gun.received == b"E")
        heard.scanner.tell("refused")
        assert heard.scanner.held
        heard.scanner.acknowledge()
        wait_for(lambda: gun.received == b"EE")


def test_what_waits_is_bounded_and_the_newest_stays(gun: VirtualScanner) -> None:
    with station(ScannerSettings("s", str(gun.port), feedback="opticon")) as heard:
        scanner = heard.scanner
        assert isinstance(scanner, Scanner)
        for _ in range(500):
            scanner.tell("accepted")
        scanner.tell("refused")
        wait_for(lambda: gun.received.endswith(b"\x1bE\r"))
        assert len(gun.received) <= 3 * (module.WAITING_MAX + 2)
