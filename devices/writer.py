"""What is sent to one scanner, in a thread of its own: neither the screen nor the reading ever waits for it.

One writer lives as long as one opening of the port. What waits is bounded, the newest stays, and a beep that
could not be sent in time is not sent at all: late, it would be heard as the verdict of another scan.
"""

import termios
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import serial

WAITING_MAX: Final = 32  # messages that wait; the oldest beep goes first
STALE_S: Final = 2.0  # after so long a beep belongs to no scan any more
FINISH_S: Final = 0.5  # how long the end of a station waits for what is still to be sent
GONE: Final = (OSError, TypeError, termios.error)  # what pyserial raises on a port that is not there


@dataclass(frozen=True)
class _Message:
    data: bytes
    at: float
    lasting: bool
    pause_s: float


class Writer:
    """Sends messages to `port`, in order. `gap_s` is a pause between bytes. All calls return at once."""

    def __init__(self, port: serial.Serial, name: str, gap_s: float = 0.0) -> None:
        self._port = port
        self._gap_s = gap_s
        self._waiting: deque[_Message] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=f"{name} feedback", daemon=True)
        self._thread.start()

    def send(self, data: bytes, *, lasting: bool = False, pause_s: float = 0.0) -> None:
        """Put `data` last. `lasting` is for what sets the scanner's state and is right however late; after it
        nothing is sent for `pause_s`."""
        if not data:
            return
        with self._changed:
            if len(self._waiting) >= WAITING_MAX:
                beep = next((one for one in self._waiting if not one.lasting), self._waiting[0])
                self._waiting.remove(beep)
            self._waiting.append(_Message(data, time.monotonic(), lasting, pause_s))
            self._changed.notify()

    def end(self) -> None:
        """The port is gone: send nothing more."""
        with self._changed:
            self._ended = True
            self._waiting.clear()
            self._changed.notify()

    def finish(self, wait_s: float = FINISH_S) -> None:
        """Send what waits, then end; back within `wait_s`."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(wait_s)
        self.end()

    def _run(self) -> None:
        while (message := self._next()) is not None:
            if not message.lasting and time.monotonic() - message.at > STALE_S:
                continue
            try:
                self._write(message.data)
                if message.pause_s:
                    time.sleep(message.pause_s)
            except serial.SerialTimeoutException:
                self._take_back()
            except GONE:
                return  # the reader, which sees it too, tells and opens anew

    def _next(self) -> _Message | None:
        with self._changed:
            while not self._waiting:
                if self._ended:
                    return None
                self._changed.wait()
            return self._waiting.popleft()

    def _write(self, data: bytes) -> None:
        if not self._gap_s:
            self._port.write(data)
            return
        for byte in data:
            self._port.write(bytes((byte,)))
            time.sleep(self._gap_s)

    def _take_back(self) -> None:
        """The scanner does not read: what lies half sent must not come out when it does."""
        with suppress(*GONE, NotImplementedError):
            self._port.reset_output_buffer()
