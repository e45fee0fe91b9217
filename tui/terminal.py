"""The terminal: read so that no byte can end the station, and left within END_S when it or the system goes
away.
"""

import asyncio
import os
import select
import selectors
import signal
import threading
import time
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

READ_MAX = 4096
ON_THE_WAY_S = 0.04
"""How long a key that was handed over may take to the station."""
END_S = 1.5
"""Seconds for a clean end; whatever was acknowledged is on disk, so after them the process simply stops."""


class Inbox:
    """Keys on their way to the station: read by the terminal's thread, or not even that, and not seen yet.

    On a machine with much to do that thread gets its turn late, in the middle of a scan.
    """

    def __init__(self) -> None:
        self.fileno: int | None = None
        """Where keys come from; None where they do not come from a terminal."""
        self.handing_over = False
        self.handed_over_at = float("-inf")
        """When the last keys were handed over, in the clock of every event."""

    def waiting(self, now: float) -> bool:
        """Whether the station will get keys next that were typed already."""
        if self.handing_over or now - self.handed_over_at < ON_THE_WAY_S:
            return True
        return self.fileno is not None and bool(select.select([self.fileno], [], [], 0)[0])


def call_when_told_to_end(end: Callable[[], None]) -> None:
    """Call `end` on SIGTERM and SIGHUP; stop the process when that has not ended it in END_S."""
    if threading.current_thread() is not threading.main_thread():
        return

    def told() -> None:
        _stop_later()
        end()

    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, told)


def _stop_later() -> None:
    watchdog = threading.Timer(END_S, os._exit, (0,))
    watchdog.daemon = True
    watchdog.start()


def _next(
    selector: selectors.BaseSelector,
    parser: XTermParser,
    decoder: IncrementalDecoder,
    keys: Inbox,
    fileno: int,
) -> list[Message]:
    """What has been typed, if anything has within a tenth of a second; OSError when nobody can type any more."""
    messages: list[Message] = []
    if selector.select(0.1):
        keys.handing_over = True
        if not (data := os.read(fileno, READ_MAX)):
            raise OSError("the line is gone")
        messages += parser.feed(decoder.decode(data))
    messages += parser.tick()
    return messages


def tolerant(driver: type[Driver], hung_up: Callable[[], None], inbox: Callable[[], Inbox]) -> type[Driver]:
    """`driver` itself, or for Linux one whose input thread survives any byte, reports a line that is gone, and tells
    `inbox` what it is about to hand over.
    """
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:
        return driver
    if driver is not LinuxDriver:
        return driver

    class StationDriver(LinuxDriver):
        """Undecodable bytes become U+FFFD, which no code holds; a malformed key sequence is dropped."""

        def run_input_thread(self) -> None:
            decoder = getincrementaldecoder("utf-8")(errors="replace")
            parser = XTermParser(self._debug)
            keys = inbox()
            keys.fileno = self.fileno
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    keys.handing_over = False
                    try:
                        messages = _next(selector, parser, decoder, keys, self.fileno)
                    except (ValueError, OverflowError, LookupError):
                        parser = XTermParser(self._debug)
                        continue
                    except OSError:
                        keys.fileno, keys.handing_over = None, False
                        _stop_later()
                        hung_up()
                        return
                    for message in messages:
                        self.process_message(message)
                    if messages:
                        keys.handed_over_at = time.monotonic()
            keys.fileno = None

    return StationDriver
