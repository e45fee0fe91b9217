"""The terminal's input, read so that no byte can end the station."""

import os
import selectors
from codecs import getincrementaldecoder
from functools import cache

from textual._xterm_parser import XTermParser
from textual.driver import Driver

READ_MAX = 4096


@cache
def tolerant(driver: type[Driver]) -> type[Driver]:
    """`driver` itself, or the Linux driver with an input thread that survives bytes that are not UTF-8."""
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:
        return driver
    if driver is not LinuxDriver:
        return driver

    class StationDriver(LinuxDriver):
        """Undecodable bytes become U+FFFD, which no code holds; a malformed key sequence is dropped."""

        def run_input_thread(self) -> None:
            selector = selectors.SelectSelector()
            selector.register(self.fileno, selectors.EVENT_READ)
            decoder = getincrementaldecoder("utf-8")(errors="replace")
            parser = XTermParser(self._debug)
            with selector:
                while not self.exit_event.is_set():
                    ready = selector.select(0.1)
                    try:
                        if ready:
                            data = os.read(self.fileno, READ_MAX)
                            if not data:
                                break
                            for message in parser.feed(decoder.decode(data)):
                                self.process_message(message)
                        for message in parser.tick():
                            self.process_message(message)
                    except (ValueError, OverflowError, LookupError):
                        parser = XTermParser(self._debug)
                    except OSError:
                        break

    return StationDriver
