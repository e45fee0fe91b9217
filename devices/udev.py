"""The udev rules that give a station its scanners: the right to open, a name of their own, no ModemManager. Pure.

The file's number stands between 60, where udev learns serial number and socket, and 73, where `uaccess` is
read. ModemManager asks two things, once of the device and once of the port (R42).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from devices.identity import Identity
from devices.ports import NEWLAND, SERIAL_SCANNERS

FILE: Final = "/etc/udev/rules.d/70-serialdock.rules"
INSTALL: Final = (
    f"serialdock scanner udev | sudo tee {FILE}",
    "sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=tty --subsystem-match=usb",
)
"""The two commands that put the rules to use."""
MAKERS: Final = tuple(sorted({vid for vid, _ in SERIAL_SCANNERS} | {NEWLAND}))
LEAVE_ALONE: Final = 'ENV{ID_MM_DEVICE_IGNORE}="1", ENV{ID_MM_PORT_IGNORE}="1"'
LINKS: Final = "serialdock"


@dataclass(frozen=True)
class Named:
    """A scanner of the configuration."""

    name: str
    identity: Identity


def rules(scanners: Iterable[Named] = ()) -> str:
    """The whole file, with the commands that install it as comments at its top."""
    lines = [
        "# Scanners for SerialDock: who sits at the screen may open them, ModemManager leaves them alone, and",
        f"# each has a name of its own in /dev/{LINKS}. Put to use by:",
        *(f"#   {line}" for line in INSTALL),
        "",
        'ACTION=="remove", GOTO="serialdock_end"',
        'SUBSYSTEM!="tty|usb", GOTO="serialdock_end"',
    ]
    for vid in MAKERS:
        lines += ["", *_maker(vid)]
    for scanner in scanners:
        lines += ["", *_scanner(scanner)]
    return "\n".join([*lines, "", 'LABEL="serialdock_end"', ""])


def _maker(vid: int) -> list[str]:
    """Every scanner of a maker, under a name made of its numbers and its serial number or its socket."""
    maker = f'ATTRS{{idVendor}}=="{vid:04x}"'
    by_number = f"{LINKS}/$attr{{idVendor}}-$attr{{idProduct}}"
    return [
        f'SUBSYSTEM=="usb", ATTR{{idVendor}}=="{vid:04x}", ENV{{ID_MM_DEVICE_IGNORE}}="1"',
        f'SUBSYSTEM=="tty", {maker}, {LEAVE_ALONE}, TAG+="uaccess"',
        f'SUBSYSTEM=="tty", {maker}, ENV{{ID_SERIAL_SHORT}}=="?*", SYMLINK+="{by_number}-$env{{ID_SERIAL_SHORT}}"',
        f'SUBSYSTEM=="tty", {maker}, ENV{{ID_SERIAL_SHORT}}!="?*", ENV{{ID_PATH}}=="?*", '
        f'SYMLINK+="{by_number}-$env{{ID_PATH}}"',
    ]


def _scanner(scanner: Named) -> list[str]:
    one, numbers = scanner.identity, ""
    if not one.location or ":" not in one.location:  # an interface of a device does not carry its numbers
        numbers = f'ATTRS{{idVendor}}=="{one.vid:04x}", ATTRS{{idProduct}}=="{one.pid:04x}", '
    which = f'ATTRS{{serial}}=="{_pattern(one.serial)}"' if one.serial else f'KERNELS=="{one.location}"'
    return [
        f"# {_comment(scanner.name)}: {one}",
        f'SUBSYSTEM=="usb", ATTR{{idVendor}}=="{one.vid:04x}", ATTR{{idProduct}}=="{one.pid:04x}", '
        'ENV{ID_MM_DEVICE_IGNORE}="1"',
        f'SUBSYSTEM=="tty", {numbers}{which}, {LEAVE_ALONE}, TAG+="uaccess", SYMLINK+="{LINKS}/{_link(scanner.name)}"',
    ]


def _pattern(serial: str) -> str:
    """A serial number as a pattern udev matches: what would mean something to it stands for any character."""
    return re.sub(r"[^A-Za-z0-9 .:_+-]", "?", serial)


def _link(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "scanner"


def _comment(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)
