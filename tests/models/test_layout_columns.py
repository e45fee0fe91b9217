"""Columns and their widths: what may be kept, and spreading to 100 percent, for any columns at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language import speak_in
from models.layout import CHOICE, FULL, STANDARD_COLUMNS, TITLES, Column, PaperKind
from models.layout_columns import KINDS, checked, problem, spread, total
from models.refusals import Refusal

NAMES = st.lists(st.sampled_from(sorted(TITLES)), min_size=1, max_size=16, unique=True)
COLUMNS = NAMES.flatmap(
    lambda names: st.tuples(*(st.builds(Column, st.just(name), st.integers(0, 300)) for name in names))
)


def said(kind: PaperKind, *columns: tuple[str, int]) -> str:
    with pytest.raises(Refusal) as refused:
        checked(kind, [Column(*column) for column in columns])
    return str(refused.value)


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_standard_columns_may_be_kept_and_spreading_leaves_them_as_they_are(kind: PaperKind) -> None:
    assert checked(kind, STANDARD_COLUMNS[kind]) == STANDARD_COLUMNS[kind]
    assert spread(STANDARD_COLUMNS[kind]) == STANDARD_COLUMNS[kind]


def test_every_kind_of_document_has_a_name_and_a_choice() -> None:
    assert set(KINDS) == set(CHOICE) == set(STANDARD_COLUMNS)


def test_a_total_that_is_not_100_is_refused_with_the_difference_in_words() -> None:
    assert said("invoice", ("item", 50), ("net", 42)) == (
        "The widths come to 92 %; 8 % are missing. Widen a column, or let the widths be spread to 100 %."
    )
    assert said("invoice", ("item", 50), ("net", 49)).startswith("The widths come to 99 %; 1 % is missing.")
    assert said("invoice", ("item", 60), ("net", 41)).startswith(
        "The widths come to 101 %; that is 1 % too much."
    )


def test_what_cannot_be_a_table_is_refused_by_name() -> None:
    assert said("invoice") == "Invoice: no column is switched on. Switch on at least one."
    assert said("purchase-order", ("serials", 100)).startswith(
        "Purchase order: there is no column Serial numbers. Choose among these: Line, Item,"
    )
    assert said("invoice", ("evil'; --", 100)).startswith("Invoice: there is no column evil'; --.")
    assert said("invoice", ("item", 50), ("item", 50)).startswith(
        "Invoice: the column Item stands there twice."
    )
    assert said("invoice", ("item", 0), ("net", 100)).startswith(
        "Item is 0 % wide; a column takes 1 to 100 %."
    )
    assert said("invoice", ("item", 150), ("net", -50)).startswith("Item is 150 % wide;")


def test_a_refusal_names_kind_and_column_in_danish() -> None:
    speak_in("da")
    assert "Faktura" in said("invoice", ("item", 50), ("item", 50))
    assert said("invoice", ("item", 92)) == (
        "Bredderne giver 92 %; der mangler 8 %. Gør en kolonne bredere, eller lad bredderne blive fordelt til 100 %."
    )


@settings(max_examples=60, deadline=None)
@given(COLUMNS)
def test_spread_widths_come_to_100_in_the_same_order_and_no_column_vanishes(
    columns: tuple[Column, ...],
) -> None:
    wide = spread(columns)
    assert total(wide) == FULL
    assert [column.id for column in wide] == [column.id for column in columns]
    assert all(column.width >= 1 for column in wide)
    assert spread(wide) == wide
    for one, other in zip(columns, wide, strict=True):
        for two, another in zip(columns, wide, strict=True):
            if one.width > two.width:
                assert other.width >= another.width


def test_spreading_keeps_the_proportion() -> None:
    half = [Column("item", 10), Column("description", 20), Column("net", 10)]
    assert [column.width for column in spread(half)] == [25, 50, 25]
    assert [column.width for column in spread([Column("item", 5)])] == [100]
    assert spread([]) == ()
    assert problem("invoice", spread(half)) is None
