"""How one scanner is connected and answered, as plain values. Checked when made: what cannot be right never starts."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import serial

from devices.double_read import DOUBLE_READ_S, ITEM_DOUBLE_READ_S, DoubleRead, no_item
from devices.feedback import CUSTOM_KEYS, Profile, profile_of
from devices.framing import GAP_S, SILENCE_S, Framer
from devices.identity import identity_in
from devices.ssi import SsiFramer

POLL_S: Final = 0.02  # how soon a stop and a silence are noticed
WRITE_TIMEOUT_S: Final = 0.3  # a scanner that does not read must not hold up a station
PARITIES: Final = {"N": serial.PARITY_NONE, "E": serial.PARITY_EVEN, "O": serial.PARITY_ODD}


@dataclass(frozen=True)
class ScannerSettings:
    """How one scanner is connected. `port` is an identity (`devices.identity`), a device name or a pyserial URL;
    times are seconds.

    `line` is data bits, parity and stop bits ("8N1", "7E1"). `double_read_s` of 0 switches the window off.
    `feedback` names what the scanner is told of each verdict (`devices.feedback`), the `feedback_…` are hex for
    the profile "custom". With `ack_nak` every whole label is answered by 06 and a damaged one by 15.
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
    feedback: str = "none"
    ack_nak: bool = False
    feedback_ok: str = ""
    feedback_refused: str = ""
    feedback_complete: str = ""
    feedback_unknown: str = ""
    feedback_kept: str = ""
    feedback_enable: str = ""
    feedback_acknowledge: str = ""

    def __post_init__(self) -> None:
        if not self.port or "\0" in self.port:
            raise ValueError(f"port {self.port!r}: expected a device name or a URL")
        if self.baud <= 0:
            raise ValueError(f"baud {self.baud}: expected a rate above 0, such as 9600")
        bits, parity, stops = tuple(self.line) if len(self.line) == 3 else ("", "", "")
        if bits not in ("7", "8") or parity not in PARITIES or stops not in ("1", "2"):
            raise ValueError(f"line {self.line!r}: expected a form such as 8N1 or 7E1")
        if self.ack_nak and self.profile.packets:
            raise ValueError(f"ack_nak: {self.feedback} answers each packet by itself; leave ack_nak out")
        self.framer()
        self.double_read()
        if identity_in(self.port) is not None:
            return
        with suppress(OSError):  # hwgrep:// looks for its device already here, and it may be unplugged
            unopened_port(self)

    @property
    def profile(self) -> Profile:
        """The bytes this scanner is told verdicts with. Raises ValueError."""
        custom = {key: value for key in CUSTOM_KEYS if (value := getattr(self, f"feedback_{key}"))}
        return profile_of(self.feedback, custom)

    def framer(self) -> Framer | SsiFramer:
        """A fresh framer for this port."""
        framer = Framer(
            self.suffix,
            self.gap_s,
            self.silence_s,
            gs_substitute=self.gs_substitute,
            answers=self.profile.answers,
        )
        return SsiFramer(self.gap_s, gs_substitute=self.gs_substitute) if self.profile.packets else framer

    def double_read(self, is_item: Callable[[str], bool] = no_item) -> DoubleRead:
        """A fresh double-read window for this port."""
        return DoubleRead(self.double_read_s, self.item_double_read_s, is_item)


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
