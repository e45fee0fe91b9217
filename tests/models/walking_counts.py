"""Counts in the random walk: a shelf is counted, with units from elsewhere and units nobody knows, then approved or dropped."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from models import counting, counting_approve, counting_choices, counting_scan
from models.book import LOSS, REPAIR
from models.counting_review import review
from tests.models.walking import Walk


class CountsWalk(Walk):
    """A walk with counts of its item, at either shelf."""

    @rule(data=st.data(), here=st.sampled_from(("A-01", "B-02")))
    def count(self, data: st.DataObject, here: str) -> None:
        """What is missing is written off unless it is held, what was met moves here, some of the unknown come in."""
        shelf = self.house.shelf if here == "A-01" else self.house.other_shelf
        known = sorted(serial for serial, place in self.places.items() if place != REPAIR)
        met: list[str] = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        new = [f"{self.item}-{self.made + n}" for n in range(data.draw(st.integers(0, 2)))]
        number = self.book.perform(counting.start, location=here, item=self.item).number
        for serial in (*met, *new):
            self.book.perform(counting_scan.count, number=number, text=serial, how="scanned")
        self.book.perform(counting.finish, number=number)
        if data.draw(st.booleans()):
            self.book.perform(counting.cancel, number=number)
            return
        shown = review(self.book, number=number)
        keys = [one.key for one in shown.on("unknown")]
        assert {key.serial for key in keys} == set(new)
        if keys:
            self.book.perform(counting_choices.take_as, number=number, keys=keys, item=self.item)
        shown = review(self.book, number=number)
        self.made += len(new)
        moved = {serial: shelf for serial in (*met, *new) if self.places.get(serial) != shelf}
        moved |= {
            serial: LOSS
            for serial, place in self.places.items()
            if place == shelf and serial not in met and serial not in self.holder
        }
        done = self.book.perform(counting_approve.approve, number=number, shown=shown)
        assert done.serials == len(moved)
        if moved:
            # an unknown unit begins at the loss place, from where the count took it in
            self.places |= dict.fromkeys(new, LOSS)
            self.note(done.adjustment, moved)
