"""The columns on the desk: whatever keys come, each column is there once, and undo comes all the way back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.layout import CHOICE, STANDARD_COLUMNS, Column, PaperKind
from models.layout_columns import total
from tui.column_desk import UNDO_MOST, ColumnDesk

KINDS: tuple[PaperKind, ...] = tuple(CHOICE)
KEYS = st.lists(
    st.one_of(
        st.sampled_from(["toggle", "left", "right", "+", "-", "m", "u"]),
        st.sampled_from("0123456789"),
        st.integers(0, 20),
    ),
    max_size=60,
)


def press(desk: ColumnDesk, key: str | int) -> None:
    if isinstance(key, int):
        desk.point(key % (len(desk.columns) + len(desk.off)))
    elif key.isdigit():
        desk.digit(key)
    else:
        steps = {"left": -1, "right": 1, "+": 1, "-": -1}
        if key in ("left", "right"):
            desk.move(steps[key])
        elif key in ("+", "-"):
            desk.widen(steps[key])
        else:
            {"toggle": desk.toggle, "m": desk.fill, "u": desk.undo}[key]()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), KEYS)
def test_no_key_loses_a_column_or_makes_a_second_one(kind: PaperKind, keys: list[str | int]) -> None:
    desk = ColumnDesk(kind, STANDARD_COLUMNS[kind])
    for key in keys:
        column = desk.current
        press(desk, key)
        names = [each.id for each in (*desk.columns, *desk.off)]
        assert sorted(names) == sorted(CHOICE[kind])
        assert all(0 <= each.width <= 100 for each in desk.columns)
        assert desk.missing == 100 - total(desk.columns)
        assert isinstance(key, int) or desk.current.id == column.id
    while desk.can_undo:
        desk.undo()
    assert (desk.columns, desk.changed) == (STANDARD_COLUMNS[kind], False)


def test_the_digits_of_one_width_are_one_step_back() -> None:
    desk = ColumnDesk("invoice", [Column("item", 30), Column("net", 70)])
    for digit in "100":
        desk.digit(digit)
    assert desk.current.width == 100
    desk.digit("4")
    assert desk.current.width == 4
    desk.undo()
    assert desk.columns == desk.began


def test_a_digit_after_another_column_begins_a_new_width() -> None:
    desk = ColumnDesk("invoice", [Column("item", 30), Column("net", 70)])
    desk.digit("2")
    desk.point(1)
    desk.digit("5")
    assert [column.width for column in desk.columns] == [2, 5]
    desk.widen(1)
    desk.digit("7")
    assert [column.width for column in desk.columns] == [2, 7]


def test_a_column_switched_off_and_on_again_has_its_width_and_stands_last() -> None:
    desk = ColumnDesk("invoice", [Column("item", 33), Column("net", 67)])
    desk.toggle()
    assert not desk.on
    assert desk.current == Column("item", 33)
    desk.toggle()
    assert desk.columns == (Column("net", 67), Column("item", 33))


def test_nothing_goes_over_an_edge() -> None:
    desk = ColumnDesk("invoice", [Column("item", 1), Column("net", 100)])
    assert not desk.widen(-1)
    assert not desk.move(-1)
    desk.point(1)
    assert not desk.widen(1)
    assert not desk.move(1)
    desk.point(2)
    assert not desk.digit("5")
    assert not desk.width(5)
    assert not desk.move(-1)
    assert not desk.changed


def test_there_is_an_end_to_what_is_remembered() -> None:
    desk = ColumnDesk("invoice", [Column("item", 50), Column("net", 50)])
    for _ in range(3 * UNDO_MOST):
        desk.widen(1)
        desk.widen(-1)
    steps = 0
    while desk.undo():
        steps += 1
    assert steps == UNDO_MOST
