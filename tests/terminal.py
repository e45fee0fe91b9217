"""A real terminal for a real program: a kernel pty on one side, a screen of cells on the other."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import pyte

PATIENCE_S = 20.0
LOOK_S = 0.01
"""Seconds between two looks at a screen."""
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")
"""Questions and modes of newer terminals, which the emulator would print as letters."""
_UNFINISHED = re.compile(rb"\x1b(\[[0-9;<=>?]*\$?)?$")


class Terminal:
    """Runs `command` in a terminal of `size` (columns, rows) until the `with` block ends."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._shown: str | None = None
        self.output = bytearray()
        self.blind = False
        """True drops what the program paints, unread: a day's scans would keep the emulator busy and not the program."""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(env or {})}
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **given},
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - one ioctl, no lock
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()
        self._reader.join(2)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def send(self, data: bytes | str) -> None:
        """Write to the program's keyboard, all of it, however slowly it reads."""
        rest = data.encode() if isinstance(data, str) else data
        while rest:
            rest = rest[os.write(self._master, rest[:512]) :]

    def screen(self) -> str:
        """What is on the screen, row by row."""
        with self._lock:
            if self._shown is None:
                self._shown = "\n".join(row.rstrip() for row in self._screen.display)
            return self._shown

    def sees(self, *texts: str, within: float = PATIENCE_S) -> None:
        """Wait until every text is on the screen."""
        end = time.monotonic() + within
        while True:
            running, shown = self._process.poll() is None, self.screen()
            if not (missing := [text for text in texts if text not in shown]):
                return
            said = f"{missing} not seen (running: {running}):\n{shown}"
            assert time.monotonic() < end, said
            assert running, said
            time.sleep(LOOK_S)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """The line is gone."""
        master, self._master = self._master, -1
        if master >= 0:
            os.close(master)

    def ended(self, within: float = PATIENCE_S) -> int:
        """Wait for the program's end; its exit code."""
        return self._process.wait(within)

    def _read(self) -> None:
        kept = b""
        while (master := self._master) >= 0:
            try:
                if not select.select([master], [], [], 0.05)[0]:
                    continue
                data = os.read(master, 65536)
            except (OSError, ValueError):
                return
            if not data:
                return
            if self.blind:
                continue
            with self._lock:
                self.output += data
                data = kept + data
                unfinished = _UNFINISHED.search(data)
                kept = data[unfinished.start() :] if unfinished else b""
                data = data[: unfinished.start()] if unfinished else data
                self._stream.feed(_UNKNOWN.sub(b"", data))
                self._shown = None


def _take_terminal() -> None:
    """The new session's terminal is the pty: it hears the hang-up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
