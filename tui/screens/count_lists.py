"""The lists of a count on the screen: which is shown, its rows, and the one under the cursor."""

from textual.app import ComposeResult
from textual.widgets import Static

from models import counting_results
from models.counting import APPROVED, CANCELLED, COUNTING, FINISHED, Count
from models.counting_findings import Finding, MovedMeanwhile, Review
from models.language import say
from tui.count_words import LISTS, decision_words, finding_words, heading, list_word, size_of, state_words
from tui.screens.base import StationScreen
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import ROWS_MAX, RowList
from tui.words import day_and_clock, grouped, place_word

SERIAL_MOST = 26
"""Cells of a serial number in a list: more would leave no room for its item on 80."""
ROWS_LEAST = 20
"""Rows of a screen that has room for the whole of one difference under the list."""


class CountLists(StationScreen[None]):
    """The half of the review that shows; the other half decides."""

    DEFAULT_CSS = """
    CountLists #lists { height: auto; padding: 0 1; }
    CountLists #one { height: auto; max-height: 3; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.review: Review | None = None
        self.shown = "all"
        self.lists = Static("", id="lists", markup=False)
        self.one = Static("", id="one", markup=False)
        self.list = RowList(_columns(14), empty=say("Nothing is on this list."))

    @property
    def status(self) -> str:
        """The state of the count, "" while nobody knows."""
        return self.review.count.status if self.review else ""

    def heading(self) -> str:
        """The count, what it counts and how far it is."""
        if self.review is None:
            return say("Count {number}", number=self.number)
        return heading(self.review.count, self.size.width, f" · {state_words(self.review.count)}")

    def listing(self) -> "CountLists":
        """The list, through this screen: the words below follow the cursor."""
        return self

    def move(self, key: str) -> bool:
        """Move the list and tell the whole of the row it is on."""
        moved = self.list.move(key)
        self._tell_one()
        self.refresh_frame()
        return moved

    def compose_body(self) -> ComposeResult:
        """How long each list is, the one that is shown, and the whole of one row."""
        yield self.lists
        yield self.list
        yield self.one

    async def load(self) -> None:
        """The lists as they are now."""
        self.show(await self.do(counting_results.lists_of, number=self.number))

    def show(self, review: Review, key: object = None) -> None:
        """Put the lists up; the cursor stays on its row. Of a count that goes on nothing is told (R3.9)."""
        self.review, self.number = review, review.count.number
        blind = review.count.status == COUNTING
        self.lists.update(plain_lines([_still_counting(review.count)] if blind else self._list_lines(review)))
        rows = [] if blind or review.count.status == CANCELLED else self._rows(review)
        longest = max((len(row.cells[1]) for row in rows), default=0)
        self.list.retitle(_columns(max(10, min(SERIAL_MOST, longest)), moved=self.shown == "moved"))
        self.list.show(rows, key=key)
        self._tell_one()
        if self.band.verdict == "idle":
            self.idle()
        self.refresh_frame()

    def _list_lines(self, review: Review) -> list[str]:
        if review.count.status == CANCELLED:
            return [
                say(
                    "It was dropped; nothing changed. {count} were counted.",
                    count=grouped(review.count.counted),
                )
            ]
        names = [f"{n} {list_word(name)} {grouped(size_of(review, name))}" for n, name in enumerate(LISTS, 1)]
        marked = [f"[{words}]" if LISTS[n] == self.shown else words for n, words in enumerate(names)]
        lines = _wrapped(marked, self.size.width - 2)
        if size_of(review, self.shown) > ROWS_MAX:
            lines.append(
                say("The first {count} are shown; the CSV file has all of them.", count=grouped(ROWS_MAX))
            )
        return lines

    def _rows(self, review: Review) -> list[Row]:
        if self.shown == "moved":
            return [_moved_row(n, one) for n, one in enumerate(review.moved)]
        found = review.differences if self.shown == "all" else review.on(self.shown)
        return [_row(one) for one in found[:ROWS_MAX]]

    @property
    def finding(self) -> Finding | None:
        """The difference under the cursor."""
        row = self.list.row
        if row is None or self.review is None:
            return None
        every = (*self.review.differences, *self.review.found)
        return next((one for one in every if one.key == row.key), None)

    def _tell_one(self) -> None:
        one = self.finding
        words = ""
        if one is not None:
            parts = (one.serial or one.item, f"{one.item} {one.name}".strip(), one.place, finding_words(one))
            reason = say("reason: {reason}", reason=one.reason) if one.reason else ""
            words = " · ".join(word for word in (*parts, reason) if word)
        self.one.update(plain_lines([words]))
        self.one.display = bool(words) and self.size.height >= ROWS_LEAST

    def do_list(self, number: str) -> None:
        """Show another list."""
        self.shown = LISTS[int(number) - 1]
        self.list.cursor = 0
        if self.review is not None:
            self.idle()
            self.show(self.review)

    def do_next(self) -> None:
        """Show the next list."""
        self.do_list(str((LISTS.index(self.shown) + 1) % len(LISTS) + 1))

    def point_at(self, serial: str) -> bool:
        """Put the cursor on a unit of the lists, whichever it is on."""
        if self.review is None or self.status not in (FINISHED, APPROVED):
            return False
        for one in (*self.review.differences, *self.review.found):
            if one.serial == serial:
                self.shown = "found" if one.list == "found" else one.list if self.shown != "all" else "all"
                self.show(self.review, key=one.key)
                return True
        return False


def _wrapped(words: list[str], width: int) -> list[str]:
    """The words in as few lines as hold them, none of them parted."""
    lines = [""]
    for word in words:
        joined = f"{lines[-1]}  {word}".strip()
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _still_counting(count: Count) -> str:
    return say(
        "It is being counted: {count} so far. What differs is told when it is finished.",
        count=grouped(count.counted),
    )


def _columns(serial: int, *, moved: bool = False) -> tuple[Column, ...]:
    return (
        Column(say("Document") if moved else "", 8),
        Column(say("Unit"), serial, middle=True),
        Column(say("Item"), 12, spare=1),
        Column(say("Moved") if moved else say("What it is"), 24, grows=True),
        Column(say("When"), 16, spare=2) if moved else Column(say("Reason"), 14, spare=2),
        Column(say("Place"), 10, spare=3),
    )


def _row(one: Finding) -> Row:
    tone = "muted" if one.list == "found" or not one.accepted else ""
    cells = (decision_words(one), one.serial or one.item, one.item, finding_words(one), one.reason, one.place)
    return Row(one.key, cells, tone)


def _moved_row(number: int, one: MovedMeanwhile) -> Row:
    what = one.serial or say("{count} units", count=grouped(one.quantity))
    way = f"{place_word(one.from_place)} → {place_word(one.to_place)}"
    return Row(number, (one.document, what, one.item, way, day_and_clock(one.at), ""), "muted")
