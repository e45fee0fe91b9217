"""The terminal: read so that no byte can end the station, and left within END_S when it or the system goes
away.
"""

import asyncio
import os
import selectors
import signal
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable

from textual._xterm_parser import XTermParser
from textual.driver import Driver

READ_MAX = 4096
END_S = 1.5
"""Seconds for a clean end; whatever was acknowledged is on disk, so after them the process simply stops."""


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


def tolerant(driver: type[Driver], hung_up: Callable[[], None]) -> type[Driver]:
    """`driver` itself, or for Linux one whose input thread survives any byte and reports a line that is
    gone.
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
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    try:
                        messages = (
                            [*parser.feed(decoder.decode(self._bytes()))] if selector.select(0.1) else []
                        )
                        messages += parser.tick()
                    except (ValueError, OverflowError, LookupError):
                        parser = XTermParser(self._debug)
                        continue
                    except OSError:
                        _stop_later()
                        hung_up()
                        return
                    for message in messages:
                        self.process_message(message)

        def _bytes(self) -> bytes:
            """What has been typed; OSError when nobody can type any more."""
            if not (data := os.read(self.fileno, READ_MAX)):
                raise OSError("the line is gone")
            return data

    return StationDriver
