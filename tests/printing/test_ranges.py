"""Ranges of neighbouring serials: shorter, and the same list when they are read back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.serial_text import between
from printing.ranges import ranges

SERIALS = st.lists(
    st.builds(
        lambda prefix, number, width: f"{prefix}{number:0{width}d}",
        st.sampled_from(["", "SN", "SN0", "A-", "x y", "9-", "SN1 to SN"]),
        st.integers(0, 30),
        st.integers(1, 3),
    ),
    unique=True,
    max_size=60,
)


def expanded(pieces: tuple[str, ...], word: str) -> list[str]:
    """What a person who reads the list would write down, by the rule of our own range entry."""
    found: list[str] = []
    for piece in pieces:
        first, is_range, last = piece.partition(f" {word} ")
        found += between(first, last) if is_range else [piece]
    return found


@settings(deadline=None)
@given(serials=SERIALS)
def test_a_list_of_ranges_is_the_list_of_serials(serials: list[str]) -> None:
    pieces = ranges(serials, "en")
    assert len(pieces) <= len(serials)
    if any(" to " in serial for serial in serials):
        assert pieces == tuple(serials)
    else:
        assert sorted(expanded(pieces, "to")) == sorted(serials)


def test_neighbours_with_one_prefix_and_width_make_a_range() -> None:
    run = [f"SN{number:03d}" for number in range(1, 51)]
    assert ranges([*run, "SN077"], "en") == ("SN001 to SN050", "SN077")
    assert ranges([*run, "SN077"], "da") == ("SN001 til SN050", "SN077")


def test_what_only_looks_neighbouring_stays_apart() -> None:
    for serials in (
        ("A1", "A2"),  # two are shorter as they are
        ("A8", "A9", "A10"),  # another width
        ("A1", "B2", "C3"),
        ("A1", "A2", "A4", "A5"),
        ("A1x", "A2x", "A3x"),
        ("A01", "A2", "A03"),
        ("SN1 to SN3", "SN4", "SN5", "SN6"),
        ("SN1 til SN3", "SN4", "SN5", "SN6"),
        ("¹", "²", "³"),
    ):
        assert ranges(serials, "en") == serials


def test_a_run_is_found_between_others_and_stands_where_it_begins() -> None:
    assert ranges(["Z9", "A1", "A15", "A2", "B", "A3"], "en") == ("Z9", "A1 to A3", "A15", "B")
