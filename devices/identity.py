"""Which device a port belongs to, by what does not change at the next plug-in (R40). Pure: no port is opened.

A USB scanner is known by maker, product and serial number (`usb:05e0:1701:S123`) in whatever socket it is; one
without a serial number of its own by the socket it is in (`usb:05e0:1701@1-2.3`). Characters that a
configuration file or a screen could not hold are percent-encoded in the serial number. Device names such as
/dev/ttyACM0 are dealt out anew at each plug-in and identify nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import quote, unquote

SCHEME: Final = "usb:"
FORM: Final = re.compile(r"usb:([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::(.+)|@([0-9A-Za-z.:_-]+))")
PASSING: Final = re.compile(r"/dev/(?:tty(?:ACM|USB)|rfcomm)\d+|COM\d+")
UNQUOTED: Final = (
    "!\"#$&'()*+,;:<=>?@[]^_`{|}~.-"  # neither "%" nor "/": the one quotes, the other makes a URL
)


class Listed(Protocol):
    """What a listing of ports tells of one; the names are pyserial's."""

    @property
    def device(self) -> str: ...
    @property
    def vid(self) -> int | None: ...
    @property
    def pid(self) -> int | None: ...
    @property
    def serial_number(self) -> str | None: ...
    @property
    def location(self) -> str | None: ...


class NotPlugged(OSError):
    """No port has this identity now; `elsewhere` is the socket of the same model, or ""."""

    def __init__(self, identity: str, elsewhere: str = "") -> None:
        super().__init__(f"nothing is plugged in as {identity}")
        self.elsewhere = elsewhere


class SeveralPorts(OSError):
    """More than one port has this identity, and none may be chosen by chance."""

    def __init__(self, identity: str, devices: Sequence[str]) -> None:
        super().__init__(f"{identity} is the identity of {', '.join(devices)}")
        self.devices = tuple(devices)


@dataclass(frozen=True)
class Identity:
    """A USB device by `serial`, or, when that is "", by its socket `location`."""

    vid: int
    pid: int
    serial: str = ""
    location: str = ""

    def __str__(self) -> str:
        tail = f":{quote(self.serial, UNQUOTED)}" if self.serial else f"@{self.location}"
        return f"{SCHEME}{self.vid:04x}:{self.pid:04x}{tail}"

    def fits(self, port: Listed) -> bool:
        """Whether `port` is this device, or one of its interfaces."""
        if (port.vid, port.pid) != (self.vid, self.pid):
            return False
        if self.serial:
            return (port.serial_number or "") == self.serial
        where = port.location or ""
        return where == self.location or where.startswith(f"{self.location}:")


def identity_in(port: str) -> Identity | None:
    """The identity a configured port names; None for a device name or a URL. Raises ValueError for a
    misspelt one."""
    if not port.startswith(SCHEME):
        return None
    found = FORM.fullmatch(port)
    if found is None:
        raise ValueError(f"port {port!r}: expected usb:VVVV:PPPP:SERIAL or usb:VVVV:PPPP@SOCKET")
    vid, pid, serial, location = found.groups()
    return Identity(int(vid, 16), int(pid, 16), unquote(serial or ""), location or "")


def identity_of(port: Listed, every: Sequence[Listed]) -> Identity | None:
    """What identifies `port` among `every` port: its serial number, or its socket when it has none or twins
    share one. None for a port that is no USB device."""
    if port.vid is None or port.pid is None:
        return None
    if port.serial_number:
        mine = Identity(port.vid, port.pid, port.serial_number)
        if sum(mine.fits(one) for one in every) <= 1:
            return mine
    if not port.location:
        return None
    socket = Identity(port.vid, port.pid, location=port.location.partition(":")[0])
    if sum(socket.fits(one) for one in every) <= 1:
        return socket
    return Identity(port.vid, port.pid, location=port.location)


def device_of(identity: Identity, ports: Sequence[Listed]) -> str:
    """The device name `identity` has at this moment. Raises NotPlugged and SeveralPorts."""
    found = sorted({port.device for port in ports if identity.fits(port)})
    if len(found) > 1:
        raise SeveralPorts(str(identity), found)
    if found:
        return found[0]
    model = [port for port in ports if (port.vid, port.pid) == (identity.vid, identity.pid)]
    moved = not identity.serial and len(model) == 1
    raise NotPlugged(str(identity), (model[0].location or "").partition(":")[0] if moved else "")


def is_passing(port: str) -> bool:
    """Whether `port` is a name that another device may have after the next plug-in."""
    return PASSING.fullmatch(port) is not None
