"""What the station takes for usual among an item's serial numbers, and what it asks about: no false alarms, no blind eye."""

import random
import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.refusals import Ask
from models.refusals_shape import CutOff, OtherAlphabet, OtherBeginning, ReadTwice, TooManyCharacters
from models.shapes import LEAST, SAMPLE, SEEN_ENOUGH, Shape, learn, pattern_of

PRINTERS = [f"TP80-{n:06}" for n in range(4201, 4225)]
LAPTOPS = [f"PF4K2{letter}{n:02}Z" for letter in "ABC" for n in range(20)]
SERIAL = st.text("ABCXYZ0189-/az", min_size=1, max_size=14)


def usual(sample: list[str]) -> Shape:
    found = learn(sample)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "question", "sentence"),
    [
        ("TP80-00421", CutOff, "TP80-00421 has 10 characters; 24 units of TP-80 have 11. A cut-off label?"),
        ("80-004230", CutOff, "80-004230 has 9 characters; 24 units of TP-80 have 11. A cut-off label?"),
        ("-004230", CutOff, "-004230 has 7 characters; 24 units of TP-80 have 11. A cut-off label?"),
        (
            "TP80-0042301",
            TooManyCharacters,
            "TP80-0042301 has 12 characters; 24 units of TP-80 have 11. Another label?",
        ),
        (
            "TP80-004230TP80-004230",
            ReadTwice,
            "TP80-004230TP80-004230 is TP80-004230 twice. A label of TP-80 that was read twice?",
        ),
        (
            "SC20-004230",
            OtherBeginning,
            "SC20-004230 does not begin with TP80-, as 24 units of TP-80 do. Another label?",
        ),
        (
            "SC20-17",
            OtherBeginning,
            "SC20-17 does not begin with TP80-, as 24 units of TP-80 do. Another label?",
        ),
        (
            "TP80-0042l7",
            OtherAlphabet,
            "TP80-0042l7 has l at place 10; that is new among 24 units of TP-80. Misread?",
        ),
        ("TP80-0042 7", OtherAlphabet, "TP80-0042 7 has a blank at place 10; that is new among"),
    ],
)
def test_each_break_of_the_usual_is_a_question_of_its_own(
    text: str, question: type[Ask], sentence: str
) -> None:
    asked = usual(PRINTERS).doubt(text, "TP-80")
    assert type(asked) is question
    assert asked.sentence.startswith(sentence)
    assert asked.question == "shape"
    assert asked.next.startswith("y if it is right; h makes")


@pytest.mark.parametrize("text", ["TP80-004999", "TP80-005000", "TP80-123456", "TP80-ABCDEF"])
def test_a_counter_that_goes_on_is_no_question(text: str) -> None:
    assert usual(PRINTERS).doubt(text, "TP-80") is None


def test_with_fewer_than_20_nothing_is_usual_yet() -> None:
    assert learn(PRINTERS[: LEAST - 1]) is None
    assert learn(PRINTERS[:LEAST]) is not None


def test_what_one_in_ten_breaks_is_not_usual() -> None:
    mixed = [*PRINTERS[:18], "X1", "Y-22/7"]
    shape = usual(mixed)
    assert (shape.length, shape.beginning) == (None, "")
    for text in ("TP80-00421", "QQ", "TP80-004230TP80-004230"):
        assert shape.doubt(text, "TP-80") is None


def test_of_200_three_strangers_are_enough_to_ask_no_more_about_their_like() -> None:
    accepted = [f"TP80-{n:06}" for n in range(SAMPLE)]
    asked = 0
    for n in range(50):
        new = f"TPX90-{n:05}A"
        if usual(accepted).doubt(new, "TP-80") is not None:
            asked += 1
        accepted.insert(0, new)
    assert asked == SEEN_ENOUGH


@settings(deadline=None)
@given(st.lists(SERIAL, min_size=LEAST, max_size=120), SERIAL, st.integers(2, 30))
def test_whatever_is_accepted_often_enough_is_asked_about_no_more(
    sample: list[str], text: str, times: int
) -> None:
    shape = usual([text] * SEEN_ENOUGH + sample)
    assert shape.doubt(text, "X") is None
    assert usual(([text] * times + sample)[: LEAST + times]).count == LEAST + times


@settings(deadline=None)
@given(st.lists(SERIAL, min_size=LEAST, max_size=SAMPLE))
def test_nothing_is_called_usual_that_fewer_than_19_of_20_share(sample: list[str]) -> None:
    shape = usual(sample)
    asked = [text for text in sample if shape.doubt(text, "X") is not None]
    kinds = {type(shape.doubt(text, "X")) for text in asked}
    assert len(asked) <= 0.05 * len(sample) * max(1, len(kinds)) + 1e-9
    if shape.length is not None:
        assert sum(len(text) == shape.length for text in sample) >= 0.95 * len(sample)
    if shape.beginning:
        assert sum(text.startswith(shape.beginning) for text in sample) >= 0.95 * len(sample)
        assert not shape.beginning[-1].isdigit()


@settings(deadline=None)
@given(st.lists(SERIAL, min_size=LEAST, max_size=SAMPLE), st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(sample: list[str], dice: random.Random) -> None:
    shuffled = list(sample)
    dice.shuffle(shuffled)
    one, other = usual(sample), usual(shuffled)
    assert (one.length, one.beginning, one.sorts) == (other.length, other.beginning, other.sorts)


@settings(deadline=None)
@given(
    st.text(string.ascii_uppercase, min_size=2, max_size=5),
    st.sampled_from(["", "-", "/", "."]),
    st.integers(3, 8),
    st.lists(st.integers(0, 999), min_size=30, max_size=60, unique=True),
)
def test_a_makers_series_is_learned_and_its_next_thousand_raise_no_question(
    maker: str, sign: str, width: int, numbers: list[int]
) -> None:
    made = [f"{maker}{sign}{n:0{width}}" for n in range(1000)]
    sample = [made[n] for n in numbers]
    shape = usual(sample)
    assert (shape.length, shape.beginning) == (len(maker + sign) + width, maker + sign)
    assert [text for text in made if shape.doubt(text, "X") is not None] == []
    rule = pattern_of(shape, sample)
    assert rule is not None
    assert rule.checked() == rule
    assert [text for text in made if rule.fault(text) is not None] == []
    assert rule.fault(made[0][:-1]) is not None
    assert rule.fault("QZ" + made[0][2:]) is not None or maker.startswith("QZ")


@settings(deadline=None)
@given(st.lists(SERIAL, min_size=LEAST, max_size=80))
def test_a_learned_rule_takes_every_unit_that_raised_no_question(sample: list[str]) -> None:
    shape = usual(sample)
    rule = pattern_of(shape, sample)
    if rule is not None:
        assert rule.checked() == rule
        assert [t for t in sample if shape.doubt(t, "") is None and rule.fault(t) is not None] == []


def test_the_rules_that_are_learned_read_as_a_person_would_write_them() -> None:
    def rule(sample: list[str]) -> object:
        found = pattern_of(usual(sample), sample)
        return found and (found.mask or found.regex or (found.least, found.most))

    assert rule(PRINTERS) == "TP80-######"
    assert rule(LAPTOPS) == "PF*******"
    assert rule([f"{n:08}" for n in range(30)]) == "########"
    assert rule([f"A{n}" for n in range(95, 125)]) is None
    assert rule([f"SN/{n}" for n in range(95, 125)]) == "SN/.*"
    assert rule([f"ab{n:03}" for n in range(30)]) == "ab###"
    assert rule([f"TP+{n:03}/{n % 3}" for n in range(30)]) == r"TP\+###/#"
    assert rule([f"{'xyz'[n % 3]}{n:03}" for n in range(30)]) == (4, 4)
    assert rule([chr(65 + n % 26) * (n % 7 + 1) for n in range(60)]) is None


def test_twice_the_usual_is_found_for_every_usual_text() -> None:
    shape = usual(LAPTOPS)
    for text in LAPTOPS:
        assert type(shape.doubt(text + text, "LB")) is ReadTwice
    for one, other in pairwise(LAPTOPS):
        assert type(shape.doubt(one + other, "LB")) is TooManyCharacters


def test_learning_from_200_takes_less_than_two_milliseconds() -> None:
    import time

    sample = [f"TP80-{n:06}-ABCDEFGH" for n in range(SAMPLE)]
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        usual(sample).doubt("TP80-000001-ABCDEFGX", "TP-80")
        best = min(best, time.perf_counter() - begun)
    assert best < 0.002
