"""What is a second sighting of one label, and what is a second label."""

import pytest

from devices.double_read import DoubleRead


def echoes(window: DoubleRead, *seen: tuple[str, float]) -> list[bool]:
    return [window.is_echo(text, text.encode(), at) for text, at in seen]


def test_a_label_left_in_view_is_one_scan_however_long_it_lies_there() -> None:
    sightings = [("A", n * 0.9) for n in range(20)]
    assert echoes(DoubleRead(), *sightings) == [False] + [True] * 19


def test_the_window_ends_one_second_after_the_last_sighting() -> None:
    assert echoes(DoubleRead(), ("A", 0.0), ("A", 1.0), ("A", 2.01)) == [False, True, False]


def test_another_label_in_between_makes_the_first_a_scan_again() -> None:
    assert echoes(DoubleRead(), ("A", 0.0), ("B", 0.1), ("A", 0.2)) == [False, False, False]


def test_the_window_is_a_setting_and_zero_is_off() -> None:
    assert echoes(DoubleRead(3.0), ("A", 0.0), ("A", 2.9)) == [False, True]
    assert echoes(DoubleRead(0.0), ("A", 0.0), ("A", 0.0)) == [False, False]


def test_two_equal_items_in_quick_succession_are_two() -> None:
    window = DoubleRead(is_item=str.isdigit)
    assert echoes(window, ("4006381333931", 0.0), ("4006381333931", 0.2)) == [False, True]
    assert echoes(window, ("4006381333931", 0.51)) == [False]
    assert echoes(window, ("SN1", 5.0), ("SN1", 5.5)) == [False, True]


def test_the_window_of_items_is_never_the_longer_one() -> None:
    window = DoubleRead(0.1, 0.3, is_item=str.isdigit)
    assert echoes(window, ("123", 0.0), ("123", 0.2)) == [False, False]


def test_off_is_off_for_items_too() -> None:
    assert echoes(DoubleRead(0.0, is_item=str.isdigit), ("123", 0.0), ("123", 0.1)) == [False, False]


def test_a_forgotten_label_is_a_scan_at_once() -> None:
    window = DoubleRead()
    window.is_echo("A", b"A", 0.0)
    window.forget()
    assert not window.is_echo("A", b"A", 0.1)


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_a_window_that_is_no_time_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="double-read window"):
        DoubleRead(wrong)
