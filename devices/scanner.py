"""One scanner on one port: a thread that reads, frames and hands whole scans to plain callbacks, for ever.

The port is opened by its configured name again and again until it is there: a scanner may be unplugged at
any byte and come back. Half a code dies with the line. Both callbacks run in the reader thread and must
return quickly; the thread itself waits at most `POLL_S`, so stopping never takes long. Nothing is written
to the port: single letters are live commands to some scanners.
"""

import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import serial

from devices.double_read import DOUBLE_READ_S, ITEM_DOUBLE_READ_S, DoubleRead, no_item
from devices.framing import GAP_S, SILENCE_S, FaultKind, Frame, Framer
from devices.port_state import CONNECTED, DISCONNECTED, PortState, is_url, state_of, why_not_open
from devices.ports import PORTS_AT_REST

POLL_S: Final = 0.02  # how soon a stop and a silence are noticed
READ_MAX: Final = 4096  # bytes taken at once
WRITE_TIMEOUT_S: Final = 0.3  # a scanner that does not read must not hold up a station
STOP_S: Final = 0.8  # how long stop() waits for a reader that is stuck in an open
RETRY_S: Final = (0.05, 0.1, 0.2, 0.5, 1.0)  # growing waits between tries to open; the last one for ever
PARITIES: Final = {"N": serial.PARITY_NONE, "E": serial.PARITY_EVEN, "O": serial.PARITY_ODD}


@dataclass(frozen=True)
class ScannerSettings:
    """How one scanner is connected. `port` is a stable device name or a pyserial URL; times are seconds.

    `line` is data bits, parity and stop bits ("8N1", "7E1"). `double_read_s` of 0 switches the window off.
    Raises ValueError naming the first value that cannot be right.
    """

    name: str
    port: str
    baud: int = 9600
    suffix: str = "auto"
    gap_s: float = GAP_S
    double_read_s: float = DOUBLE_READ_S
    gs_substitute: str | None = None
    item_double_read_s: float = ITEM_DOUBLE_READ_S
    silence_s: float = SILENCE_S
    line: str = "8N1"

    def __post_init__(self) -> None:
        if not self.port or "\0" in self.port:
            raise ValueError(f"port {self.port!r}: expected a device name or a URL")
        if self.baud <= 0:
            raise ValueError(f"baud {self.baud}: expected a rate above 0, such as 9600")
        bits, parity, stops = tuple(self.line) if len(self.line) == 3 else ("", "", "")
        if bits not in ("7", "8") or parity not in PARITIES or stops not in ("1", "2"):
            raise ValueError(f"line {self.line!r}: expected a form such as 8N1 or 7E1")
        self.framer()
        self.double_read()
        with suppress(OSError):  # hwgrep:// looks for its device already here, and it may be unplugged
            unopened_port(self)

    def framer(self) -> Framer:
        """A fresh framer for this port."""
        return Framer(self.suffix, self.gap_s, self.silence_s, gs_substitute=self.gs_substitute)

    def double_read(self, is_item: Callable[[str], bool] = no_item) -> DoubleRead:
        """A fresh double-read window for this port."""
        return DoubleRead(self.double_read_s, self.item_double_read_s, is_item)


@dataclass(frozen=True)
class Scan:
    """One label from one port. `raw` is what the scanner sent, verbatim, without the ending.

    `at` is monotonic seconds. With a `fault` the text is empty and the bytes are evidence, no data.
    """

    text: str
    raw: bytes
    scanner: str
    at: float
    fault: FaultKind | None = None
    ending: str = ""


class PortLost(Exception):
    """The port is gone: unplugged, hung up, or taken away by the system."""


def unopened_port(settings: ScannerSettings) -> serial.Serial:
    """A pyserial port with these settings, not yet open. Raises ValueError for a URL it does not know, and
    OSError for a hwgrep:// that finds no device."""
    port = serial.serial_for_url(settings.port, do_not_open=True)
    bits, parity, stops = tuple(settings.line)
    port.baudrate = settings.baud
    port.bytesize, port.parity, port.stopbits = int(bits), PARITIES[parity], int(stops)
    port.timeout = POLL_S
    if not settings.port.startswith("rfc2217:"):  # where pyserial refuses one
        port.write_timeout = WRITE_TIMEOUT_S
    port.exclusive = True  # otherwise two programs each get half of every code; network ports ignore it
    return port


class Scanner:
    """Reads one scanner from `start()` to `stop()`, whatever happens to its cable.

    `is_item` says whether a text is a plain item barcode, which has the shorter double-read window.
    """

    def __init__(
        self,
        settings: ScannerSettings,
        on_scan: Callable[[Scan], None],
        on_state: Callable[[PortState], None],
        is_item: Callable[[str], bool] = no_item,
    ) -> None:
        self.settings = settings
        self._on_scan = on_scan
        self._on_state = on_state
        self._framer = settings.framer()
        self._double_read = settings.double_read(is_item)
        self._state: PortState | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> PortState | None:
        """The last state reported; None before the first try."""
        return self._state

    @property
    def name(self) -> str:
        """Its name in the settings."""
        return self.settings.name

    @property
    def echoes(self) -> int:
        """Labels seen and dropped as the last one once more, since `start()`."""
        return self._double_read.echoes

    @property
    def ending_seen(self) -> str:
        """ "crlf" once the line has shown CR LF, else ""."""
        return "crlf" if self._framer.crlf_seen else ""

    def start(self) -> None:
        """Begin to read. A scanner is started once in its life."""
        if self._thread is not None:
            raise RuntimeError(f"{self.settings.name} was started before")
        # A daemon, because opening a port of a dead server can block and must not keep the program alive.
        self._thread = threading.Thread(target=self._read_for_ever, name=self.settings.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End reading and let the port go; back within `STOP_S`. May be repeated."""
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_S)

    def _read_for_ever(self) -> None:
        tries = 0
        while not self._stopping.is_set():
            port = self._open()
            if port is None:
                self._stopping.wait(RETRY_S[min(tries, len(RETRY_S) - 1)])
                tries += 1
                continue
            tries = 0
            try:
                self._read(port)
            except PortLost:
                self._report(state_of("disconnected", DISCONNECTED, self.settings.name, self.settings.port))
            finally:
                _close(port)
            self._framer.lost()
            self._double_read.forget()

    def _open(self) -> serial.Serial | None:
        """The open port, or None with the reason reported."""
        try:
            port = unopened_port(self.settings)
            if is_url(self.settings.port):
                port.open()
            else:
                with PORTS_AT_REST:  # listing and opening at once blocks each other on some systems
                    port.open()
        except (OSError, ValueError, termios.error) as error:
            self._report(why_not_open(error, self.settings.name, self.settings.port))
            return None
        self._report(state_of("connected", CONNECTED, self.settings.name, self.settings.port))
        return port

    def _read(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            data = _bytes_from(port)
            now = time.monotonic()
            for found in self._framer.feed(data, now) if data else self._framer.tick(now):
                text = found.text if isinstance(found, Frame) else ""
                whole = isinstance(found, Frame) or found.kind in ("non-ascii", "control-chars")
                if whole and self._double_read.is_echo(text, found.raw, found.at):
                    continue
                if self._stopping.is_set():
                    return
                if isinstance(found, Frame):
                    scan = Scan(text, found.raw, self.settings.name, found.at, None, found.ending)
                else:
                    scan = Scan("", found.raw, self.settings.name, found.at, found.kind)
                self._on_scan(scan)

    def _report(self, state: PortState) -> None:
        """Tell a change once. A lost port whose name is gone too is no news."""
        last = self._state
        if self._stopping.is_set() or state == last:
            return
        if last is not None and last.kind == "disconnected" and state.kind == "missing":
            return
        self._state = state
        self._on_state(state)


def _bytes_from(port: serial.Serial) -> bytes:
    """What has come, or b"" after `POLL_S` of silence. Raises PortLost."""
    try:
        first = port.read(1)
    except (OSError, TypeError, termios.error) as error:
        # SerialException is an OSError; TypeError is pyserial's answer when its port was closed under it.
        raise PortLost(str(error)) from error
    if not first:
        return b""
    try:
        waiting = min(int(port.in_waiting), READ_MAX)
        return bytes(first + port.read(waiting)) if waiting else bytes(first)
    except (OSError, TypeError, termios.error):
        return bytes(first)  # the next read says what happened


def _close(port: serial.Serial) -> None:
    try:
        port.close()
    except (OSError, TypeError, termios.error):
        return  # a port that is gone cannot even be closed properly
