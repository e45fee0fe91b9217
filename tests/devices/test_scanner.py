"""One scanner on a real kernel pty: plugged, pulled, fought over, flooded and stopped."""

import errno
import socket
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

from devices import scanner as module
from devices.ports import PORTS_AT_REST
from devices.scanner import Scan, Scanner, ScannerSettings
from devices.virtual import VirtualScanner
from tests.devices.stations import station, wait_for


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualScanner]:
    scanner = VirtualScanner(tmp_path / "v")
    scanner.start()
    yield scanner
    scanner.stop()


def at(virtual: VirtualScanner, **settings: object) -> ScannerSettings:
    return ScannerSettings("scanner 1", str(virtual.port), **settings)  # type: ignore[arg-type]


def test_a_scan_comes_with_its_text_its_bytes_and_its_scanner(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        before = time.monotonic()
        virtual.send("ABC123")
        wait_for(lambda: heard.scans)
        (scan,) = heard.scans
        assert (scan.text, scan.raw, scan.scanner, scan.fault) == ("ABC123", b"ABC123", "scanner 1", None)
        assert before <= scan.at <= time.monotonic()


def test_five_hundred_scans_in_one_burst_come_in_order(virtual: VirtualScanner) -> None:
    texts = [f"SN{n:06}" for n in range(500)]
    with station(at(virtual)) as heard:
        virtual.send("\r".join(texts).encode() + b"\r")
        wait_for(lambda: len(heard.scans) >= 500)
        assert heard.texts == texts


def test_a_slow_listener_loses_nothing(virtual: VirtualScanner) -> None:
    taken: list[str] = []

    def slowly(scan: Scan) -> None:
        time.sleep(0.01)
        taken.append(scan.text)

    scanner = Scanner(at(virtual), slowly, lambda state: None)
    scanner.start()
    try:
        for n in range(60):
            virtual.send(f"SN{n:04}")
        wait_for(lambda: len(taken) >= 60)
        assert taken == [f"SN{n:04}" for n in range(60)]
    finally:
        scanner.stop()


def test_every_byte_value_arrives_unchanged(virtual: VirtualScanner) -> None:
    every = bytes(b for b in range(256) if b not in b"\0\r\n\x02")
    with station(at(virtual)) as heard:
        virtual.send(every + b"\r")
        wait_for(lambda: heard.scans)
        assert [(s.raw, s.fault, s.text) for s in heard.scans] == [(every, "non-ascii", "")]


def test_half_a_text_is_told_by_the_clock_alone_and_once(virtual: VirtualScanner) -> None:
    with station(at(virtual, gap_s=0.2)) as heard:
        virtual.send(b"HALF")
        wait_for(lambda: heard.scans)
        time.sleep(0.4)
        virtual.send("WHOLE")
        wait_for(lambda: len(heard.scans) > 1)
        assert heard.texts == ["!incomplete", "WHOLE"]


def test_a_pause_below_the_gap_limit_joins_the_halves(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        virtual.send(b"ABC")
        time.sleep(0.4)
        virtual.send("123")
        wait_for(lambda: heard.scans)
        assert heard.texts == ["ABC123"]


def test_silence_ends_a_text_when_it_is_set(virtual: VirtualScanner) -> None:
    with station(at(virtual, suffix="none")) as heard:
        virtual.send(b"ABC123")
        wait_for(lambda: heard.scans)
        assert heard.texts == ["ABC123"]


def test_a_label_read_twice_is_one_scan_and_an_item_keeps_its_own_window(virtual: VirtualScanner) -> None:
    with station(at(virtual, item_double_read_s=0.05), str.isdigit) as heard:
        for label in ("SN1", "SN1", "123", "123", "SN1"):
            virtual.send(label)
        time.sleep(0.1)
        virtual.send("SN1")
        virtual.send("123")
        time.sleep(0.1)
        virtual.send("123")
        virtual.send("END")
        wait_for(lambda: "END" in heard.texts)
        assert heard.texts == ["SN1", "123", "SN1", "123", "123", "END"]


def test_an_unreadable_label_left_in_view_is_refused_once(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        virtual.send(b"\xe6\r\xe6\rA\x01B\rA\x01B\rEND\r")
        wait_for(lambda: "END" in heard.texts)
        assert heard.texts == ["!non-ascii", "!control-chars", "END"]


def test_each_half_text_is_told(virtual: VirtualScanner) -> None:
    with station(at(virtual, gap_s=0.05)) as heard:
        for count in (1, 2):
            virtual.send(b"HALF")
            wait_for(heard.has_scans(count))
        assert heard.texts == ["!incomplete", "!incomplete"]


def test_every_kind_of_pyserial_url_can_be_a_port() -> None:
    for url in ("loop://", "socket://h:1", "rfc2217://h:1", "spy:///dev/ttyS0", "hwgrep://no-such-device"):
        ScannerSettings("s", url)


def test_only_where_pyserial_refuses_it_a_port_goes_without_a_write_timeout() -> None:
    def limit(port: str) -> float | None:
        return module.unopened_port(ScannerSettings("s", port)).write_timeout

    assert limit("rfc2217://h:1") is None
    assert limit("/dev/ttyS0") == limit("socket://h:1") == module.WRITE_TIMEOUT_S


def test_a_device_looked_for_by_its_description_is_missing_until_it_comes() -> None:
    with station(ScannerSettings("s", "hwgrep://no-such-device")) as heard:
        assert heard.kinds == ["missing"]


def test_unplugged_in_mid_code_ten_times_it_comes_back_clean_each_time(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        for n in range(10):
            virtual.send(b"HALF"[: 1 + n % 4])
            virtual.unplug()
            wait_for(heard.has_kinds("disconnected", n + 1), 1.0)
            virtual.plug()
            virtual.send(f"SN{n}")
            wait_for(heard.has_scans(n + 1))
        assert heard.texts == [f"SN{n}" for n in range(10)]
        assert heard.kinds == ["connected"] + ["disconnected", "connected"] * 10


def test_the_same_label_after_a_replug_is_a_scan(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        for count in (1, 2):
            virtual.send("SN1")
            wait_for(heard.has_scans(count))
            virtual.unplug()
            virtual.plug()


def test_a_port_that_is_not_there_is_told_once_and_found_when_it_comes(virtual: VirtualScanner) -> None:
    virtual.unplug()
    with station(at(virtual)) as heard:
        time.sleep(0.5)
        assert heard.kinds == ["missing"]
        assert str(virtual.port) in heard.states[0].detail
        virtual.plug()
        wait_for(lambda: "connected" in heard.kinds, 2.0)
        assert heard.kinds == ["missing", "connected"]


def test_a_second_scanner_of_this_station_hears_who_has_the_port(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as first:
        with station(at(virtual)) as second:
            assert second.kinds == ["busy"]
            assert "already open in this station" in second.states[0].detail
            virtual.send("SN1")
            wait_for(lambda: first.scans)
        assert first.texts == ["SN1"]
        assert not second.scans


def test_a_port_held_by_another_program_is_named_and_taken_when_it_is_free(virtual: VirtualScanner) -> None:
    code = "import serial, sys; p = serial.Serial(sys.argv[1], exclusive=True); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(virtual.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdin
        assert other.stdout
        other.stdout.readline()
        with station(at(virtual)) as heard:
            assert heard.kinds == ["busy"]
            assert f"process {other.pid}" in heard.states[0].detail
            assert "python" in heard.states[0].detail
            other.stdin.close()
            wait_for(lambda: "connected" in heard.kinds)


def test_a_file_is_no_port_and_its_bytes_stay(tmp_path: Path) -> None:
    plain = tmp_path / "file"
    plain.write_text("notes")
    with station(ScannerSettings("s", str(plain))) as heard:
        assert heard.kinds == ["bad-settings"]
    assert plain.read_text() == "notes"


def test_a_directory_and_a_dangling_name_are_told_and_not_raised(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for name in (tmp_path, loop, tmp_path / "no" / "such"):
        with station(ScannerSettings("s", str(name))) as heard:
            assert heard.kinds[0] in ("missing", "bad-settings")


def test_nothing_is_ever_written_to_the_port(virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        virtual.send(b"SN1\r\xe6\r\x05\rCMD.OK\rEND\r")
        wait_for(lambda: "END" in heard.texts)
        assert virtual.received == b""


@pytest.mark.parametrize("turn", range(20))
def test_stopping_a_reader_that_waits_in_its_port_takes_no_second(turn: int, virtual: VirtualScanner) -> None:
    with station(at(virtual)) as heard:
        if turn % 2:
            virtual.send(b"HALF")
        begun = time.monotonic()
        assert heard.scanner
        heard.scanner.stop()
        assert time.monotonic() - begun < 0.5
        assert not [t for t in threading.enumerate() if t.name == "scanner 1"]
        assert heard.kinds == ["connected"]


def test_after_stop_the_port_is_free_at_once(virtual: VirtualScanner) -> None:
    with station(at(virtual)):
        pass
    with station(at(virtual)) as heard:
        assert heard.kinds == ["connected"]


def test_stop_may_come_before_start_and_again(virtual: VirtualScanner) -> None:
    scanner = Scanner(at(virtual), lambda scan: None, lambda state: None)
    scanner.stop()
    scanner.stop()


def test_a_network_scanner_reads_is_lost_and_comes_back() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with station(ScannerSettings("remote", f"socket://127.0.0.1:{port}"), wait=False) as heard:
            for n in range(2):
                line, _ = server.accept()
                wait_for(heard.has_kinds("connected", n + 1))
                line.sendall(b"SN%d\rHALF" % n)
                wait_for(heard.has_scans(n + 1))
                line.close()
            assert heard.texts == ["SN0", "SN1"]
            assert heard.kinds[:3] == ["connected", "disconnected", "connected"]


def test_a_server_that_is_not_there_is_missing_and_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with station(ScannerSettings("remote", f"socket://127.0.0.1:{port}")) as heard:
        assert heard.kinds == ["missing"]
        assert str(port) in heard.states[0].detail


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": ""},
        {"port": "a\0b"},
        {"port": "carrier-pigeon://coop"},
        {"baud": 0},
        {"baud": -9600},
        {"suffix": "enter"},
        {"gap_s": 0.0},
        {"double_read_s": -0.1},
        {"gs_substitute": "ab"},
        {"line": "8N"},
        {"line": "9X1"},
        {"line": "8N3"},
    ],
)
def test_settings_that_cannot_be_right_are_refused_before_any_port_is_touched(
    wrong: dict[str, object],
) -> None:
    good: dict[str, object] = {"name": "s", "port": "/dev/ttyACM0"}
    with pytest.raises(ValueError, match=r"\S"):
        ScannerSettings(**(good | wrong))  # type: ignore[arg-type]


class Torn:
    """A port that fails as pyserial's ports do, each in its own way."""

    def __init__(
        self, error: Exception | None, data: bytes = b"", open_error: Exception | None = None
    ) -> None:
        self.error, self.data, self.open_error = error, data, open_error

    def open(self) -> None:
        if self.open_error:
            raise self.open_error

    def read(self, size: int) -> bytes:
        if not self.data and self.error:
            raise self.error
        piece, self.data = self.data[:size], self.data[size:]
        return piece

    @property
    def in_waiting(self) -> int:
        raise OSError(errno.EIO, "hung up")

    def close(self) -> None:
        raise OSError(errno.EIO, "hung up")


@pytest.mark.parametrize("kind", ["OSError", "SerialException", "termios.error", "TypeError"])
def test_whatever_a_dying_port_raises_it_is_lost_and_opened_again(
    kind: str, virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = {
        "OSError": OSError(errno.EIO, "gone"),
        "SerialException": serial.SerialException("gone"),
        "termios.error": termios.error(5, "gone"),
        "TypeError": TypeError("'NoneType' cannot be interpreted as an integer"),
    }
    settings, torn, real = at(virtual), [Torn(errors[kind], b"HALF")], module.unopened_port
    monkeypatch.setattr(module, "unopened_port", lambda s: torn.pop() if torn else real(s))
    with station(settings) as heard:
        wait_for(lambda: heard.kinds == ["connected", "disconnected", "connected"])
        virtual.send("SN1")
        wait_for(lambda: heard.scans)
        assert heard.texts == ["SN1"]


def test_a_port_without_rights_is_denied_with_the_line_to_type_and_opened_once_it_may_be(
    virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, real = at(virtual), module.unopened_port
    refusals = [Torn(None, open_error=PermissionError(errno.EACCES, "denied")) for _ in range(3)]
    monkeypatch.setattr(module, "unopened_port", lambda s: refusals.pop() if refusals else real(s))
    with station(settings) as heard:
        wait_for(lambda: "connected" in heard.kinds)
        assert heard.kinds == ["denied", "connected"]
        assert "sudo usermod -aG " in heard.states[0].detail


def test_what_was_read_before_a_hang_up_still_counts(
    virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, real = at(virtual), module.unopened_port
    torn = [Torn(OSError(errno.EIO, "gone"), b"SN1\rHALF")]
    monkeypatch.setattr(module, "unopened_port", lambda s: torn.pop() if torn else real(s))
    with station(settings) as heard:
        wait_for(lambda: len(heard.states) == 3)
        assert heard.texts == ["SN1"]


def test_an_open_that_blocks_holds_up_neither_stop_nor_the_end_of_the_program() -> None:
    code = """
import time, threading
from devices import scanner
settings = scanner.ScannerSettings("s", "socket://127.0.0.1:1")
class Stuck:
    def open(self): time.sleep(60)
scanner.unopened_port = lambda settings: Stuck()
reader = scanner.Scanner(settings, print, print)
reader.start()
time.sleep(0.05)
reader.stop()
"""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=10)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - begun < 3


def test_listing_and_opening_never_happen_at_once(virtual: VirtualScanner) -> None:
    with PORTS_AT_REST, station(at(virtual), wait=False) as heard:
        time.sleep(0.1)
        assert not heard.states
        PORTS_AT_REST.release()
        try:
            wait_for(lambda: heard.kinds == ["connected"])
        finally:
            PORTS_AT_REST.acquire()
