"""One pull of the trigger shows how a scanner is set up: ending, labels, line settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.framing import LENGTH_MAX, Frame
from devices.probing import BurstFramer, Facts, facts_of, suggested_feedback


def with_parity(text: bytes, odd: bool) -> bytes:
    """Seven bits and a parity bit, read as eight bits of data."""
    return bytes(byte if byte.bit_count() % 2 == odd else byte | 0x80 for byte in text)


@pytest.mark.parametrize(
    ("raw", "ending", "suffix", "labels"),
    [
        (b"SN0001\r", "cr", "auto", [b"SN0001"]),
        (b"SN0001\n", "lf", "auto", [b"SN0001"]),
        (b"SN0001\r\n", "crlf", "auto", [b"SN0001"]),
        (b"SN0001\t", "tab", "tab", [b"SN0001"]),
        (b"SN0001\x04", "eot", "eot", [b"SN0001"]),
        (b"SN0001\x03", "etx", "etx", [b"SN0001"]),
        (b"\x02SN0001\x03", "stx-etx", "auto", [b"SN0001"]),
        (b"\x02A\rB\x03\x02C\x03", "stx-etx", "auto", [b"A\rB", b"C"]),
        (b"SN0001", "none", "none", [b"SN0001"]),
        (b"A\rB\rC\r", "cr", "auto", [b"A", b"B", b"C"]),
        (b"A\tB\t", "tab", "tab", [b"A", b"B"]),
        (b"]d1[)>\x1e06\x1dSX1\x1e\x04", "none", "none", [b"]d1[)>\x1e06\x1dSX1\x1e\x04"]),
        (b"]d1[)>\x1e06\x1dSX1\x1e\x04\r", "cr", "auto", [b"]d1[)>\x1e06\x1dSX1\x1e\x04"]),
        (b"\r\n", "crlf", "auto", []),
    ],
)
def test_the_ending_is_recognised_and_the_suffix_proposed(
    raw: bytes, ending: str, suffix: str, labels: list[bytes]
) -> None:
    facts = facts_of(raw)
    assert (facts.ending, facts.suffix, [label.raw for label in facts.labels]) == (ending, suffix, labels)
    assert not any(label.fault for label in facts.labels)
    assert (facts.line, facts.noise) == ("", False)


@pytest.mark.parametrize(("odd", "line"), [(False, "7E1"), (True, "7O1")])
@pytest.mark.parametrize("ending", [b"\r", b"\r\n", b"\t"])
def test_seven_bits_with_parity_are_named_and_read_all_the_same(odd: bool, line: str, ending: bytes) -> None:
    facts = facts_of(with_parity(b"ABC123" + ending, odd))
    assert facts.line == line
    assert [label.raw for label in facts.labels] == [b"ABC123"]
    assert facts.labels[0].fault == "line-settings"
    assert facts.ending == facts_of(b"X" + ending).ending


def test_letters_of_other_languages_are_the_labels_fault_and_not_the_lines() -> None:
    for raw in ("Skærm-ÆØÅ\r".encode(), b"SK\xc6RM-0001\r"):
        facts = facts_of(raw)
        assert (facts.line, facts.noise) == ("", False)
        assert facts.labels[0].fault == "non-ascii"


def test_the_wrong_speed_is_called_noise() -> None:
    assert facts_of(b"\x80\xf3\x91\x00\xff\xe0").noise


def test_a_packet_of_zebras_ssi_is_known_by_its_checksum() -> None:
    packet = bytes.fromhex("0BF3000003414243313233FDA3")
    facts = facts_of(packet)
    assert (facts.ending, facts.labels[0].text) == ("ssi", "ABC123")
    assert suggested_feedback(facts, None) == "zebra-ssi"
    assert facts_of(packet[:-1] + b"\xa4").ending != "ssi"


def test_the_makers_number_only_suggests_a_profile() -> None:
    plain = facts_of(b"A\r")
    suggestions = [suggested_feedback(plain, vid) for vid in (0x0C2E, 0x05F9, 0x065A, 0x1EAB, None)]
    assert suggestions == ["honeywell-ack", "datalogic", "opticon", "", ""]


@given(st.binary(max_size=200))
def test_no_bytes_are_too_hostile_to_be_told_about(raw: bytes) -> None:
    facts = facts_of(raw)
    assert isinstance(facts, Facts)
    assert facts.raw == raw
    for label in facts.labels:
        assert label.text.isascii()


def test_a_burst_comes_out_whole_after_a_silence_and_endings_come_sooner() -> None:
    framer = BurstFramer()
    assert framer.feed(b"SN", 0.0) == []
    assert framer.tick(0.5) == []
    assert framer.feed(b"1\r", 0.55) == []
    assert framer.feed(b"\n", 0.56) == []
    (burst,) = framer.tick(0.7)
    assert isinstance(burst, Frame)
    assert burst.raw == b"SN1\r\n"
    framer.feed(b"HALF", 1.0)
    assert framer.tick(1.5) == []
    (burst,) = framer.tick(1.7)
    assert burst.raw == b"HALF"


def test_two_pulls_of_the_trigger_are_two_bursts_and_a_flood_comes_in_pieces() -> None:
    framer = BurstFramer()
    framer.feed(b"A\r", 0.0)
    (first,) = framer.feed(b"B\r", 1.0)
    assert first.raw == b"A\r"
    framer.lost()
    assert framer.tick(9.0) == []
    pieces = [burst for n in range(20) for burst in framer.feed(b"x" * 1000, 10 + n / 1000)]
    assert pieces
    assert all(len(piece.raw) <= LENGTH_MAX + 1000 for piece in pieces)
