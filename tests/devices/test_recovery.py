"""Scanners that go and come back, over a cable and over a network: by themselves, with no half code (R39, R40, R1.11)."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial
import serial.rfc2217

from devices.scanner import STOP_S, ScannerSettings
from devices.virtual import VirtualScanner
from tests.devices.servers import LineServer, Rfc2217Server
from tests.devices.stations import station, wait_for

BACK_S = 5.0
# pyserial's own RFC 2217 client still says it so
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


@pytest.fixture
def guns(tmp_path: Path) -> Iterator[tuple[VirtualScanner, VirtualScanner]]:
    pair = VirtualScanner(tmp_path, "by-id-A"), VirtualScanner(tmp_path, "by-id-B")
    for gun in pair:
        gun.start()
    yield pair
    for gun in pair:
        gun.stop()


def test_ten_times_out_and_in_in_mid_code_and_it_reads_on_by_itself(
    guns: tuple[VirtualScanner, VirtualScanner],
) -> None:
    gun, _ = guns
    with station(ScannerSettings("s", str(gun.port), feedback="datalogic")) as heard:
        for n in range(1, 11):
            # enabled each time, for it may have been left disabled
            wait_for(lambda: gun.received == b"E" * n)  # noqa: B023 - waited for at once
            gun.send(b"HALF")
            gun.unplug()
            wait_for(heard.has_kinds("disconnected", n), 1.0)
            gun.plug()
            begun = time.monotonic()
            gun.wait_listening(BACK_S)
            gun.send(f"WHOLE{n:02}")
            wait_for(heard.has_scans(n))
            assert time.monotonic() - begun < BACK_S
        assert heard.texts == [f"WHOLE{n:02}" for n in range(1, 11)]


def test_two_scanners_that_swap_their_device_names_keep_their_roles(
    guns: tuple[VirtualScanner, VirtualScanner], tmp_path: Path
) -> None:
    """What the system calls ttyACM0 and ttyACM1 changes at every plug; the names by id follow the scanner."""
    acm0, acm1 = guns
    a, b = tmp_path / "by-id-receiving", tmp_path / "by-id-packing"
    a.symlink_to(acm0.port)
    b.symlink_to(acm1.port)
    receiving = ScannerSettings("receiving", str(a), feedback="honeywell-ack")
    packing = ScannerSettings("packing", str(b), feedback="opticon")
    with station(receiving) as one, station(packing) as other:
        acm0.send(b"HALF-A")
        acm1.send(b"HALF-B")
        for link in (a, b):
            link.unlink()
        acm0.unplug()
        acm1.unplug()
        wait_for(lambda: one.kinds[-1] == other.kinds[-1] == "disconnected", 1.0)
        a.symlink_to(acm1.port)
        b.symlink_to(acm0.port)
        acm0.plug()
        acm1.plug()
        acm0.wait_listening(BACK_S)
        acm1.wait_listening(BACK_S)
        acm1.send("FROM-A")
        acm0.send("FROM-B")
        wait_for(lambda: one.scans and other.scans)
        assert (one.texts, other.texts) == (["FROM-A"], ["FROM-B"])
        assert (one.scans[0].scanner, other.scans[0].scanner) == ("receiving", "packing")
        assert one.scanner is not None
        assert other.scanner is not None
        one.scanner.tell("accepted")
        other.scanner.tell("accepted")
        wait_for(lambda: (acm1.received, acm0.received) == (b"\x1b7,", b"\x1bB\r"))


@pytest.mark.parametrize("kind", [LineServer, Rfc2217Server])
def test_a_scanner_over_the_network_is_read_told_lost_and_found_again(kind: type[LineServer]) -> None:
    with kind() as server:
        settings = ScannerSettings("s", server.url, feedback="honeywell-ack")
        with station(settings) as heard:
            assert heard.scanner is not None
            assert heard.kinds == ["connected"]
            wait_for(lambda: server.calls == 1)
            server.send(b"SN1\rHA")
            wait_for(heard.has_scans(1))
            heard.scanner.tell("refused")
            wait_for(lambda: bytes(server.received) == b"\x1b8,\x1b8,")
            server.drop()
            wait_for(heard.has_kinds("connected", 2), BACK_S)
            wait_for(lambda: server.calls == 2)
            server.send(b"SN2\r")
            wait_for(heard.has_scans(2))
            assert heard.texts == ["SN1", "SN2"]
            heard.scanner.tell("accepted")
            wait_for(lambda: bytes(server.received) == b"\x1b8,\x1b8,\x1b7,")
            begun = time.monotonic()
    assert time.monotonic() - begun < STOP_S + 0.5


def test_a_server_that_goes_down_is_named_and_found_again() -> None:
    with LineServer() as server, station(ScannerSettings("s", server.url)) as heard:
        wait_for(lambda: server.calls == 1)
        server.down()
        server.drop()
        wait_for(lambda: heard.kinds[-1] in ("disconnected", "missing"), 1.0)
        time.sleep(0.3)
        server.up()
        wait_for(heard.has_kinds("connected", 2), BACK_S)
        wait_for(lambda: server.calls == 2)
        server.send(b"SN1\r")
        wait_for(heard.has_scans(1))
        assert server.received == b""


def test_a_write_that_blocks_for_ever_holds_up_neither_reading_nor_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck = threading.Event()
    let_go = threading.Event()

    def write(port: serial.rfc2217.Serial, data: bytes) -> int:
        stuck.set()
        let_go.wait()
        return len(data)

    with Rfc2217Server() as server:
        with station(ScannerSettings("s", server.url, feedback="honeywell-ack")) as heard:
            assert heard.scanner is not None
            wait_for(lambda: server.calls == 1)
            monkeypatch.setattr(serial.rfc2217.Serial, "write", write)
            heard.scanner.tell("refused")
            assert stuck.wait(2.0)
            server.send(b"SN1\rSN2\r")
            wait_for(heard.has_scans(2), 1.0)
            begun = time.monotonic()
            heard.scanner.stop()
            assert time.monotonic() - begun < STOP_S + 0.3
        let_go.set()


def test_a_port_that_is_spied_on_is_a_port_like_any_other(
    guns: tuple[VirtualScanner, VirtualScanner], tmp_path: Path
) -> None:
    gun, _ = guns
    log = tmp_path / "line.log"
    settings = ScannerSettings("s", f"spy://{gun.port}?file={log}", feedback="honeywell-ack")
    with station(settings) as heard:
        assert heard.scanner is not None
        gun.send("SN1")
        wait_for(heard.has_scans(1))
        heard.scanner.tell("accepted")
        wait_for(lambda: gun.received == b"\x1b7,")
        assert "1B 37 2C" in log.read_text().upper()
        gun.unplug()
        wait_for(heard.has_kinds("disconnected", 1), 1.0)
        gun.plug()
        gun.wait_listening(BACK_S)
        gun.send("SN2")
        wait_for(heard.has_scans(2))
    assert heard.texts == ["SN1", "SN2"]
