"""The station's own five sounds: accepted, refused, whole, unknown, kept here. Played by a program of the machine.

The tones are made here once, as small WAV files in the user's cache folder: good is high and short, bad low and
long, the rest unmistakable. One thread plays; what waits is bounded, and nobody ever waits for it.
"""

import math
import os
import struct
import subprocess
import threading
import wave
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from devices.feedback import Signal

WAITING_MAX: Final = 5  # sounds that wait; the oldest that is only good news goes first
PLAY_MAX_S: Final = 3.0  # then the player is ended: it hangs
STOP_S: Final = 0.5  # how long the end of a station waits for the sound under way
RATE: Final = 16_000  # samples a second
LOUD: Final = 0.6  # of what the format can hold
EDGE_S: Final = 0.005  # rise and fall of a tone, so that it does not click
TONES: Final[Mapping[Signal, tuple[tuple[int, float], ...]]] = {
    "accepted": ((1800, 0.09),),
    "refused": ((220, 0.5),),
    "complete": ((1200, 0.09), (1600, 0.09), (2100, 0.18)),
    "unknown": ((800, 0.15), (300, 0.15)) * 3,
    "kept": ((500, 0.12), (750, 0.12), (500, 0.12)),
}
"""Hertz and seconds, one after another."""


class Player:
    """Plays with `command`, an argument list to which the file is added; `files` stand before our own tones.

    `on_trouble(signal, reason)` hears in the player's thread of each sound that was not heard.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        on_trouble: Callable[[Signal, str], None],
        files: Mapping[Signal, Path] | None = None,
        play_max_s: float = PLAY_MAX_S,
    ) -> None:
        self._command = tuple(command)
        self._folder = folder
        self._files = files or {}
        self._on_trouble = on_trouble
        self._play_max_s = play_max_s
        self._waiting: deque[Signal] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def play(self, signal: Signal) -> None:
        """Sound it soon; returns at once."""
        with self._changed:
            if len(self._waiting) >= WAITING_MAX:
                good = next((one for one in self._waiting if one == "accepted"), self._waiting[0])
                self._waiting.remove(good)
            self._waiting.append(signal)
            self._changed.notify()

    def stop(self) -> None:
        """Play what waits, if it is soon done; back within `STOP_S`."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while (signal := self._next()) is not None:
            try:
                self._sound(signal)
            except subprocess.TimeoutExpired:
                self._on_trouble(signal, f"{self._command[0]} hangs")
            except (OSError, ValueError) as error:
                self._on_trouble(signal, f"{self._command[0]}: {getattr(error, 'strerror', '') or error}")

    def _next(self) -> Signal | None:
        with self._changed:
            while not self._waiting:
                if self._ended:
                    return None
                self._changed.wait()
            return self._waiting.popleft()

    def _sound(self, signal: Signal) -> None:
        file = self._files.get(signal) or tone_file(self._folder, signal)
        ended = subprocess.run(
            [*self._command, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=self._play_max_s,
            check=False,
            start_new_session=True,  # a Ctrl-C at the station is not for it
        )
        if ended.returncode:
            said = ended.stderr.decode(errors="replace").strip().splitlines()
            raise ValueError(said[0][:80] if said else f"exit code {ended.returncode}")


def tone_file(folder: Path, signal: Signal) -> Path:
    """The file of our own tone for `signal`, made when it is not there. Raises OSError."""
    file = folder / f"{signal}.wav"
    fresh = _wave_of(signal)
    with suppress(OSError):
        if file.read_bytes() == fresh:
            return file
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f".{signal}.{os.getpid()}"
    part.write_bytes(fresh)
    part.replace(file)
    return file


def _wave_of(signal: Signal) -> bytes:
    import io

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for hertz, seconds in TONES[signal]:
            file.writeframes(_tone(hertz, seconds))
    return out.getvalue()


def _tone(hertz: int, seconds: float) -> bytes:
    count, edge = int(RATE * seconds), int(RATE * EDGE_S)
    return b"".join(
        struct.pack(
            "<h",
            int(
                32767
                * LOUD
                * min(1.0, n / edge, (count - n) / edge)
                * math.sin(2 * math.pi * hertz * n / RATE)
            ),
        )
        for n in range(count)
    )
