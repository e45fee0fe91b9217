"""Giving serial numbers to the units an item has in stock already (R72): a task that a person works off shelf by shelf.

1. `start` opens the task, a draft adjustment with a line for each shelf where units without a serial number lie.
2. Their serials are entered in the list of the shelf (`models.entry`), durably; meanwhile the units are picked, counted and
   moved as before, and what leaves lowers what is to be assigned. `open_shelves` adds lines for shelves filled since.
3. `adjusting.post` needs each list as long as its shelf: one posting takes the quantity off the shelf and puts the same
   units there under their serial numbers. From then on the item asks for serial numbers at receipt.
4. `goods_reversing.reverse` takes that back while nothing of it has moved, and the item is as before
   (`conversions.take_back`).
"""

from models import unnamed
from models.adjustments import Adjustment, lines_of, view
from models.book import LOSS, Book
from models.conversions import converts, nowhere_else
from models.goods_documents import Done, Head, create, head
from models.goods_documents import post as post_document
from models.goods_lines import GoodsLine
from models.item_facts import RECEIPT
from models.item_ticks import need_add_on
from models.items import view as view_item
from models.language import say
from models.once import answered, first, remember
from models.refusals_nouns import SerialsNeedStockTracking
from models.refusals_rules import NothingToConvert, ShelfNotDone
from models.rows import held
from models.stock import QuantityMove, Steps, name_serials

CATEGORY = "Status"
"""The category of such an adjustment."""
_STEPS = """
SELECT s.id, coalesce(s.seq, 0) + 1, e.line_id, e.item_id, coalesce(s.place, CAST(? AS BIGINT)), l.location_id, e.how,
  i.cost_price
FROM entry e JOIN document_line l ON l.id = e.line_id JOIN item i ON i.id = e.item_id
JOIN serial_number s ON s.serial = e.serial AND s.item_id = e.item_id WHERE e.document_id = ? AND e.meaning = 'assign'"""


def start(book: Book, *, item: str) -> Adjustment:
    """The open task of an item, made now if there is none. Raises ItemUnknown, SerialsNeedStockTracking, AddOnNotInstalled,
    NothingToConvert."""
    with book.write():
        held(book, "SELECT id FROM item WHERE number = ?", item)
        card = view_item(book, number=item)
        if card.converting:
            number = card.converting
        elif first(book):
            if not card.stock_tracked:
                raise SerialsNeedStockTracking(number=item)
            need_add_on(book, item)
            if card.has_serials and card.serial_at == RECEIPT:
                raise NothingToConvert(number=item)
            was = "shipment" if card.has_serials else "never"
            number = remember(book, _create(book, card.id, was))
        else:
            number = answered(book)
        _add_shelves(book, head(book, number, "AD", lock=True))
    return view(book, number=number)


def _create(book: Book, item_id: int, was: str) -> str:
    category = book.value("SELECT id FROM category WHERE name = ?", CATEGORY)
    item = book.value("SELECT number FROM item WHERE id = ?", item_id)
    reason = say("{item}: serial numbers for units in stock", item=item)
    made = create(book, "AD", category_id=category, reason=reason, converts=item_id, converts_from=was)
    return made.number


def open_shelves(book: Book, *, number: str) -> Adjustment:
    """The task, with a line for each shelf where units without a serial number lie now. Raises NoSuchDocument."""
    with book.write():
        found = head(book, number, "AD", lock=True)
        if found.status == "draft":
            _add_shelves(book, found)
    return view(book, number=number)


def _add_shelves(book: Book, found: Head) -> None:
    item_id = converts(book, found.id)
    if item_id is None:
        return
    rows = book.rows("SELECT line_no, location_id FROM document_line WHERE document_id = ?", found.id)
    there, last = {place for _, place in rows}, max((line for line, _ in rows), default=0)
    cost = book.value("SELECT cost_price FROM item WHERE id = ?", item_id)
    for place, _ in sorted(unnamed.lying(book, item_id)):
        if place not in there:
            last += 1
            book.insert(
                "document_line",
                document_id=found.id,
                line_no=last,
                item_id=item_id,
                quantity=0,
                price=cost,
                way="assign",
                location_id=place,
            )


def post_shelves(book: Book, found: Head) -> Done:
    """Give every unit its serial number, in one posting inside the caller's transaction. Raises ShelfNotDone,
    ItemOnOpenDocument."""
    item_id = converts(book, found.id)
    assert item_id is not None
    held(book, "SELECT id FROM item WHERE id = ?", item_id)
    if not book.lite:  # nobody moves a quantity of it meanwhile
        book.execute("SELECT 1 FROM stock WHERE item_id = ? ORDER BY place FOR UPDATE", item_id)
    _add_shelves(book, found)
    lines = lines_of(book, found.id)
    _complete(found, lines)
    nowhere_else(book, item_id, found.id)
    done = post_document(book, found, "adjust", [_steps(book, found.id)], _quantities(book, lines))
    book.execute("UPDATE item SET has_serials = 1, serial_at = 'receipt' WHERE id = ?", item_id)
    return done


def _complete(found: Head, lines: list[GoodsLine]) -> None:
    wrong = [line for line in lines if line.entered != line.quantity]
    if wrong:
        shelves = ", ".join(
            say("{location} has {entered} of {quantity}", location=line.location, entered=line.entered,
                quantity=line.quantity)
            for line in wrong
        )  # fmt: skip
        raise ShelfNotDone(document=found.number, shelves=shelves)


def _steps(book: Book, document_id: int) -> Steps:
    name_serials(book, document_id)
    return Steps(_STEPS, (LOSS, document_id))


def _quantities(book: Book, lines: list[GoodsLine]) -> list[QuantityMove]:
    """The half that leaves the shelves, each line's; the lines say how many it was from now on."""
    moves = []
    for line in lines:
        item_id, place, cost = book.row(
            "SELECT l.item_id, l.location_id, i.cost_price FROM document_line l JOIN item i ON i.id = l.item_id "
            "WHERE l.id = ?",
            line.id,
        ) or (0, 0, 0)
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.entered, line.id)
        if line.entered:
            moves.append(QuantityMove(line.id, item_id, place, LOSS, line.entered, "keyed", cost))
    return moves
