"""SSI packets into labels: any split, damage, resends and long labels (R1.8, the facts of 1.4)."""

import random

import pytest

from devices.feedback import SSI_ACK, SSI_NAK, ssi_packet
from devices.framing import Fault, Frame
from devices.ssi import LOST_S, RESEND_S, Answer, SsiFramer

A = Answer(SSI_ACK)
N = Answer(SSI_NAK)


def decoded(text: bytes, status: int = 0, symbology: bytes = b"\x03") -> bytes:
    """What a scanner sends for one label."""
    return ssi_packet(0xF3, symbology + text, source=0, status=status)


def told(found: list[Frame | Fault | Answer]) -> list[str]:
    """Short words for what came out."""
    words = []
    for one in found:
        if isinstance(one, Answer):
            words.append("ACK" if one == A else "NAK" if one == N else one.data.hex())
        else:
            words.append(one.text if isinstance(one, Frame) else f"!{one.kind}")
    return words


def fed(framer: SsiFramer, *pieces: bytes, at: float = 0.0, apart: float = 0.01) -> list[str]:
    words = []
    for n, piece in enumerate(pieces):
        words += told(framer.feed(piece, at + n * apart))
    return words


def test_the_packets_are_those_of_the_makers_manuals() -> None:
    assert decoded(b"ABC123").hex(" ") == "0b f3 00 00 03 41 42 43 31 32 33 fd a3"
    assert decoded(b"SN0001").hex(" ") == "0b f3 00 00 03 53 4e 30 30 30 31 fd 9d"
    assert ssi_packet(0xE6, b"\x13").hex(" ") == "05 e6 04 00 13 fe fe"
    assert ssi_packet(0xE6, b"\x18").hex(" ") == "05 e6 04 00 18 fe f9"
    assert ssi_packet(0xE6, b"\x0c").hex(" ") == "05 e6 04 00 0c ff 05"
    assert ssi_packet(0xEA).hex(" ") == "04 ea 04 00 ff 0e"
    assert ssi_packet(0xE9).hex(" ") == "04 e9 04 00 ff 0f"


def test_a_label_comes_after_its_acknowledgement() -> None:
    framer = SsiFramer()
    (answer, frame) = framer.feed(decoded(b"ABC123"), 7.0)
    assert answer == A
    assert frame == Frame("ABC123", b"ABC123", 7.0, "packet")


@pytest.mark.parametrize("cut", range(1, 13))
def test_a_packet_cut_anywhere_is_one_label(cut: int) -> None:
    packet = decoded(b"ABC123")
    framer = SsiFramer()
    assert fed(framer, packet[:cut], packet[cut:], apart=0.9) == ["ACK", "ABC123"]


def test_wake_up_bytes_and_several_packets_at_once_are_read_in_order() -> None:
    line = b"\0\0" + decoded(b"A1") + b"\0" + decoded(b"A2") + decoded(b"A1")
    assert fed(SsiFramer(), line) == ["ACK", "A1", "ACK", "A2", "ACK", "A1"]
    assert fed(SsiFramer(), *(bytes((byte,)) for byte in line)) == ["ACK", "A1", "ACK", "A2", "ACK", "A1"]


def test_a_suffix_inside_the_packet_is_no_part_of_the_label() -> None:
    framer = SsiFramer()
    assert fed(framer, decoded(b"A1\r\n"), decoded(b"A2\r"), decoded(b"\r\n")) == [
        "ACK",
        "A1",
        "ACK",
        "A2",
        "ACK",
    ]
    assert fed(SsiFramer(), decoded(b"LINE 1\r\nLINE 2\r")) == ["ACK", "LINE 1\r\nLINE 2"]


@pytest.mark.parametrize("place", range(1, 13))
def test_a_damaged_byte_asks_for_the_packet_again_and_the_good_one_counts(place: int) -> None:
    packet = bytearray(decoded(b"ABC123"))
    packet[place] ^= 0x40
    framer = SsiFramer()
    assert fed(framer, bytes(packet)) == ["NAK"]
    assert fed(framer, decoded(b"ABC123", status=1), at=0.1) == ["ACK", "ABC123"]
    assert told(framer.tick(10.0)) == []


def test_a_damaged_length_is_found_out_by_the_silence_or_by_the_next_packet() -> None:
    longer = b"\x20" + decoded(b"ABC123")[1:]
    framer = SsiFramer(gap_s=0.5)
    assert fed(framer, longer) == []
    assert told(framer.tick(0.6)) == ["NAK"]
    assert fed(framer, decoded(b"ABC123", status=1), at=0.7) == ["ACK", "ABC123"]
    shorter = b"\x05" + decoded(b"ABC123")[1:]
    framer = SsiFramer()
    assert fed(framer, shorter + decoded(b"NEXT")) == ["NAK", "ACK", "NEXT"]


def test_a_label_that_never_comes_whole_is_told_once() -> None:
    framer = SsiFramer(gap_s=0.5)
    bad = decoded(b"ABC123")[:-1] + b"\x00"
    assert fed(framer, bad, bad, bad) == ["NAK", "NAK", "NAK"]
    assert told(framer.tick(LOST_S - 0.5)) == []
    assert told(framer.tick(LOST_S + 0.5)) == ["!incomplete"]
    assert told(framer.tick(20.0)) == []


def test_a_packet_sent_again_is_acknowledged_and_counts_once() -> None:
    framer = SsiFramer()
    assert fed(framer, decoded(b"A1"), decoded(b"A1"), decoded(b"A1", status=1)) == [
        "ACK",
        "A1",
        "ACK",
        "ACK",
    ]
    assert fed(framer, decoded(b"A1", status=1), at=60.0) == ["ACK"], "the status says so, however late"
    assert fed(framer, decoded(b"A1"), at=60.0 + RESEND_S + 0.1) == ["ACK", "A1"], "a scan of its own"
    assert fed(framer, decoded(b"A2"), decoded(b"A1"), at=63.0) == ["ACK", "A2", "ACK", "A1"]


def test_a_resend_of_a_packet_that_never_came_is_a_scan() -> None:
    assert fed(SsiFramer(), decoded(b"A1", status=1)) == ["ACK", "A1"]


def test_a_long_label_in_several_packets_is_one_and_half_of_it_none() -> None:
    framer = SsiFramer()
    first, second, last = b"A" * 240, b"B" * 240, b"C" * 20
    packets = decoded(first, status=2), decoded(second, status=2), decoded(second, status=3), decoded(last)
    assert fed(framer, *packets) == ["ACK", "ACK", "ACK", "ACK", (first + second + last).decode()]
    assert fed(framer, decoded(first, status=2), at=10.0) == ["ACK"]
    assert told(framer.tick(10.0 + LOST_S + 0.1)) == ["!incomplete"]
    assert fed(framer, decoded(b"CLEAN"), at=14.0) == ["ACK", "CLEAN"]


def test_an_endless_label_is_bounded() -> None:
    framer = SsiFramer(length_max=500)
    words = fed(framer, *(decoded(bytes((65 + n % 20,)) * 240, status=2) for n in range(3)))
    assert words == ["ACK", "ACK", "ACK", "!too-long"]
    assert fed(framer, decoded(b"CLEAN"), at=1.0) == ["ACK", "CLEAN"]


def test_the_scanners_own_answers_are_not_answered_and_its_events_are_no_labels() -> None:
    line = ssi_packet(0xD0, source=0) + ssi_packet(0xD1, b"\x01", source=0)
    assert fed(SsiFramer(), line) == []
    assert fed(SsiFramer(), ssi_packet(0xF6, b"\x0a", source=0)) == ["ACK"]
    assert fed(SsiFramer(), ssi_packet(0xF3, b"\x03OURS")) == [], (
        "what we sent ourselves comes back on no line"
    )


def test_bytes_no_label_has_are_acknowledged_and_refused() -> None:
    assert fed(SsiFramer(), decoded("æ".encode()), decoded(b"A\x01B")) == [
        "ACK",
        "!non-ascii",
        "ACK",
        "!control-chars",
    ]


def test_half_a_packet_dies_with_the_line() -> None:
    framer = SsiFramer()
    fed(framer, decoded(b"AAAA", status=2), decoded(b"BBBB")[:5])
    framer.lost()
    assert fed(framer, decoded(b"CLEAN")) == ["ACK", "CLEAN"]


def test_no_bytes_whatever_raise_or_pile_up_and_a_good_label_is_read_after_them() -> None:
    chance = random.Random(7)
    framer = SsiFramer(gap_s=0.5)
    at = 0.0
    for _ in range(3000):
        noise = chance.randbytes(chance.randrange(60))
        if chance.random() < 0.3:
            noise = (
                decoded(noise[:40], status=chance.randrange(4))
                if chance.random() < 0.7
                else decoded(noise[:9])[:-1]
            )
        framer.feed(noise, at)
        at += chance.random() * 0.7
        assert len(framer._buffer) <= 600
        assert len(framer._parts) <= 8192
    at += 10.0
    framer.tick(at)
    assert told(framer.feed(decoded(b"CLEAN"), at + 1.0))[-1] == "CLEAN"
