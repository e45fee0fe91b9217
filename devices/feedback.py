"""What a scanner is sent so that its own beeper tells the verdict: one profile of exact bytes per maker.

A person chooses the profile of a port; a device's numbers only suggest one. The default `none` writes not one
byte, ever: single letters are live commands to some scanners, and writing anything to an unknown one may
disable or reprogram it (R1.8). A transport's ACK is not a verdict; it is `ack_nak` of the port, or part of SSI.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Signal = Literal["accepted", "refused", "complete", "unknown", "kept"]
"""In the book; not, or a person must decide; in the book and the list is full; nobody knows: hold the item; the book is away
and the scan waits at the station: put the item aside."""

SIGNALS: Final[tuple[Signal, ...]] = ("accepted", "refused", "complete", "unknown", "kept")
CUSTOM: Final = "custom"
CUSTOM_KEYS: Final = ("ok", "refused", "complete", "unknown", "kept", "enable", "acknowledge")
"""What a custom profile may say, each as bytes in hex: `feedback_ok` and so on in the settings file."""
BYTES_MAX: Final = 64  # in one message of a custom profile
OPTICON_GAP_S: Final = 0.01  # Opticon readers want a pause between the characters of a command
WAKE_S: Final = 0.1  # a sleeping SSI scanner hears nothing for so long after the byte that wakes it

ACK: Final = b"\x06"
NAK: Final = b"\x15"
DECODER, HOST = 0x00, 0x04  # the source byte of an SSI packet


def ssi_packet(opcode: int, data: bytes = b"", source: int = HOST, status: int = 0) -> bytes:
    """One SSI packet: length, opcode, source, status, data, and the two's complement of their 16-bit sum,
    high byte first."""
    body = bytes((4 + len(data), opcode, source, status)) + data
    return body + (-sum(body) & 0xFFFF).to_bytes(2, "big")


def _ssi_beep(code: int) -> bytes:
    return ssi_packet(0xE6, bytes((code,)))


SSI_ACK: Final = ssi_packet(0xD0)
SSI_NAK: Final = ssi_packet(0xD1, b"\x01")  # cause 1: send it again
SSI_ENABLE: Final = ssi_packet(0xE9)
ONE_SHORT_HIGH, TWO_LONG_LOW, FIVE_LONG_LOW, FAST_WARBLE = 0x00, 0x10, 0x13, 0x14  # SSI beep codes


@dataclass(frozen=True)
class Profile:
    """The bytes of one kind of scanner; b"" is nothing sent.

    `complete` is a profile's own sound for a full list, else that of an accepted scan; `unknown` differs from
    `refused` wherever the scanner can; `kept` is a profile's own, else that of `unknown`, for the item is put aside as
    well. `enable` is sent on every connect and `leave` on a clean exit; a
    refusal that disables the scanner needs `acknowledge`, sent when the operator has seen it and never before.
    `answers` are single bytes the scanner sends back between labels, `messages` how its own reports begin.
    """

    name: str
    accepted: bytes = b""
    refused: bytes = b""
    complete: bytes = b""
    unknown: bytes = b""
    kept: bytes = b""
    wake: bytes = b""
    enable: bytes = b""
    leave: bytes = b""
    acknowledge: bytes = b""
    answers: bytes = b""
    messages: bytes = b""
    gap_s: float = 0.0
    packets: bool = False

    def sent_for(self, signal: Signal) -> bytes:
        """The exact bytes that tell `signal`."""
        match signal:
            case "accepted":
                return self.accepted
            case "refused":
                return self.refused
            case "complete":
                return self.complete or self.accepted
            case "unknown":
                return self.unknown or self.refused
            case "kept":
                return self.kept or self.unknown or self.refused

    @property
    def silent(self) -> bool:
        """Whether this profile never writes a byte."""
        return not any(
            (self.accepted, self.refused, self.complete, self.unknown, self.kept, self.wake, self.enable)
        ) and not (self.leave or self.acknowledge or self.packets)


PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile("none"),
        # A terminal's bell has one tone: silence is good, one is refused, two are kept here, three are unknown.
        Profile("bel", refused=b"\x07", kept=b"\x07\x07", unknown=b"\x07\x07\x07"),
        # Host-ACK: the scanner is silent until it is told. ESC 7 good, ESC 8 bad, ESC b the menu-error razz;
        # the unknown begins with ESC 8, which ends the scanner's waiting for sure.
        Profile(
            "honeywell-ack",
            accepted=b"\x1b7,",
            refused=b"\x1b8,\x1b8,",
            unknown=b"\x1b8,\x1bb,",
        ),
        Profile(
            "zebra-ssi",
            accepted=_ssi_beep(ONE_SHORT_HIGH),
            refused=_ssi_beep(FAST_WARBLE),
            unknown=_ssi_beep(FIVE_LONG_LOW),
            kept=_ssi_beep(TWO_LONG_LOW),
            wake=b"\0",
            enable=SSI_ENABLE,
            packets=True,
        ),
        # F: long "not on file" beeps, and the scanner is disabled until E; what is kept here needs nobody.
        Profile(
            "datalogic",
            accepted=b"\x01",
            refused=b"F",
            unknown=b"\x07F",
            kept=b"\x07\x07",
            enable=b"E",
            leave=b"E",
            acknowledge=b"E",
        ),
        # 3 good read, 2 long low, 4 bad transmission; the base's own messages begin with DC2.
        Profile(
            "datalogic-cordless",
            accepted=b"\x1b[3q\r",
            refused=b"\x1b[2q\r",
            unknown=b"\x1b[4q\r",
            messages=b"\x12",
        ),
        Profile(
            "opticon",
            accepted=b"\x1bB\r",
            refused=b"\x1bE\r",
            unknown=b"\x1bE\r\x1bE\r",
            answers=b"\x06\x15\x1b",
            gap_s=OPTICON_GAP_S,
        ),
    )
}
NAMES: Final = (*PROFILES, CUSTOM)
"""Every name a port's `feedback` may have."""


def profile_of(name: str, custom: Mapping[str, str] | None = None) -> Profile:
    """The profile of that name; for "custom" made of `custom`: hex by the names in CUSTOM_KEYS.

    Raises ValueError, which begins with the key it is about ("feedback" or "feedback_ok").
    """
    if name not in NAMES:
        raise ValueError(f"feedback {name!r}: expected one of {', '.join(NAMES)}")
    custom = custom or {}
    if name != CUSTOM:
        for key in custom:
            raise ValueError(f'feedback_{key}: needs feedback = "{CUSTOM}", not "{name}"')
        return PROFILES[name]
    for key in custom:
        if key not in CUSTOM_KEYS:
            raise ValueError(f"feedback_{key}: expected one of {', '.join(CUSTOM_KEYS)}")
    if not any(key in custom for key in ("ok", "refused")):
        raise ValueError('feedback "custom": needs feedback_ok or feedback_refused, bytes in hex')
    sent = {key: _bytes_of(f"feedback_{key}", value) for key, value in custom.items()}
    return Profile(
        CUSTOM,
        accepted=sent.get("ok", b""),
        refused=sent.get("refused", b""),
        complete=sent.get("complete", b""),
        unknown=sent.get("unknown", b""),
        kept=sent.get("kept", b""),
        enable=sent.get("enable", b""),
        leave=sent.get("enable", b""),
        acknowledge=sent.get("acknowledge", b""),
    )


def _bytes_of(key: str, value: str) -> bytes:
    """The bytes `value` says in hex. Raises ValueError."""
    try:
        data = bytes.fromhex(value)
    except ValueError as error:
        raise ValueError(f'{key} {value!r}: expected bytes in hex, such as "1B 37 2C"') from error
    if not 0 < len(data) <= BYTES_MAX:
        raise ValueError(f"{key} {value!r}: expected 1 to {BYTES_MAX} bytes in hex")
    return data
