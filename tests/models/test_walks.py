"""Random walks over every verb that moves goods: a plain dictionary says where each serial is, and the book must agree.

Whatever is posted and reversed, in any order that is allowed, every serial's state, place and holder are as before (R48),
and the check is silent (R51). The walk itself is in `walking.py`; verbs of other flows join as classes beside it.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from models.book import Book
from tests.builders import Warehouse
from tests.models.walking import Walk
from tests.models.walking_cost import CostWalk
from tests.models.walking_counts import CountsWalk
from tests.models.walking_moves import MoveWalk
from tests.models.walking_repair import RepairWalk, SupplierReturnWalk
from tests.models.walking_serial_at import SerialAtWalk

STEPS = 20
"""Of one walk; in the long form 10 000 steps in all on SQLite and 1 000 on PostgreSQL, the check after each walk."""


def test_a_random_walk_keeps_every_serial_where_the_dictionary_says(book: Book, long_form: bool) -> None:
    class HereWalk(CountsWalk, RepairWalk, SupplierReturnWalk, MoveWalk, SerialAtWalk, CostWalk):
        house = Warehouse(book)

    walk(HereWalk, book, long_form)


def walk(kind: type[Walk], book: Book, long_form: bool) -> None:
    """Walk, as often as the form asks for."""
    examples = (500 if long_form else 25) if book.lite else (50 if long_form else 8)
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )
