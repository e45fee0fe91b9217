"""The serial ports of this machine, for a person to choose from. None of them is opened."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.identity import Listed, identity_in, identity_of

PORTS_AT_REST: Final = threading.Lock()  # held while listing and while opening: the two disturb each other
BY_ID: Final = Path("/dev/serial/by-id")
BY_PATH: Final = Path("/dev/serial/by-path")

# Vendor and product number -> the model, for scanners that talk serial, and for the same scanners in
# another mode.
# The vendor number is the same in every mode; the product number tells the mode. From the usb.ids list and
# makers.
SERIAL_SCANNERS: Final = {
    (0x05E0, 0x1701): "Zebra/Symbol, USB-COM",
    (0x05E0, 0x0600): "Zebra/Symbol, COM emulation",
    (0x05F9, 0x4204): "Datalogic, RS-232 emulation",
    (0x0C2E, 0x0720): "Honeywell/Metrologic, bidirectional serial",
    (0x0C2E, 0x0700): "Honeywell/Metrologic, unidirectional serial",
    (0x0C2E, 0x0B6A): "Honeywell Vuquest 3310",
    (0x0C2E, 0x0B81): "Honeywell Voyager 1400g",
    (0x0C2E, 0x0CAA): "Honeywell Voyager 1200g or Xenon 1900",
    (0x0C2E, 0x0CD4): "Honeywell Voyager 1200g or Xenon 1900",
    (0x065A, 0xA002): "Opticon, USB-COM",
    (0x0488, 0x5788): "Netum",
    (0x067E, 0x0803): "Intermec, virtual COM",
}
OTHER_MODES: Final = {
    (0x05E0, 0x1200): "keyboard",
    (0x05E0, 0x1300): "IBM hand-held",
    (0x05E0, 0x1400): "IBM table-top",
    (0x05F9, 0x2206): "keyboard",
    (0x065A, 0xA001): "keyboard",
}
ADAPTERS: Final = {
    (0x1A86, 0x7523): "CH340 adapter, not proof of a scanner",
    0x067B: "Prolific adapter, not proof of a scanner",
    0x0403: "FTDI adapter, not proof of a scanner",
    0x10C4: "CP210x adapter, not proof of a scanner",
}
BINARY_ONLY: Final = (0x065A, 0x0009)
NEWLAND: Final = 0x1EAB
USB_DEVICES: Final = Path("/sys/bus/usb/devices")


@dataclass(frozen=True)
class PortInfo:
    """One serial port. `by_id` is its stable name or ""; `hint` says what it may be; `identity` is what to
    write into a configuration ("" for a port that is no USB device)."""

    port: str
    by_id: str
    vid: int | None
    pid: int | None
    maker: str
    product: str
    hint: str = ""
    identity: str = ""
    serial_number: str | None = None
    location: str | None = None

    @property
    def device(self) -> str:
        """The name the system has dealt out; the same as `port`."""
        return self.port

    def answers_to(self, port: str) -> bool:
        """Whether a configured `port` means this one now."""
        try:
            identity = identity_in(port)
        except ValueError:
            return False
        return identity.fits(self) if identity else os.path.realpath(port) == os.path.realpath(self.port)

    @property
    def stable(self) -> str:
        """The best name for a configuration."""
        return self.identity or self.by_id or self.port


@dataclass(frozen=True)
class WrongMode:
    """A scanner that is plugged in but does not speak serial; `mode` is what its product number says."""

    vid: int
    pid: int
    product: str
    mode: str
    maker: str = ""


Lister = Callable[[], Sequence[Listed]]


def plugged() -> Sequence[Listed]:
    """The system's own list of ports. For a caller that holds `PORTS_AT_REST`."""
    from serial.tools import list_ports  # 16 ms that only a listing pays

    found: Sequence[Listed] = list_ports.comports()
    return found


def listing(lister: Lister = plugged) -> list[PortInfo]:
    """The ports of this machine by name. USB ports come with the numbers and names their device reports."""
    with PORTS_AT_REST:
        found = list(lister())
    names = _stable_names()
    ports = [
        PortInfo(
            port.device,
            names.get(os.path.realpath(port.device), ""),
            port.vid,
            port.pid,
            getattr(port, "manufacturer", None) or "",
            getattr(port, "product", None) or "",
            hint_for(port.vid, port.pid),
            str(identity_of(port, found) or ""),
            port.serial_number,
            port.location,
        )
        for port in found
    ]
    return sorted(ports, key=lambda p: p.port)


def hint_for(vid: int | None, pid: int | None) -> str:
    """What the two USB numbers say about the device at a port; "" when they say nothing."""
    if vid is None or pid is None:
        return ""
    if (vid, pid) == BINARY_ONLY:
        return "Opticon OPN-2001: binary protocol, no line of text"
    if vid == NEWLAND and pid & 0xFF == 0x06:
        return "Newland, USB-COM"
    return SERIAL_SCANNERS.get((vid, pid)) or ADAPTERS.get((vid, pid)) or ADAPTERS.get(vid, "")


def mode_of(vid: int, pid: int) -> str:
    """The mode of a known scanner that is not a serial one ("keyboard", …), else ""."""
    if vid == NEWLAND:
        return {0x03: "keyboard", 0x10: "HID-POS"}.get(pid & 0xFF, "")
    return OTHER_MODES.get((vid, pid), "")


def in_wrong_mode(devices: Path = USB_DEVICES) -> list[WrongMode]:
    """Scanners that are plugged in, but in keyboard mode or another that gives no port."""
    found = []
    for device in sorted(devices.glob("*")):
        vid, pid = _hex_in(device / "idVendor"), _hex_in(device / "idProduct")
        mode = mode_of(vid, pid)
        if mode:
            maker = _text_in(device / "manufacturer")
            found.append(WrongMode(vid, pid, _text_in(device / "product"), mode, maker))
    return found


def _stable_names() -> dict[str, str]:
    """Device -> the name that survives a replug: by id, else by path (twins without numbers share an id)."""
    names: dict[str, str] = {}
    for folder in (BY_PATH, BY_ID):
        try:
            links = sorted(folder.iterdir())
        except OSError:
            continue  # no such folder: no USB port
        names |= {os.path.realpath(link): str(link) for link in links}
    return names


def _text_in(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""


def _hex_in(path: Path) -> int:
    try:
        return int(_text_in(path), 16)
    except ValueError:
        return 0
