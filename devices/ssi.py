"""Packets of Zebra's Simple Serial Interface into whole texts. Pure, like `framing`: no port and no clock.

A packet is length, opcode, source, status, data and a checksum; decoded labels come as DECODE_DATA, a long
label in several packets. Every packet that arrived whole is answered by an ACK, every damaged one by a NAK
that asks for it again; a packet that is sent again counts once. Times are seconds of any steady clock.
"""

from dataclasses import dataclass
from typing import Final

from devices.feedback import DECODER, SSI_ACK, SSI_NAK
from devices.framing import GAP_S, LENGTH_MAX, Fault, Frame, label

DECODE_DATA: Final = 0xF3
ACKNOWLEDGED, REFUSED = 0xD0, 0xD1  # the scanner's answers to what it was sent; they are not answered
SENT_AGAIN, CONTINUES = 0x01, 0x02  # bits of the status byte
HEAD: Final = 4  # bytes before the data; the length byte counts them too
RESEND_S: Final = 2.0  # the same packet within this time is the same label, whatever its status says
LOST_S: Final = 3.0  # after a damaged packet: no good one in this time means that a label was lost
SUFFIX: Final = b"\r\n"  # which a scanner may be set to put inside the packet


@dataclass(frozen=True)
class Answer:
    """Bytes the scanner is to be sent at once: the transport's ACK or NAK, no verdict."""

    data: bytes


class SsiFramer:
    """Joins pieces of bytes into labels and the answers they need, in order; one per port."""

    def __init__(
        self, gap_s: float = GAP_S, length_max: int = LENGTH_MAX, gs_substitute: str | None = None
    ) -> None:
        self._gap_s = gap_s
        self._length_max = length_max
        self._gs_substitute = gs_substitute
        self._buffer = bytearray()
        self._last_at = 0.0
        self._parts = bytearray()  # of a label in several packets
        self._parts_at: float | None = None
        self._seen = b""  # the last good packet without the bit that says it is sent again
        self._seen_at = 0.0
        self._damaged: tuple[bytes, float] | None = None  # not yet sent again

    def feed(self, data: bytes, at: float) -> list[Frame | Fault | Answer]:
        """Labels, faults and answers that `data`, read at time `at`, brings, in order."""
        done = self.tick(at)
        self._buffer += data
        self._last_at = at
        while (packet := self._packet()) is not None:
            done += self._good(packet, at) if _is_whole(packet) else self._bad(packet, at)
        return done

    def tick(self, at: float) -> list[Frame | Fault | Answer]:
        """What the time alone has ended by `at`: half a packet, or the wait for one that was damaged."""
        done: list[Frame | Fault | Answer] = []
        if self._buffer and at - self._last_at > self._gap_s:
            done += self._bad(bytes(self._buffer), at)
            self._buffer.clear()
        if self._parts_at is not None and at - self._parts_at > LOST_S:
            done.append(Fault("incomplete", bytes(self._parts), at))
            self._parts_end()
        if self._damaged is not None and at - self._damaged[1] > LOST_S:
            done.append(Fault("incomplete", self._damaged[0], at))
            self._damaged = None
        return done

    def lost(self) -> None:
        """The line is gone: nothing half read joins what comes next."""
        self._buffer.clear()
        self._parts_end()
        self._damaged = None
        self._seen = b""

    def _parts_end(self) -> None:
        self._parts.clear()
        self._parts_at = None

    def _packet(self) -> bytes | None:
        """The next packet as its length byte says, or damaged bytes, taken out of the buffer; None when it is
        not all there."""
        while self._buffer and self._buffer[0] < HEAD:  # 00 wakes a sleeper, and no packet is so short
            del self._buffer[0]
        size = self._buffer[0] + 2 if self._buffer else 0
        if not size or len(self._buffer) < size:
            return None
        if not _is_whole(bytes(self._buffer[:size])):
            size = self._next_whole()
        packet = bytes(self._buffer[:size])
        del self._buffer[:size]
        return packet

    def _next_whole(self) -> int:
        """How many bytes are damaged: those before the next whole packet of the scanner, or all. A scanner
        sends nothing more before it has its answer, so what is behind damaged bytes belongs to them."""
        for start in range(1, len(self._buffer) - HEAD - 1):
            packet = bytes(self._buffer[start : start + self._buffer[start] + 2])
            if _is_whole(packet) and packet[2] == DECODER:
                return start
        return len(self._buffer)

    def _bad(self, packet: bytes, at: float) -> list[Frame | Fault | Answer]:
        self._damaged = (packet[: self._length_max], at)
        return [Answer(SSI_NAK)]

    def _good(self, packet: bytes, at: float) -> list[Frame | Fault | Answer]:
        opcode, source, status, data = packet[1], packet[2], packet[3], packet[HEAD:-2]
        if source != DECODER or opcode in (ACKNOWLEDGED, REFUSED):
            return []
        self._damaged = None
        answer: list[Frame | Fault | Answer] = [Answer(SSI_ACK)]
        if opcode != DECODE_DATA:
            return answer
        same = bytes((opcode, status & ~SENT_AGAIN)) + data
        again = same == self._seen and (status & SENT_AGAIN or at - self._seen_at <= RESEND_S)
        self._seen, self._seen_at = same, at
        return answer if again else answer + self._part(data[1:], bool(status & CONTINUES), at)

    def _part(self, data: bytes, continues: bool, at: float) -> list[Frame | Fault | Answer]:
        """One packet's share of a label; the first data byte, the symbology, is not part of it."""
        self._parts += data
        if len(self._parts) > self._length_max:
            raw = bytes(self._parts[: self._length_max])
            self._parts_end()
            return [Fault("too-long", raw, at)]
        if continues:
            self._parts_at = at
            return []
        raw = bytes(self._parts).rstrip(SUFFIX)
        self._parts_end()
        found = label(raw, at, "packet", self._gs_substitute)
        return [found] if found else []


def _is_whole(packet: bytes) -> bool:
    """Whether the checksum of `packet` is right: all its bytes before it and itself add up to nothing."""
    if len(packet) < HEAD + 2 or len(packet) != packet[0] + 2:
        return False
    return (sum(packet[:-2]) + int.from_bytes(packet[-2:], "big")) & 0xFFFF == 0
