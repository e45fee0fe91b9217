"""A scanner is known by what does not change at the next plug-in; the name of its port is dealt out anew (R40)."""

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import port_state
from devices.identity import (
    Identity,
    Listed,
    NotPlugged,
    SeveralPorts,
    device_of,
    identity_in,
    identity_of,
    is_passing,
)
from devices.ports import PORTS_AT_REST, listing
from devices.scanner import Scanner, ScannerSettings
from tests.devices.plugs import Hub, usb_port
from tests.devices.stations import Heard, wait_for


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    made = Hub(tmp_path)
    yield made
    made.close()


def reading(hub: Hub, name: str, port: str) -> Heard:
    heard = Heard()
    heard.scanner = Scanner(
        ScannerSettings(name, port), heard.scans.append, heard.states.append, lister=hub.ports
    )
    heard.scanner.start()
    return heard


def stop(*all_heard: Heard) -> None:
    for heard in all_heard:
        assert heard.scanner
        heard.scanner.stop()


def test_two_scanners_swapped_between_their_sockets_keep_their_roles(hub: Hub) -> None:
    hub.plug("1-1", "ttyACM0", serial="S1")
    hub.plug("1-2", "ttyACM1", serial="S2")
    left, right = reading(hub, "left", "usb:05e0:1701:S1"), reading(hub, "right", "usb:05e0:1701:S2")
    try:
        wait_for(lambda: left.kinds == right.kinds == ["connected"])
        hub.unplug("1-1", "1-2")
        wait_for(lambda: left.kinds[-1] == right.kinds[-1] == "disconnected")
        hub.plug("1-1", "ttyACM0", serial="S2")
        hub.plug("1-2", "ttyACM1", serial="S1")
        wait_for(lambda: left.kinds[-1] == right.kinds[-1] == "connected")
        hub.scanners["1-1"].send("FROM-S2")
        hub.scanners["1-2"].send("FROM-S1")
        wait_for(lambda: left.scans and right.scans)
        assert (left.texts, right.texts) == (["FROM-S1"], ["FROM-S2"])
    finally:
        stop(left, right)


def test_a_scanner_that_comes_back_under_another_name_is_taken_back(hub: Hub) -> None:
    hub.plug("1-1", "ttyACM0", serial="S1")
    heard = reading(hub, "s", "usb:05e0:1701:S1")
    try:
        wait_for(heard.has_kinds("connected", 1))
        hub.unplug("1-1")
        hub.plug("1-3", "ttyACM0", vid=0x0C2E, pid=0x0B81)  # somebody else has the old name now
        hub.plug("1-4", "ttyACM7", serial="S1")
        wait_for(heard.has_kinds("connected", 2))
        hub.scanners["1-4"].send("HERE")
        wait_for(heard.has_scans(1))
        assert heard.texts == ["HERE"]
        assert not hub.scanners["1-3"].listening
    finally:
        stop(heard)


def test_twins_without_a_number_are_told_apart_by_their_sockets(hub: Hub) -> None:
    hub.plug("1-1.1", "ttyACM0")
    hub.plug("1-1.10", "ttyACM1")
    found = {port.port: port.identity for port in listing(hub.ports)}
    assert sorted(found.values()) == ["usb:05e0:1701@1-1.1", "usb:05e0:1701@1-1.10"]
    heard = reading(hub, "s", "usb:05e0:1701@1-1.1")
    try:
        wait_for(heard.has_kinds("connected", 1))
        hub.scanners["1-1.1"].send("RIGHT")
        wait_for(heard.has_scans(1))
        assert not hub.scanners["1-1.10"].listening
    finally:
        stop(heard)


def test_a_twin_in_another_socket_is_named_and_never_taken(hub: Hub) -> None:
    hub.plug("1-7", "ttyACM0")
    heard = reading(hub, "s", "usb:05e0:1701@1-2")
    try:
        wait_for(lambda: hub.listings > 3)
        (state,) = heard.states
        assert (state.kind, state.template) == ("missing", port_state.MOVED)
        assert "socket 1-7" in state.detail
        assert not hub.scanners["1-7"].listening
    finally:
        stop(heard)


def test_two_devices_with_one_serial_number_are_refused_and_never_chosen_by_chance(hub: Hub) -> None:
    hub.plug("1-1", "ttyACM0", serial="0001")
    hub.plug("1-2", "ttyACM1", serial="0001")
    heard = reading(hub, "s", "usb:05e0:1701:0001")
    try:
        wait_for(lambda: hub.listings > 3)
        (state,) = heard.states
        assert (state.kind, state.template) == ("bad-settings", port_state.SEVERAL)
        assert "ttyACM0" in state.detail
        assert "ttyACM1" in state.detail
    finally:
        stop(heard)
    assert sorted(port.identity for port in listing(hub.ports)) == ["usb:05e0:1701@1-1", "usb:05e0:1701@1-2"]


def test_a_missing_identity_is_told_once_and_listing_never_meets_an_open(hub: Hub) -> None:
    met: list[bool] = []

    def ports() -> Sequence[Listed]:
        met.append(PORTS_AT_REST.locked())
        return hub.ports()

    heard = Heard()
    scanner = Scanner(
        ScannerSettings("s", "usb:05e0:1701:S9"), heard.scans.append, heard.states.append, lister=ports
    )
    scanner.start()
    try:
        wait_for(lambda: len(met) > 4)
        hub.plug("1-1", "ttyACM0", serial="S9")
        wait_for(heard.has_kinds("connected", 1))
    finally:
        scanner.stop()
    assert all(met)
    assert heard.kinds == ["missing", "connected"]
    assert "usb:05e0:1701:S9 is not plugged in" in heard.states[0].detail


def test_an_identity_that_waits_for_a_listing_does_not_hold_up_stop(hub: Hub) -> None:
    heard = reading(hub, "s", "usb:05e0:1701:S9")
    with PORTS_AT_REST:
        stopper = threading.Thread(target=stop, args=[heard])
        stopper.start()
        stopper.join(1.5)
        assert not stopper.is_alive()


@pytest.mark.parametrize(
    ("port", "identity"),
    [
        ("usb:05e0:1701:S123", Identity(0x05E0, 0x1701, "S123")),
        ("usb:05E0:1701@1-2.3", Identity(0x05E0, 0x1701, location="1-2.3")),
        ("usb:05e0:1701:A@1-2", Identity(0x05E0, 0x1701, "A@1-2")),
        ("usb:05e0:1701:A%20B", Identity(0x05E0, 0x1701, "A B")),
        ("/dev/ttyACM0", None),
        ("/dev/serial/by-id/usb-x", None),
        ("socket://usb:1", None),
    ],
)
def test_an_identity_is_read_from_the_configuration(port: str, identity: Identity | None) -> None:
    assert identity_in(port) == identity


@pytest.mark.parametrize(
    "port", ["usb:", "usb:05e0", "usb:05e0:1701", "usb:05e0:1701:", "usb:5e0:1701:S", "usb:05e0:1701@a b"]
)
def test_a_misspelt_identity_is_refused_with_its_form(port: str) -> None:
    with pytest.raises(ValueError, match=r"^port .*expected usb:VVVV:PPPP:SERIAL"):
        ScannerSettings("s", port)


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.text(min_size=1, max_size=40))
def test_every_serial_number_survives_being_written_and_read(vid: int, pid: int, serial: str) -> None:
    try:
        serial.encode()
    except UnicodeEncodeError:
        return  # the system hands over decoded text
    written = str(Identity(vid, pid, serial))
    assert written.isascii()
    assert written.isprintable()
    assert "://" not in written
    assert identity_in(written) == Identity(vid, pid, serial)


def test_a_device_of_several_ports_is_known_by_the_interface() -> None:
    both = [
        usb_port(f"/dev/ttyUSB{n}", vid=0x0403, pid=0x6010, serial="F1", socket=f"1-2:1.{n}") for n in (0, 1)
    ]
    names = [str(identity_of(port, both)) for port in both]
    assert names == ["usb:0403:6010@1-2:1.0", "usb:0403:6010@1-2:1.1"]
    assert [device_of(Identity(0x0403, 0x6010, location=name.partition("@")[2]), both) for name in names] == [
        "/dev/ttyUSB0", "/dev/ttyUSB1",
    ]  # fmt: skip
    with pytest.raises(SeveralPorts):
        device_of(Identity(0x0403, 0x6010, "F1"), both)


def test_a_port_that_is_no_usb_device_has_no_identity_and_an_empty_list_has_no_device() -> None:
    old = usb_port("/dev/ttyS0")
    old.vid = old.pid = None
    assert identity_of(old, [old]) is None
    with pytest.raises(NotPlugged):
        device_of(Identity(1, 2, "x"), [old])


@pytest.mark.parametrize(
    ("port", "passing"),
    [
        ("/dev/ttyACM0", True),
        ("/dev/ttyUSB12", True),
        ("COM3", True),
        ("/dev/ttyS0", False),
        ("/dev/serial/by-id/usb-ttyACM0", False),
        ("/dev/scanner-left", False),
    ],
)
def test_a_name_another_device_may_have_tomorrow_is_known(port: str, passing: bool) -> None:
    assert is_passing(port) is passing


def test_a_busy_identity_names_who_holds_its_device(hub: Hub) -> None:
    scanner = hub.plug("1-1", "ttyACM0", serial="S1")
    first = reading(hub, "first", str(scanner.port))
    wait_for(first.has_kinds("connected", 1))
    second = reading(hub, "second", "usb:05e0:1701:S1")
    try:
        wait_for(second.has_kinds("busy", 1))
        assert second.states[0].template == port_state.BUSY_OURSELVES
        assert os.path.realpath(scanner.port) not in second.states[0].detail
    finally:
        stop(first, second)
