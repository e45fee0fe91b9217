"""Framing against an enemy: every ending, every cut, every byte."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.framing import LENGTH_MAX, SUFFIXES, Fault, Frame, Framer


def outcomes(framer: Framer, *pieces: tuple[bytes, float], until: float = 0.0) -> list[str]:
    """Feed pieces at their times, then let the clock run to `until`: "text" or "!fault" for each result."""
    found: list[Frame | Fault] = []
    for data, at in pieces:
        found += framer.feed(data, at)
    if until:
        found += framer.tick(until)
    return [each.text if isinstance(each, Frame) else f"!{each.kind}" for each in found]


def whole(data: bytes, suffix: str = "auto", **settings: object) -> list[str]:
    return outcomes(Framer(suffix, **settings), (data, 0.0), until=100.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n", b"\n\r", b"\r\r\n", b"\0\r", b"\r\0"])
def test_every_line_ending_gives_each_text_once_and_nothing_between(ending: bytes) -> None:
    assert whole(b"SN1" + ending + b"SN2" + ending) == ["SN1", "SN2"]


@pytest.mark.parametrize(
    ("suffix", "ending"),
    [
        ("cr", b"\r"),
        ("cr", b"\r\n"),
        ("lf", b"\n"),
        ("lf", b"\r\n"),
        ("crlf", b"\r\n"),
        ("tab", b"\t"),
        ("etx", b"\x03"),
        ("eot", b"\x04"),
    ],
)
def test_a_set_ending_ends_a_text_and_a_second_half_of_it_is_no_data(suffix: str, ending: bytes) -> None:
    assert whole(b"SN1" + ending + b"SN2" + ending, suffix) == ["SN1", "SN2"]


def test_with_a_set_ending_the_others_are_data() -> None:
    assert whole(b"A\nB\r", "cr") == ["A\nB"]
    assert whole(b"A\rB\r\n", "crlf") == ["A\rB"]
    assert whole(b"A\rB\t", "tab") == ["A\rB"]


def test_tab_ends_nothing_unless_it_is_set() -> None:
    assert whole(b"ABC\t") == ["!incomplete"]
    assert whole(b"ABC\tDEF\r") == ["!control-chars"]


def test_between_stx_and_etx_cr_and_lf_are_data() -> None:
    assert whole(b"\x02A\rB\nC\x03\x02D\x03") == ["A\rB\nC", "D"]


@pytest.mark.parametrize(
    "data", [b"\x02ABC\x03\r\n", b"\x02ABC\r\n\x03", b"\0\x02ABC\x03\0", b"\x02\0ABC\0\x03"]
)
def test_a_packet_with_an_ending_around_or_inside_is_one_text(data: bytes) -> None:
    assert whole(data) == ["ABC"]


def test_a_packet_that_lost_its_etx_is_incomplete_and_the_next_one_is_clean() -> None:
    framer = Framer()
    assert outcomes(framer, (b"\x02ABC\r", 0.0), (b"DEF\r", 2.0)) == ["!incomplete", "DEF"]


def test_stx_in_mid_text_opens_no_packet() -> None:
    assert whole(b"AB\x02CD\rEF\r") == ["!control-chars", "EF"]


@pytest.mark.parametrize("data", [b"\r", b"\n\n\r\r\n", b"\0\0\r\0", b"\x02\x03", b"\x02\0\x03\r"])
def test_empty_frames_are_silent(data: bytes) -> None:
    assert whole(data) == []


def test_silence_ends_a_text_only_when_it_is_set() -> None:
    framer = Framer("none")
    assert outcomes(framer, (b"AB", 0.0), (b"C", 0.3), until=0.6) == []
    assert outcomes(framer, until=0.61) == ["ABC"]
    assert outcomes(framer, (b"A", 1.0), (b"B", 1.4), until=2.0) == ["A", "B"]
    assert outcomes(Framer(), (b"ABC", 0.0), until=0.9) == []


def test_silence_alone_is_no_text_even_if_noise_came() -> None:
    assert whole(b"\0\r\n\0", "none") == []


def test_a_pause_up_to_the_gap_limit_joins_and_a_longer_one_drops_the_half_once() -> None:
    assert outcomes(Framer(), (b"ABC", 0.0), (b"123\r", 1.0)) == ["ABC123"]
    framer = Framer()
    assert outcomes(framer, (b"ABC", 0.0), until=1.01) == ["!incomplete"]
    assert outcomes(framer, until=5.0) == []
    assert outcomes(framer, (b"SN1\r", 5.0)) == ["SN1"]


def test_the_gap_is_noticed_by_the_next_bytes_when_no_clock_ticked() -> None:
    assert outcomes(Framer(), (b"ABC", 0.0), (b"SN1\r", 1.5)) == ["!incomplete", "SN1"]


def test_the_gap_counts_from_the_last_byte_not_the_first() -> None:
    assert outcomes(Framer(), (b"A", 0.0), (b"B", 0.9), (b"C", 1.8), (b"\r", 2.7)) == ["ABC"]


def test_the_gap_limit_is_a_setting() -> None:
    assert outcomes(Framer(gap_s=3.0), (b"A", 0.0), (b"B\r", 2.9)) == ["AB"]
    assert outcomes(Framer(gap_s=0.1), (b"A", 0.0), (b"B\r", 0.2)) == ["!incomplete", "B"]


def test_noise_between_labels_starts_no_gap() -> None:
    assert outcomes(Framer(), (b"\0", 0.0), (b"SN1\r", 2.0), (b"\0", 3.0), until=9.0) == ["SN1"]


def test_exactly_8192_bytes_are_a_text_and_one_more_is_not() -> None:
    assert whole(b"A" * LENGTH_MAX + b"\r") == ["A" * LENGTH_MAX]
    assert whole(b"A" * (LENGTH_MAX + 1) + b"\rSN1\r") == ["!too-long", "SN1"]
    assert LENGTH_MAX == 8192


@pytest.mark.parametrize(
    ("suffix", "start", "ending"),
    [
        ("auto", b"", b"\r"),
        ("auto", b"", b"\n"),
        ("auto", b"\x02", b"\x03"),
        ("tab", b"", b"\t"),
        ("crlf", b"", b"\r\n"),
    ],
)
def test_a_flood_is_told_once_and_reading_goes_on_after_its_ending(
    suffix: str, start: bytes, ending: bytes
) -> None:
    flood = start + b"A" * 100_000 + ending
    assert whole(flood + start + b"SN1" + ending, suffix) == ["!too-long", "SN1"]


def test_a_flood_without_an_ending_is_over_after_the_gap() -> None:
    framer = Framer()
    assert outcomes(framer, (b"A" * 9000, 0.0), until=0.5) == ["!too-long"]
    assert outcomes(framer, (b"A" * 9000, 1.0), (b"SN1\r", 2.5)) == ["SN1"]


def test_a_flood_keeps_no_more_than_the_limit() -> None:
    framer = Framer()
    (fault,) = framer.feed(b"A" * 50_000, 0.0)
    assert isinstance(fault, Fault)
    assert len(fault.raw) == LENGTH_MAX
    assert len(framer._buffer) == 0


def with_even_parity(data: bytes) -> bytes:
    return bytes(byte | (0x80 if byte.bit_count() % 2 else 0) for byte in data)


@pytest.mark.parametrize("text", [b"ABC\r", b"SN-0001\r", b"AA\rBB\rCC\r", b"ABC\r\n", b"]C1010952\r"])
def test_a_7e1_scanner_on_an_8n1_port_is_named(text: bytes) -> None:
    assert whole(with_even_parity(text)) == ["!line-settings"]


def test_an_endless_stream_of_7e1_is_named_as_such_and_not_as_too_long() -> None:
    assert whole(with_even_parity(b"ABC123\r") * 2000) == ["!line-settings"]


def test_latin_1_in_a_whole_text_is_no_line_fault() -> None:
    assert whole("SNæøå\r".encode("latin-1")) == ["!non-ascii"]
    assert whole("SNæøå\r".encode()) == ["!non-ascii"]


def test_an_unfinished_text_in_ascii_or_with_odd_bytes_is_only_incomplete() -> None:
    assert whole(b"AB") == ["!incomplete"]
    assert whole(b"\xc3\x80\x8d") == ["!incomplete"]


ILLEGAL = sorted({*range(0x20), 0x7F} - {0x0A, 0x0D, 0x04, 0x1C, 0x1D, 0x1E, 0x1F})


@pytest.mark.parametrize("byte", ILLEGAL)
def test_a_control_character_inside_a_text_refuses_it(byte: int) -> None:
    assert whole(b"AB" + bytes([byte]) + b"CD\rSN1\r") == ["!control-chars", "SN1"]


@pytest.mark.parametrize("byte", [0x04, 0x1C, 0x1D, 0x1E, 0x1F])
def test_the_separators_of_gs1_and_iso_15434_are_data(byte: int) -> None:
    assert whole(b"AB" + bytes([byte]) + b"CD\r") == ["AB" + chr(byte) + "CD"]


def test_nul_is_forgiven_only_in_the_header_of_an_envelope() -> None:
    assert whole(b"[)>\x0006\x1dSSN1\r") == ["[)>\x0006\x1dSSN1"]
    assert whole(b"]d1[)>\x0006\x1dSSN1\r") == ["]d1[)>\x0006\x1dSSN1"]
    assert whole(b"[)>\x0006\x1dS\0SN1\r") == ["!control-chars"]


def test_the_gs_substitute_becomes_gs_in_the_text_and_stays_in_the_bytes() -> None:
    (frame,) = Framer(gs_substitute="|").feed(b"A|B\r", 0.0)
    assert isinstance(frame, Frame)
    assert (frame.text, frame.raw) == ("A\x1dB", b"A|B")
    assert whole(b"A|B\r") == ["A|B"]


def test_the_line_says_which_ending_it_used() -> None:
    framer = Framer()
    (frame,) = framer.feed(b"A\r", 0.0)
    assert isinstance(frame, Frame)
    assert frame.ending == "cr"


@pytest.mark.parametrize(
    "wrong",
    [
        {"suffix": "cr lf"},
        {"gap_s": 0.0},
        {"gap_s": float("nan")},
        {"silence_s": -1.0},
        {"gs_substitute": ""},
        {"gs_substitute": "||"},
        {"gs_substitute": "\x1d"},
        {"gs_substitute": " "},
        {"gs_substitute": "æ"},
    ],
)
def test_a_setting_that_cannot_be_right_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Framer(**wrong)  # type: ignore[arg-type]


STREAM = b"SN0001\rSN0002\r\n\x02A\rB\x03\0\0]C1010952\x1d10L\n\xe6\xf8\r\x1b[2J\rSN0003\n"
EXPECTED = ["SN0001", "SN0002", "A\rB", "]C1010952\x1d10L", "!non-ascii", "!control-chars", "SN0003"]


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_a_cut_at_any_byte_with_a_pause_changes_nothing(cut: int) -> None:
    assert outcomes(Framer(), (STREAM[:cut], 0.0), (STREAM[cut:], 0.9), until=9.0) == EXPECTED


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_line_lost_in_mid_text_leaves_nothing_behind(cut: int) -> None:
    framer = Framer()
    framer.feed(b"SN0001"[:cut], 0.0)
    framer.lost()
    assert outcomes(framer, (b"SN0002\r", 0.1), until=9.0) == ["SN0002"]


PIECES = st.lists(st.tuples(st.binary(max_size=40), st.floats(0, 2)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(PIECES, st.sampled_from(SUFFIXES))
def test_no_bytes_at_no_time_raise_or_let_an_illegal_text_through(
    pieces: list[tuple[bytes, float]], suffix: str
) -> None:
    framer, at = Framer(suffix, length_max=30), 0.0
    for data, pause in pieces:
        at += pause
        for found in [*framer.tick(at), *framer.feed(data, at)]:
            assert 0 < len(found.raw) <= 30
            if isinstance(found, Frame):
                assert found.text.encode("ascii") == found.raw
                assert not set(found.raw) & set(ILLEGAL) or found.raw.startswith(b"[)>\0")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=6), st.sampled_from(SUFFIXES))
def test_how_the_bytes_were_cut_never_shows(data: bytes, cuts: list[int], suffix: str) -> None:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [(data[a:b], 0.01 * n) for n, (a, b) in enumerate(pairwise(edges))]
    in_pieces = outcomes(Framer(suffix), *pieces, until=50.0)
    assert in_pieces == outcomes(Framer(suffix), (data, 0.0), until=50.0)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=100), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_after_any_noise_and_a_gap_the_next_text_is_clean(noise: bytes, text: str) -> None:
    framer = Framer()
    framer.feed(noise, 0.0)
    framer.tick(1.5)
    assert outcomes(framer, (text.encode() + b"\r", 1.6)) == [text]
