"""What is the matter with a port, in words a person at a station can act on.

Turns what the operating system and pyserial raise into one of six kinds with a sentence. `template` and
`fields` are kept apart so that the screen can speak the sentence in the station's language; `detail` is the
English one.
"""

import errno
import os
import termios
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from devices.holders import PORT_GRABBERS, holder_of, missing_right, running
from devices.identity import NotPlugged, SeveralPorts

StateKind = Literal["connected", "disconnected", "busy", "denied", "missing", "bad-settings"]

CONNECTED: Final = "{scanner} is connected on {port}."
DISCONNECTED: Final = "{scanner} is disconnected ({port}). Plug it in again; the keyboard works meanwhile."
MISSING: Final = "{scanner}: no port {port}. Plug the scanner in, or set its port in serialdock.toml."
NOT_PLUGGED: Final = (
    "{scanner}: {port} is not plugged in. Plug it in, or choose its port in Settings, Scanners."
)
MOVED: Final = (
    "{scanner}: nothing is in socket {port}; the same model is in socket {elsewhere}. "
    "Put it back, or choose its port in Settings, Scanners."
)
SEVERAL: Final = (
    "{scanner}: {devices} are all {port}. None is taken by chance: choose its port in Settings, Scanners."
)
UNREACHABLE: Final = "{scanner}: {port} does not answer ({reason}). It is tried again by itself."
BUSY_KNOWN: Final = "{scanner}: port {port} is held by {program} (process {pid}). Close that program."
BUSY_GRABBER: Final = (
    "{scanner}: port {port} is busy; {program} is running and takes new ports for some seconds. "
    "It is tried again for {seconds} s."
)
BUSY_LONG: Final = (
    "{scanner}: port {port} is still busy after {seconds} s; {program} is running. Keep it away with the rules "
    "that 'serialdock scanner udev' prints."
)
BUSY_OURSELVES: Final = (
    "{scanner}: port {port} is already open in this station. Give each scanner its own port."
)
BUSY: Final = (
    "{scanner}: port {port} is held by another program (a second SerialDock, ModemManager or brltty?)."
)
DENIED: Final = "{scanner}: no right to open {port}. Run: sudo usermod -aG {group} {user}, then log in again."
DENIED_LOGIN: Final = (
    "{scanner}: no right to open {port} yet. {user} is in group {group}: log out and in again."
)
BAD_SETTINGS: Final = (
    "{scanner}: port {port} does not take these settings ({reason}). Correct them in serialdock.toml."
)
TEMPLATES: Final = (
    CONNECTED,
    DISCONNECTED,
    MISSING,
    NOT_PLUGGED,
    MOVED,
    SEVERAL,
    UNREACHABLE,
    BUSY_KNOWN,
    BUSY_GRABBER,
    BUSY_LONG,
    BUSY_OURSELVES,
    BUSY,
    DENIED,
    DENIED_LOGIN,
    BAD_SETTINGS,
)

GRAB_S: Final = 30.0  # how long a program that tries out new ports may hold one before it is called a fault
GONE: Final = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ELOOP, errno.ENOTDIR})
HELD: Final = frozenset({errno.EAGAIN, errno.EBUSY})
FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM})


@dataclass(frozen=True)
class PortState:
    """One change in the life of a port. `kind` is for programs, `template` with `fields` for people."""

    scanner: str
    kind: StateKind
    template: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.fields)


def is_url(port: str) -> bool:
    """Whether `port` is a pyserial URL (socket://…) and not a device of this machine."""
    return "://" in port


def state_of(kind: StateKind, template: str, scanner: str, port: str, **fields: object) -> PortState:
    """A state whose sentence names the scanner and its port."""
    return PortState(scanner, kind, template, {"scanner": scanner, "port": port, **fields})


def why_not_open(
    error: BaseException, scanner: str, port: str, *, device: str = "", busy_s: float = 0.0
) -> PortState:
    """The state of a port that failed to open with `error`. `device` is what `port` stands for now, and
    `busy_s` how many seconds it has been busy without a break."""
    if isinstance(error, NotPlugged):
        template = MOVED if error.elsewhere else NOT_PLUGGED
        return state_of("missing", template, scanner, port, elsewhere=error.elsewhere)
    if isinstance(error, SeveralPorts):
        return state_of("bad-settings", SEVERAL, scanner, port, devices=", ".join(error.devices))
    number = _errno_of(error)
    if number in HELD:
        return _busy(scanner, port, device or port, busy_s)
    if number in FORBIDDEN:
        lacking = missing_right(device or port)
        template = DENIED_LOGIN if lacking.until_login else DENIED
        return state_of("denied", template, scanner, port, user=lacking.user, group=lacking.group)
    if is_url(port) and not isinstance(error, ValueError):
        return state_of("missing", UNREACHABLE, scanner, port, reason=_reason(error))
    if number in GONE:
        return state_of("missing", MISSING, scanner, port)
    return state_of("bad-settings", BAD_SETTINGS, scanner, port, reason=_reason(error))


def _busy(scanner: str, port: str, device: str, busy_s: float) -> PortState:
    """ModemManager and brltty let go by themselves; after `GRAB_S` they have not, and a rule is needed (R42)."""
    holder = holder_of(device)
    if holder is not None and holder.pid == os.getpid():
        return state_of("busy", BUSY_OURSELVES, scanner, port)
    if holder is not None and holder.name not in PORT_GRABBERS:
        return state_of("busy", BUSY_KNOWN, scanner, port, program=holder.name, pid=holder.pid)
    grabbers = [holder] if holder is not None else running()
    if not grabbers:
        return state_of("busy", BUSY, scanner, port)
    template = BUSY_GRABBER if busy_s < GRAB_S else BUSY_LONG
    return state_of("busy", template, scanner, port, program=grabbers[0].name, seconds=f"{GRAB_S:.0f}")


def _errno_of(error: BaseException | None) -> int | None:
    """The first error number in `error` or in what it was raised from: pyserial drops some on the way."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error.errno
        if isinstance(error, termios.error) and error.args and isinstance(error.args[0], int):
            return error.args[0]
        error = error.__cause__ or error.__context__
    return None


def _reason(error: BaseException) -> str:
    number = _errno_of(error)
    return os.strerror(number) if number else str(error)
