"""The scanner that ships with the product, on a real pty and a real socket."""

import json
import os
import socket
import stat
import termios
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

import devices.virtual
from devices.scanner import ScannerSettings
from devices.virtual import NobodyListens, VirtualScanner, scan_into
from tests.devices.stations import station, wait_for


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualScanner]:
    scanner = VirtualScanner(tmp_path / "v")
    scanner.start()
    yield scanner
    scanner.stop()


def folder_of(virtual: VirtualScanner) -> Path:
    return virtual.port.parent


def settings_of(virtual: VirtualScanner) -> ScannerSettings:
    return ScannerSettings("s", str(virtual.port))


def test_another_process_scans_through_the_socket_in_order(virtual: VirtualScanner) -> None:
    with station(settings_of(virtual)) as heard:
        assert scan_into(folder_of(virtual), ["SN1", "SN2"]) == 2
        assert scan_into(folder_of(virtual), ["SN3"]) == 1
        wait_for(heard.has_scans(3))
        assert heard.texts == ["SN1", "SN2", "SN3"]


def test_a_scan_before_the_station_opened_its_port_waits_for_it(virtual: VirtualScanner) -> None:
    sent: list[int] = []
    trigger = threading.Thread(target=lambda: sent.append(scan_into(folder_of(virtual), ["EARLY"])))
    trigger.start()
    time.sleep(0.2)
    assert not sent
    with station(settings_of(virtual)) as heard:
        wait_for(heard.has_scans(1))
        assert heard.texts == ["EARLY"]
    trigger.join()
    assert sent == [1]


@pytest.mark.parametrize("turn", range(10))
def test_the_first_scan_after_an_open_is_never_flushed_away(turn: int, virtual: VirtualScanner) -> None:
    with station(settings_of(virtual), wait=False) as heard:
        virtual.send(f"SN{turn}")
        wait_for(heard.has_scans(1))


def test_a_station_that_has_emptied_its_port_listens_at_once(
    virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.virtual.SETTLE_S", 60.0)
    with station(settings_of(virtual)):
        virtual.wait_listening()


def test_a_program_that_does_not_empty_the_port_is_given_a_moment_first(
    virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.virtual.SETTLE_S", 0.3)
    port = os.open(virtual.port, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(port, termios.TCSANOW)
    time.sleep(0.1)
    assert not virtual.listening
    virtual.send("SN1")
    assert os.read(port, 100) == b"SN1\r"
    os.close(port)


def test_without_a_station_the_answer_says_so_and_nothing_is_kept_for_later(virtual: VirtualScanner) -> None:
    with pytest.raises(NobodyListens, match="no station has opened"):
        virtual.send("LOST", wait_s=0.1)
    with station(settings_of(virtual)) as heard:
        virtual.send("SN1")
        wait_for(heard.has_scans(1))
        assert heard.texts == ["SN1"]


def test_a_station_that_left_is_noticed(virtual: VirtualScanner) -> None:
    with station(settings_of(virtual)):
        virtual.wait_listening()
    wait_for(lambda: not virtual.listening, 1.0)
    with pytest.raises(NobodyListens):
        virtual.send("LOST", wait_s=0.1)


def test_a_folder_without_a_scanner_answers_at_once_and_clearly(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NobodyListens, match="no station with a virtual scanner"):
            scan_into(folder, ["SN1"])


def test_an_unplugged_scanner_scans_nothing_until_it_is_plugged_in(virtual: VirtualScanner) -> None:
    virtual.unplug()
    assert not virtual.port.is_symlink()
    with pytest.raises(NobodyListens):
        virtual.send("LOST", wait_s=0.05)
    virtual.plug()
    assert Path(os.readlink(virtual.port)).is_char_device()


def test_unplugging_and_plugging_twice_is_harmless(virtual: VirtualScanner) -> None:
    for turn in (virtual.unplug, virtual.unplug, virtual.plug, virtual.plug):
        turn()
    with station(settings_of(virtual)) as heard:
        virtual.send("SN1")
        wait_for(heard.has_scans(1))


def test_a_station_that_does_not_read_is_told_to_the_caller(virtual: VirtualScanner) -> None:
    with (
        serial.Serial(str(virtual.port), exclusive=True),
        pytest.raises(NobodyListens, match="does not read"),
    ):
        virtual.send(b"A" * 500_000, wait_s=0.3)


def test_what_the_station_writes_to_its_scanner_is_kept(virtual: VirtualScanner) -> None:
    with serial.Serial(str(virtual.port), exclusive=True) as port:
        virtual.wait_listening()
        port.write(b"\x1b7,")
        wait_for(lambda: virtual.received == b"\x1b7,")


def test_a_second_one_under_the_same_name_is_refused_and_the_first_lives_on(virtual: VirtualScanner) -> None:
    second = VirtualScanner(folder_of(virtual))
    with pytest.raises(OSError, match="already runs"):
        second.start()
    with station(settings_of(virtual)) as heard:
        scan_into(folder_of(virtual), ["SN1"])
        wait_for(heard.has_scans(1))


def test_what_a_killed_one_left_behind_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "virtual").symlink_to("/dev/pts/9999")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "virtual.sock"))
    virtual = VirtualScanner(tmp_path)
    virtual.start()
    with station(settings_of(virtual)) as heard:
        scan_into(tmp_path, ["SN1"])
        wait_for(heard.has_scans(1))
    virtual.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_deep_folder_works_too(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    virtual = VirtualScanner(deep)
    virtual.start()
    with station(settings_of(virtual)) as heard:
        scan_into(deep, ["SN1"])
        wait_for(heard.has_scans(1))
    virtual.stop()


def test_only_this_user_may_pull_the_trigger(virtual: VirtualScanner) -> None:
    folder = folder_of(virtual)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "virtual.sock").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "request_bytes", [b"", b"\n", b"{}\n", b"[1]\n", b"nonsense\n", b"\xff\xfe\n", b'["half']
)
def test_a_hostile_caller_gets_an_answer_or_nothing_and_the_next_is_served(
    request_bytes: bytes, virtual: VirtualScanner
) -> None:
    with station(settings_of(virtual)) as heard:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(folder_of(virtual) / "virtual.sock"))
            line.sendall(request_bytes)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(4096)
            assert not answer or "error" in json.loads(answer)
        assert scan_into(folder_of(virtual), ["SN1"]) == 1
        wait_for(heard.has_scans(1))
        assert heard.texts == ["SN1"]


def test_stopping_is_quick_and_leaves_no_thread(tmp_path: Path) -> None:
    virtual = VirtualScanner(tmp_path, "gone")
    virtual.start()
    begun = time.monotonic()
    virtual.stop()
    virtual.stop()
    assert time.monotonic() - begun < 0.5
    assert not [t for t in threading.enumerate() if t.name.startswith("gone")]


def test_a_station_that_opens_the_port_in_the_moment_it_was_seen_closed_hears_every_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner, ports = VirtualScanner(tmp_path), list[serial.Serial]()
    marks = devices.virtual._mark_unopened

    def too_late(master: int) -> None:
        if not ports:
            ports.append(serial.Serial(str(scanner.port), exclusive=True, timeout=2))
        marks(master)

    monkeypatch.setattr(devices.virtual, "_mark_unopened", too_late)
    scanner.start()
    try:
        scanner.send("TP-80", wait_s=5)
        assert ports[0].read_until(b"\r") == b"TP-80\r"
    finally:
        scanner.stop()
        ports[0].close()
