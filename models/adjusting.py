"""Adjustments: stock made right by hand, with a category and a reason; a draft until it is posted.

1. `create` opens a draft with category, reason and note.
2. `add_line` says the item and the way: `up` (units come in: new ones, or units that had left), `down` (choose which
   leave), or `counted` (what lies there: a number, or for a serial item a scan of each unit).
3. `difference` lists what a counted line will change; `post` posts it once that difference is confirmed. `adjusting_all`
   posts every draft that is complete.
"""

from peewee import IntegrityError

from models import conversions, converting, texts
from models.adjusting_moves import Difference, counted_difference, placed, quantity_moves, serial_steps
from models.adjustments import Adjustment, drafts, lines_of, view
from models.book import Book
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    done_before,
    draft,
    head,
    still_draft,
)
from models.goods_documents import (
    create as new_draft,
)
from models.goods_documents import post as post_document
from models.goods_lines import GoodsLine, numbered
from models.language import Said
from models.money import checked_money, checked_quantity
from models.once import answered, first, remember
from models.places import TAKES, first_shelf, place_of
from models.refusals import Ask, Refusal
from models.rows import hold_serials
from models.stock import name_serials

__all__ = [
    "WAYS",
    "Adjustment",
    "ConfirmDifference",
    "CountedAlready",
    "Difference",
    "ItemNotAdjustable",
    "LineHasSerials",
    "NoSuchCategory",
    "NoSuchItem",
    "NothingToAdjust",
    "add_line",
    "create",
    "difference",
    "drafts",
    "post",
    "remove_line",
    "view",
]
WAYS = ("up", "down", "counted")


class NoSuchCategory(Refusal):
    template = "There is no category {category}."
    next_step = "Choose one from the list."


class NoSuchItem(Refusal):
    template = "There is no item {item}."
    next_step = "Check the number, or choose it from the list."


class ItemNotAdjustable(Refusal):
    template = "{item} cannot be adjusted: it is {why}."
    next_step = "Choose another item."


class NothingToAdjust(Refusal):
    template = "{document} changes nothing."
    next_step = "Add a line, or cancel the draft."


class ConfirmDifference(Ask):
    question = "difference"
    template = "{document} changes the count: {missing} missing, {extra} not booked here."
    next_step = "Look at the list, then confirm it."


class CountedAlready(Refusal):
    template = "{item} at {location} is counted on line {line} of {document} already."
    next_step = "Count it there."


class LineHasSerials(Refusal):
    template = "Line {line} has {count} serial numbers entered."
    one = "Line {line} has 1 serial number entered."
    next_step = "Undo or remove them first."


_COUNTED = """
SELECT s.id FROM document_line l JOIN serial_number s ON s.item_id = l.item_id AND s.place = l.location_id
WHERE l.document_id = ? AND l.way = 'counted'"""


def create(book: Book, *, category: str, reason: str = "", note: str = "") -> Adjustment:
    """A new draft. Raises NoSuchCategory, TextTooLong, TextUnprintable."""
    with book.write():
        if not first(book):
            return view(book, number=answered(book))
        found = book.value("SELECT id FROM category WHERE name = ?", category)
        if found is None:
            raise NoSuchCategory(category=category)
        said = texts.line("Reason", reason, empty=True)
        made = new_draft(book, "AD", category_id=found, reason=said, note=texts.lines("Note", note))
        remember(book, made.number)
    return view(book, number=made.number)


def add_line(
    book: Book,
    *,
    number: str,
    item: str,
    way: str,
    quantity: int,
    location: str = "",
    cost: int | None = None,
) -> Adjustment:
    """Add a line. `way` is up, down or counted; `quantity` is the difference, or the counted number (ignored for a counted
    serial item); `cost` in minor units is what units that come in are worth. Raises NoSuchItem, ItemNotAdjustable,
    NoSuchLocation, PlaceBlocked, CountedAlready, QuantityOutOfRange, MoneyOutOfRange, NotEditable."""
    if way not in WAYS:
        raise ValueError(f"way {way!r}: expected one of {WAYS}")
    checked_quantity(quantity, least=0)
    with book.write():
        found = draft(book, number, "AD")
        conversions.own_lines_only(book, found.id, number)
        if not first(book):
            return view(book, number=number)
        item_id, cost_price, shelf = _item(book, item, takes=way == "up")
        default = shelf or first_shelf(book)
        place = place_of(book, location, takes=way == "up") if location.strip() else default
        if way == "counted":
            _counted_once(book, found, item, item_id, place)
        last = book.value(
            "SELECT coalesce(max(line_no), 0) FROM document_line WHERE document_id = ?", found.id
        )
        book.insert(
            "document_line",
            document_id=found.id,
            line_no=last + 1,
            item_id=item_id,
            quantity=quantity,
            price=cost_price if cost is None else checked_money(cost),
            way=way,
            location_id=place,
        )
    return view(book, number=number)


def _item(book: Book, number: str, *, takes: bool) -> tuple[int, int, int | None]:
    """The id of an item that can be adjusted, its cost price, its own shelf if it has one, and one that takes goods where
    `takes` is True."""
    shelf = TAKES.format(place="i.location_id") if takes else "i.location_id"
    row = book.row(
        f"SELECT i.id, i.cost_price, {shelf}, i.stock_tracked, i.blocked FROM item i WHERE i.number = ?",  # noqa: S608
        number.strip(),
    )
    if row is None:
        raise NoSuchItem(item=number)
    item_id, cost_price, shelf, tracked, blocked = row
    if blocked or not tracked:
        raise ItemNotAdjustable(item=number, why=Said("blocked" if blocked else "not stock tracked"))
    return item_id, cost_price, shelf


def _counted_once(book: Book, found: Head, item: str, item_id: int, place: int | None) -> None:
    """Two counts of the same shelf would each write off what the other found."""
    row = book.row(
        "SELECT n.line_no, p.number FROM document_line n JOIN location p ON p.id = n.location_id "
        "WHERE n.document_id = ? AND n.item_id = ? AND n.location_id = ? AND n.way = 'counted'",
        found.id,
        item_id,
        place,
    )
    if row is not None:
        raise CountedAlready(item=item, location=row[1], line=row[0], document=found.number)


def remove_line(book: Book, *, number: str, line_no: int) -> Adjustment:
    """Take a line off a draft. Raises LineGone, LineHasSerials, NotEditable."""
    with book.write():
        found = draft(book, number, "AD")
        if not first(book):
            return view(book, number=number)
        conversions.own_lines_only(book, found.id, number)
        line = numbered(lines_of(book, found.id), number, line_no)
        if (line.has_serials or line.may_have) and line.entered:
            raise LineHasSerials(line=line_no, count=line.entered)
        book.execute("DELETE FROM document_line WHERE id = ?", line.id)
    return view(book, number=number)


def difference(book: Book, *, number: str) -> tuple[Difference, ...]:
    """What each counted line of the draft will change. Raises NoSuchDocument."""
    found = head(book, number, "AD")
    return _differences(book, lines_of(book, found.id))


def post(book: Book, *, number: str, confirmed: tuple[Difference, ...] = ()) -> Done:
    """Post a draft. A counted serial line that changes anything has to be confirmed with the `difference` that was shown.
    Raises SerialsMissing, ConfirmDifference, NothingToAdjust, NoLocation, PlaceBlocked, NotEditable, ChangedMeanwhile,
    and for a conversion ShelfNotDone, ItemOnOpenDocument."""
    try:
        with book.write():
            found = head(book, number, "AD", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            if conversions.converts(book, found.id) is not None:
                return converting.post_shelves(book, found)
            lines = lines_of(book, found.id)
            placed(book, found, lines)
            short = [
                ln for ln in lines if ln.has_serials and ln.way != "counted" and ln.entered != ln.quantity
            ]
            if short:
                raise SerialsMissing.on(number, short)
            hold_serials(book, _COUNTED, found.id)
            shown = _differences(book, lines)
            _confirm(number, shown, confirmed)
            quantities = quantity_moves(book, lines)
            entered = any(
                ln.entered for ln in lines if (ln.has_serials or ln.may_have) and ln.way != "counted"
            )
            if not (entered or quantities or any(d.missing or d.extra for d in shown)):
                raise NothingToAdjust(document=number)
            name_serials(book, found.id)
            return post_document(book, found, "adjust", serial_steps(found.id), quantities)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _differences(book: Book, lines: list[GoodsLine]) -> tuple[Difference, ...]:
    return tuple(counted_difference(book, line) for line in lines if line.way == "counted")


def _confirm(number: str, shown: tuple[Difference, ...], confirmed: tuple[Difference, ...]) -> None:
    changes = tuple(d for d in shown if d.has_serials and (d.missing or d.extra))
    if changes and shown != confirmed:
        missing, extra = sum(len(d.missing) for d in changes), sum(len(d.extra) for d in changes)
        raise ConfirmDifference(document=number, missing=missing, extra=extra)
