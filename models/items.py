"""Items: the list, the card, creating and changing. The rules of the serial number tick are the help page's
(2)."""

from peewee import IntegrityError, fn

from models import spellings, texts, unnamed
from models.book import Book, Row
from models.groups import group_id
from models.item_facts import FACTS, JOINED, RECEIPT, ItemCard, ItemFacts, ItemRow, facts_of
from models.item_ticks import check_tick, has_moved, need_add_on
from models.places import place_id
from models.refusals_nouns import (
    GtinTaken,
    ItemBlocked,
    ItemHasSerialsAlready,
    ItemNumberTaken,
    ItemUnknown,
    SerialsNeedStockTracking,
)
from models.rows import held, shared
from models.tables import ITEM, STOCK, Page, page_of

LIST = ("number", "name", "unit", "gtin", "has_serials", "stock_tracked", "blocked", "sales_price")
ASSIGNED = "SELECT count(*) FROM entry WHERE item_id = ? AND meaning = 'assign'"


def page(
    book: Book,
    *,
    search: str = "",
    after: str | None = None,
    limit: int = 50,
    backwards: bool = False,
    blocked: bool = True,
    has_serials: bool | None = None,
) -> Page[ItemRow]:
    """One page by number. `blocked=False` leaves out blocked items, as a list to choose from does."""
    needle = texts.needle(search)
    if needle is None:
        return Page((), earlier=False, later=False)
    on_hand = STOCK.select(fn.COALESCE(fn.SUM(STOCK.c.quantity), 0)).where(STOCK.c.item_id == ITEM.c.id)
    query = ITEM.select(*(ITEM.c[name] for name in LIST), on_hand)
    if needle:
        query = query.where(ITEM.c.search.contains(needle))
    if not blocked:
        query = query.where(ITEM.c.blocked == 0)
    if has_serials is not None:
        query = query.where(ITEM.c.has_serials == int(has_serials))
    return page_of(book, query, ITEM.c.number, after, limit=limit, backwards=backwards, make=_row)


def view(book: Book, *, number: str) -> ItemCard:
    """One card. Raises ItemUnknown."""
    row = book.row(f"SELECT {FACTS} FROM {JOINED} WHERE i.number = ?", number)  # noqa: S608
    if row is None:
        raise ItemUnknown(number=number)
    item = int(row[-1])
    on_hand = book.value("SELECT COALESCE(sum(quantity), 0) FROM stock WHERE item_id = ?", item)
    facts = facts_of(row)
    # where each unit has its serial number from the start there are no others: no need to count millions
    asks = not (facts.has_serials and facts.serial_at == RECEIPT)
    value = book.value("SELECT named + loose FROM stock_value WHERE item_id = ?", item)
    draft = book.value("SELECT number FROM document WHERE converts = ? AND status = 'draft'", item)
    return ItemCard(
        **vars(facts),
        id=item,
        on_hand=int(on_hand),
        stock_value=int(value),
        moved=has_moved(book, item),
        unnamed=sum(count for _, count in unnamed.lying(book, item)) if asks else 0,
        converting=draft or "",
        assigned=int(book.value(ASSIGNED, item)) if draft else 0,
    )


def create(book: Book, *, item: ItemFacts) -> ItemCard:
    """A new item. Raises ItemNumberTaken, GtinTaken, SerialsNeedStockTracking, AddOnNotInstalled,
    PlaceUnknown, GroupUnknown and what `ItemFacts.checked` raises."""
    kept = item.checked()
    with book.write():
        if kept.has_serials:
            need_add_on(book, kept.number)
        _insert(book, kept)
        return view(book, number=kept.number)


def change(book: Book, *, number: str, item: ItemFacts) -> ItemCard:
    """Make the item with `number` like `item`, its number too. Raises as `create`, and ItemUnknown,
    ItemHasMovements, TrackingHasMovements, TrackingOnPosted, ItemOnOpenDocument, SameUnitTwice, UnnamedInStock,
    ConvertsAlready."""
    kept = item.checked()
    try:
        with book.write():
            if held(book, "SELECT id FROM item WHERE number = ?", number) is None:
                raise ItemUnknown(number=number)
            old = view(book, number=number)
            check_tick(book, old, kept)
            _free(book, kept, old.id)
            _update(book, kept, old)
            if kept.pattern.kind != old.pattern.kind:
                spellings.file_again(book, item_id=old.id, number=kept.number, kind=kept.pattern.kind)
            return view(book, number=kept.number)
    except IntegrityError:
        _free(book, kept, view(book, number=number).id)
        raise


def link_gtin(book: Book, *, number: str, gtin: str) -> ItemCard:
    """Write a product code on an item that has none. Raises as `change`."""
    with book.write():
        return change(book, number=number, item=view(book, number=number).facts(gtin=gtin))


def copy_and_block(book: Book, *, number: str, new_number: str) -> ItemCard:
    """Rule 2 of the help page in one step: a copy of the item with the serial number tick on, the old item
    blocked, the GTIN on the copy. Returns the copy. Raises ItemHasSerialsAlready, ItemBlocked, and as
    `create`."""
    wanted = texts.number("Number", new_number)
    with book.write():
        if held(book, "SELECT id FROM item WHERE number = ?", number) is None:
            raise ItemUnknown(number=number)
        old = view(book, number=number)
        if old.has_serials:
            raise ItemHasSerialsAlready(number=number)
        if old.blocked:
            raise ItemBlocked(number=number)
        if not old.stock_tracked:
            raise SerialsNeedStockTracking(number=number)
        need_add_on(book, number)
        _update(book, old.facts(blocked=True, gtin=""), old)
        _insert(book, old.facts(number=wanted, has_serials=True))
        return view(book, number=wanted)


def item_id(book: Book, number: str) -> int:
    """The row behind an item that a new document may name. Raises ItemUnknown, ItemBlocked."""
    found = shared(book, "SELECT id, blocked FROM item WHERE number = ?", number)
    if found is None:
        raise ItemUnknown(number=number)
    if found[1]:
        raise ItemBlocked(number=number)
    return int(found[0])


def _insert(book: Book, kept: ItemFacts) -> None:
    columns = _columns(book, kept)
    marks = ", ".join("?" * len(columns))
    added = book.execute(
        f"INSERT INTO item ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608
        *columns.values(),
    )
    if not added:
        _free(book, kept, 0)


def _update(book: Book, kept: ItemFacts, old: ItemCard) -> None:
    columns = _columns(book, kept, old)
    sets = ", ".join(f"{name} = ?" for name in columns)
    book.execute(f"UPDATE item SET {sets} WHERE id = ?", *columns.values(), old.id)  # noqa: S608


def _columns(book: Book, kept: ItemFacts, old: ItemCard | None = None) -> dict[str, object]:
    """A location that was blocked after the item got it is no reason to refuse another change of that
    item."""
    place: int | None = None
    if old is not None and kept.location == old.location:
        place = book.value("SELECT location_id FROM item WHERE id = ?", old.id)
    elif kept.location:
        place = place_id(book, kept.location)
    return kept.columns(place, group_id(book, kept.group) if kept.group else None)


def _free(book: Book, kept: ItemFacts, item: int) -> None:
    """Raises ItemNumberTaken or GtinTaken when another item than `item` has what `kept` wants."""
    other = book.row("SELECT name FROM item WHERE number = ? AND id <> ?", kept.number, item)
    if other is not None:
        raise ItemNumberTaken(number=kept.number, name=other[0])
    if not kept.gtin or kept.blocked:
        return
    other = book.row("SELECT number FROM item WHERE gtin = ? AND blocked = 0 AND id <> ?", kept.gtin, item)
    if other is not None:
        raise GtinTaken(gtin=kept.gtin, number=other[0])


def _row(row: Row) -> ItemRow:
    number, name, unit, gtin, serials, tracked, blocked, price, on_hand = row
    return ItemRow(
        number, name, unit, gtin or "", bool(serials), bool(tracked), bool(blocked), price, int(on_hand)
    )
