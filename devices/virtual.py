"""A scanner made of software: a kernel pty that a station opens like any other port.

For the demo, for training and for tests. In one folder stand the port, a symbolic link with a stable name,
and the socket through which `scan_into` in another process pulls the trigger. A port drops what was sent
before it was opened, so a scan waits until a station listens, or says that none does.
"""

import fcntl
import json
import os
import pty
import select
import socket
import termios
import threading
import time
import tty
from pathlib import Path
from typing import Final

from devices.trigger import WAIT_S, NobodyListens, line_from, listen, scan_into, socket_name, texts_in

__all__ = ["NobodyListens", "VirtualScanner", "scan_into"]

SETTLE_S: Final = (
    1.0  # for a program that opens the port without emptying it; others empty it sooner, however busy
)
WATCH_S: Final = 0.01  # how often the line is looked at
WRITE_MAX: Final = 1024  # bytes in one write: a pty takes no more for sure
RECEIVED_MAX: Final = 65536  # bytes kept of what the station sent to its scanner


class VirtualScanner:
    """A scanner whose cable is a pty. `port` is the stable name to put into a station's settings."""

    def __init__(self, folder: Path, name: str = "virtual", ending: bytes = b"\r") -> None:
        self.port = folder / name
        self._socket_name = socket_name(name)
        self._folder = folder
        self._ending = ending
        self._line = threading.RLock()  # guards the pty against unplug() in mid-scan
        self._master: int | None = None
        self._ready_at: float | None = None
        self._received = bytearray()
        self._stopping = threading.Event()
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Plug in, and listen for `scan_into`. Raises OSError when another one runs under this name."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._listener = listen(self._folder, self._socket_name)
        self.plug()
        self._threads = [
            threading.Thread(target=self._watch, name=f"{self.port.name} line", daemon=True),
            threading.Thread(
                target=self._serve, args=[self._listener], name=f"{self.port.name} trigger", daemon=True
            ),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Unplug, and leave nothing behind in the folder."""
        self._stopping.set()
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for callers
        for thread in self._threads:
            thread.join(1.0)
        self.unplug()
        if listener is not None:
            listener.close()
            (self._folder / self._socket_name).unlink(missing_ok=True)

    def plug(self) -> None:
        """Put the cable in: a new pty behind the same name."""
        with self._line:
            if self._master is not None:
                return
            self._master, slave = pty.openpty()
            os.set_blocking(self._master, False)
            # The line reports when it is emptied, which pyserial does last of all when it opens a port.
            fcntl.ioctl(self._master, termios.TIOCPKT, b"\1\0\0\0")
            fresh = self.port.with_name(f".{self.port.name}.{os.getpid()}")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(os.ttyname(slave))
            fresh.replace(self.port)
            os.close(slave)  # from now on a hang-up on our side means: no station has the port open

    def unplug(self) -> None:
        """Pull the cable out, at whatever byte it stands."""
        with self._line:
            if self._master is None:
                return
            self.port.unlink(missing_ok=True)
            os.close(self._master)
            self._master = self._ready_at = None

    @property
    def listening(self) -> bool:
        """Whether a station has the port open and will get what is sent."""
        with self._line:
            self._look()
            return self._ready_at is not None and time.monotonic() >= self._ready_at

    @property
    def received(self) -> bytes:
        """What the station has sent to its scanner, the last `RECEIVED_MAX` bytes."""
        with self._line:
            self._look()
            return bytes(self._received)

    def wait_listening(self, wait_s: float = WAIT_S) -> None:
        """Return when a station listens. Raises NobodyListens after `wait_s`."""
        until = time.monotonic() + wait_s
        while not self.listening:
            if time.monotonic() > until or self._stopping.is_set():
                raise NobodyListens(f"no station has opened {self.port}")
            time.sleep(WATCH_S)

    def send(self, label: str | bytes, wait_s: float = WAIT_S) -> None:
        """Scan a text, with the ending, or raw bytes as they are. Raises NobodyListens."""
        data = label if isinstance(label, bytes) else label.encode() + self._ending
        self.wait_listening(wait_s)
        until = time.monotonic() + wait_s
        while data:
            sent = self._write(data[:WRITE_MAX])
            data = data[sent:]
            if not sent:
                if time.monotonic() > until:
                    raise NobodyListens(f"the station at {self.port} does not read")
                time.sleep(WATCH_S)

    def _write(self, data: bytes) -> int:
        with self._line:
            if self._master is None:
                raise NobodyListens(f"{self.port} was unplugged")
            try:
                return os.write(self._master, data)
            except BlockingIOError:
                return 0

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_S):
            with self._line:
                self._look()

    def _look(self) -> None:
        """Note whether a station has the port open, and take what it sent."""
        if self._master is None:
            return
        events = _news(self._master)
        flushed = False
        if events & (select.POLLIN | select.POLLPRI):
            try:
                status, *data = os.read(self._master, WRITE_MAX)
            except OSError:
                events |= select.POLLHUP  # the station left between the two calls
            else:
                flushed = bool(status & termios.TIOCPKT_FLUSHREAD)
                self._received += bytes(data)
                del self._received[:-RECEIVED_MAX]
        if events & select.POLLHUP:
            self._ready_at = None
            _mark_unopened(self._master)
            if not _news(self._master) & select.POLLHUP:
                _mark_opened(self._master)  # a station came in the same moment, and its line is its own
        elif flushed:
            self._ready_at = time.monotonic()
        elif self._ready_at is None and not _is_unopened(self._master):
            self._ready_at = time.monotonic() + SETTLE_S

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return  # stop() has shut the door
            with caller:
                caller.settimeout(WAIT_S)
                try:
                    self._answer(caller)
                except OSError:
                    continue  # the caller left; the next one is served

    def _answer(self, caller: socket.socket) -> None:
        sent = 0
        try:
            for text in texts_in(line_from(caller)):
                self.send(text)
                sent += 1
            answer: dict[str, object] = {"sent": sent}
        except (NobodyListens, ValueError) as refused:
            answer = {"sent": sent, "error": str(refused)}
        caller.sendall(json.dumps(answer).encode() + b"\n")


def _news(master: int) -> int:
    """What the line has to tell now, as bits of poll(2)."""
    poll = select.poll()
    poll.register(master, select.POLLIN | select.POLLPRI)
    return dict(poll.poll(0)).get(master, 0)


def _mark_unopened(master: int) -> None:
    """Set the line up as a terminal: a station that opens it makes it raw, which shows it is there."""
    if _is_unopened(master):
        return
    settings = termios.tcgetattr(master)
    settings[tty.LFLAG] |= termios.ICANON
    termios.tcsetattr(master, termios.TCSANOW, settings)


def _mark_opened(master: int) -> None:
    """Take back what `_mark_unopened` did to a line that is open: a terminal keeps a scan until a line feed comes."""
    settings = termios.tcgetattr(master)
    settings[tty.LFLAG] &= ~termios.ICANON
    termios.tcsetattr(master, termios.TCSANOW, settings)


def _is_unopened(master: int) -> bool:
    return bool(termios.tcgetattr(master)[tty.LFLAG] & termios.ICANON)
