"""One scanner on one port: a thread that reads, frames and hands whole scans to plain callbacks, for ever.

The port is opened by its configured name again and again until it is there: a scanner may be unplugged at
any byte and come back. Half a code dies with the line. Both callbacks run in the reader thread and must
return quickly; the thread itself waits at most `POLL_S`, so stopping never takes long. What the scanner is
told goes through a `Writer`, and there is none for a port whose profile is silent: single letters are live
commands to some scanners.
"""

import termios
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import serial

from devices.double_read import no_item
from devices.feedback import ACK, NAK, WAKE_S, Signal
from devices.framing import Fault, FaultKind, Frame
from devices.identity import device_of, identity_in
from devices.line import PortLost, bytes_from, close
from devices.port_news import PortNews
from devices.port_state import CONNECTED, DISCONNECTED, PortState, is_url, state_of
from devices.ports import PORTS_AT_REST, Lister, plugged
from devices.scanner_settings import POLL_S, WRITE_TIMEOUT_S, ScannerSettings, unopened_port
from devices.ssi import Answer
from devices.writer import Writer

__all__ = ["POLL_S", "WRITE_TIMEOUT_S", "Scan", "Scanner", "ScannerSettings", "unopened_port"]

STOP_S: Final = 0.8  # how long stop() waits for a reader that is stuck in an open
RETRY_S: Final = (0.05, 0.1, 0.2, 0.5, 1.0)  # growing waits between tries to open; the last one for ever


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


class Framing(Protocol):
    """Makes whole texts and faults of bytes; `devices.framing.Framer` does."""

    def feed(self, data: bytes, at: float) -> Sequence[Frame | Fault | Answer]: ...
    def tick(self, at: float) -> Sequence[Frame | Fault | Answer]: ...
    def lost(self) -> None: ...


class Scanner:
    """Reads one scanner from `start()` to `stop()`, whatever happens to its cable.

    `is_item` says whether a text is a plain item barcode, which has the shorter double-read window. `lister`
    lists the ports whenever an identity is looked for, and `framer` stands in for the one of the settings.
    """

    def __init__(
        self,
        settings: ScannerSettings,
        on_scan: Callable[[Scan], None],
        on_state: Callable[[PortState], None],
        is_item: Callable[[str], bool] = no_item,
        lister: Lister = plugged,
        framer: Framing | None = None,
    ) -> None:
        self.settings = settings
        self._on_scan = on_scan
        self._on_state = on_state
        self._lister = lister
        self._framer: Framing = framer or settings.framer()
        self._double_read = settings.double_read(is_item)
        self._profile = settings.profile
        self._writer: Writer | None = None
        self._held = False
        self._news = PortNews(settings.name, settings.port)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> PortState | None:
        """The last state reported; None before the first try."""
        return self._news.last

    @property
    def name(self) -> str:
        """Its name in the settings."""
        return self.settings.name

    @property
    def echoes(self) -> int:
        """Labels seen and dropped as the last one once more, since `start()`."""
        return self._double_read.echoes

    @property
    def held(self) -> bool:
        """Whether the scanner was disabled by a refusal and waits for `acknowledge`."""
        return self._held

    def tell(self, signal: Signal) -> None:
        """Sound a verdict on the scanner (R1.9). Returns at once, from any thread; a scanner that is not there
        is not told later."""
        writer = self._writer
        if writer is not None:
            writer.send(self._profile.sent_for(signal))
            stops = signal in ("refused", "unknown") or (signal == "kept" and not self._profile.kept)
            self._held = self._held or (stops and bool(self._profile.acknowledge))

    def acknowledge(self) -> None:
        """The operator has seen a refusal: a scanner that was disabled by it reads again. Returns at once."""
        writer, held = self._writer, self._held
        self._held = False
        if writer is not None and held:
            writer.send(self._profile.acknowledge, lasting=True)

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
                self._hang_up()
                close(port)
            self._framer.lost()
            self._double_read.forget()

    def _open(self) -> serial.Serial | None:
        """The open port, or None with the reason reported."""
        device = self.settings.port
        try:
            port = unopened_port(self.settings)
            if is_url(device):
                port.open()
            else:
                with PORTS_AT_REST:  # listing and opening at once blocks each other on some systems
                    if (identity := identity_in(device)) is not None:
                        port.port = device = device_of(identity, self._lister())
                    port.open()
        except (OSError, ValueError, termios.error) as error:
            self._report(self._news.failure(error, device))
            return None
        if self.settings.ack_nak or not self._profile.silent:
            self._begin_telling(port)
        self._report(state_of("connected", CONNECTED, self.settings.name, self.settings.port))
        return port

    def _begin_telling(self, port: serial.Serial) -> None:
        """A scanner that comes is enabled: it may have been left disabled by a program that died."""
        self._held = False
        writer = Writer(port, self.settings.name, self._profile.gap_s)
        writer.send(self._profile.wake, lasting=True, pause_s=WAKE_S)
        writer.send(self._profile.enable, lasting=True)
        self._writer = writer

    def _hang_up(self) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        if self._stopping.is_set():
            writer.send(self._profile.leave, lasting=True)
            writer.finish()
        else:
            writer.end()

    def _read(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            data = bytes_from(port)
            now = time.monotonic()
            for found in self._framer.feed(data, now) if data else self._framer.tick(now):
                if isinstance(found, Answer):
                    self._answer(found.data)
                elif not self._is_message(found):
                    if self.settings.ack_nak:
                        self._answer(ACK if isinstance(found, Frame) else NAK)
                    self._hand_over(found)

    def _answer(self, data: bytes) -> None:
        """The transport's answer, at once and for every sighting: it says that bytes arrived, no more (R1.10)."""
        if self._writer is not None:
            self._writer.send(data)

    def _is_message(self, found: Frame | Fault) -> bool:
        """Whether these bytes are the scanner's own report and no label."""
        begin = self._profile.messages
        return bool(begin) and isinstance(found, Fault) and found.raw.startswith(begin)

    def _hand_over(self, found: Frame | Fault) -> None:
        text = found.text if isinstance(found, Frame) else ""
        whole = isinstance(found, Frame) or found.kind in ("non-ascii", "control-chars")
        if whole and self._double_read.is_echo(text, found.raw, found.at):
            return
        if self._stopping.is_set():
            return
        if isinstance(found, Frame):
            scan = Scan(text, found.raw, self.settings.name, found.at, None, found.ending)
        else:
            scan = Scan("", found.raw, self.settings.name, found.at, found.kind)
        self._on_scan(scan)

    def _report(self, state: PortState) -> None:
        """Tell what is news."""
        if not self._stopping.is_set() and self._news.is_news(state):
            self._on_state(state)
