"""What can be said about a port before it is opened."""

import threading
import time
from pathlib import Path

import pytest

from devices import ports
from devices.ports import PORTS_AT_REST, PortInfo, hint_for, in_wrong_mode, listing, mode_of
from tests.devices.plugs import usb_port


@pytest.mark.parametrize(
    ("numbers", "hint"),
    [
        ((0x05E0, 0x1701), "Zebra/Symbol, USB-COM"),
        ((0x1EAB, 0x1C06), "Newland, USB-COM"),
        ((0x1EAB, 0x1C03), ""),
        ((0x0403, 0x6001), "FTDI adapter, not proof of a scanner"),
        ((0x1A86, 0x7523), "CH340 adapter, not proof of a scanner"),
        ((0x065A, 0x0009), "Opticon OPN-2001: binary protocol, no line of text"),
        ((0x1234, 0x5678), ""),
    ],
)
def test_the_usb_numbers_say_what_a_port_may_be(numbers: tuple[int, int], hint: str) -> None:
    assert hint_for(*numbers) == hint


def test_a_port_without_usb_numbers_gets_no_hint() -> None:
    assert hint_for(None, None) == ""


@pytest.mark.parametrize(
    ("numbers", "mode"),
    [
        ((0x05E0, 0x1200), "keyboard"),
        ((0x05E0, 0x1701), ""),
        ((0x1EAB, 0x8303), "keyboard"),
        ((0x1EAB, 0x8310), "HID-POS"),
        ((0x1EAB, 0x8306), ""),
        ((0x05F9, 0x2206), "keyboard"),
    ],
)
def test_a_scanner_in_keyboard_mode_is_known_by_its_product_number(
    numbers: tuple[int, int], mode: str
) -> None:
    assert mode_of(*numbers) == mode


def test_scanners_that_give_no_port_are_found_among_the_usb_devices(tmp_path: Path) -> None:
    for name, vid, pid, product in (
        ("1-1", "05e0", "1200", "Symbol Scanner"),
        ("1-2", "046d", "c31c", "Keyboard"),
        ("1-3", "0c2e", "0b81", "Voyager"),
        ("1-4", "zzzz", "", ""),
    ):
        device = tmp_path / name
        device.mkdir()
        (device / "idVendor").write_text(vid + "\n")
        (device / "idProduct").write_text(pid + "\n")
        (device / "product").write_text(product + "\n")
    (tmp_path / "usb1").mkdir()
    (found,) = in_wrong_mode(tmp_path)
    assert (found.product, found.mode) == ("Symbol Scanner", "keyboard")
    assert in_wrong_mode(tmp_path / "none") == []


def test_the_listing_shows_the_name_that_survives_a_replug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_id, by_path = tmp_path / "by-id", tmp_path / "by-path"
    devices = [tmp_path / "ttyACM1", tmp_path / "ttyACM0"]
    for folder in (by_id, by_path):
        folder.mkdir()
    for device in devices:
        device.touch()
        (by_path / f"pci-{device.name}").symlink_to(device)
    (by_id / "usb-Zebra").symlink_to(devices[0])
    monkeypatch.setattr(ports, "BY_ID", by_id)
    monkeypatch.setattr(ports, "BY_PATH", by_path)
    found = [usb_port(str(d), socket=f"1-{n}:1.0", product="S") for n, d in enumerate(devices, 1)]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: found)
    first, second = listing()
    assert first == PortInfo(
        str(devices[1]), str(by_path / "pci-ttyACM0"), 0x05E0, 0x1701, "", "S", "Zebra/Symbol, USB-COM",
        "usb:05e0:1701@1-2", None, "1-2:1.0",
    )  # fmt: skip
    assert second.by_id == str(by_id / "usb-Zebra")


def test_a_listing_waits_while_a_port_is_being_opened() -> None:
    done = threading.Event()
    with PORTS_AT_REST:

        def list_them() -> None:
            listing()
            done.set()

        lister = threading.Thread(target=list_them)
        lister.start()
        time.sleep(0.05)
        assert not done.is_set()
    lister.join(2.0)
    assert done.is_set()
