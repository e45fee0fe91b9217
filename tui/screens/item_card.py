"""What an item's card says: its facts line by line, its stock and what it is worth, and the rows of its locations."""

from models.item_facts import RECEIPT, ItemCard
from models.item_stock import Lying
from models.language import say
from models.money import money
from tui.widgets.cells import Column, Row
from tui.words import grouped, moment_word, pattern_words, yes_no


def card_words(card: ItemCard, *, installed: bool, cost: bool = True) -> list[str]:
    """The card, line by line; nothing of serial numbers where the add-on is not installed, nor of cost unless `cost`."""
    rows = [
        [
            (say("Unit"), card.unit),
            (say("Product code"), card.gtin),
            (say("Group"), card.group),
            (say("Location"), card.location),
        ],
        [
            (say("Cost price"), money(card.cost_price) if cost else ""),
            (say("Sales price"), money(card.sales_price)),
        ],
        [
            (say("Stock tracked"), yes_no(card.stock_tracked)),
            (say("Has serial numbers"), yes_no(card.has_serials) if installed else ""),
            (say("asked for"), moment_word(card.serial_at) if installed and card.has_serials else ""),
            (say("Blocked"), yes_no(True) if card.blocked else ""),
            (say("Warranty, months"), str(card.warranty_months or "")),
        ],
    ]
    if installed and card.has_serials:
        rows.append([(say("Serial number rule"), pattern_words(card.pattern) or say("none"))])
    lines = [" · ".join(f"{label}: {value}" for label, value in row if value) for row in rows]
    if card.stock_tracked:
        lines.append(stock_words(card) + (_worth(card) if cost else ""))
    if card.converting:
        left = grouped(card.unnamed - card.assigned)
        lines.append(say("{number}: {count} serial numbers to assign", number=card.converting, count=left))
    return lines


def place_columns(*, mixed: bool) -> tuple[Column, ...]:
    """The columns of the locations; `mixed` where units with and without a serial number lie side by side."""
    columns = (
        Column(say("Location"), 16),
        Column(say("Name"), 30, grows=True),
        Column(say("In stock"), 11, right=True),
    )
    return (*columns, Column(say("Without serial"), 14, right=True)) if mixed else columns


def place_row(one: Lying, *, mixed: bool) -> Row:
    """One location."""
    cells = (one.location, one.name, grouped(one.quantity))
    return Row(one.location, (*cells, grouped(one.unnamed)) if mixed else cells)


def stock_words(card: ItemCard) -> str:
    """Units in stock; where some have a serial number and others none, both counts."""
    words = say("{count} in stock", count=grouped(card.on_hand))
    if not card.has_serials or not card.unnamed:
        return words
    both = {"named": grouped(card.on_hand - card.unnamed), "unnamed": grouped(card.unnamed)}
    return f"{words}: {say('{named} with a serial number, {unnamed} without', **both)}"


def may_convert(card: ItemCard | None) -> bool:
    """Whether its units in stock can still get serial numbers by a task of their own."""
    if card is None or not card.stock_tracked or (card.has_serials and card.serial_at == RECEIPT):
        return False
    return bool(card.converting or card.unnamed or (card.moved and not card.has_serials))


def _worth(card: ItemCard) -> str:
    """What the stock is worth, and one unit on average."""
    if not card.on_hand:
        return ""
    each = (2 * card.stock_value + card.on_hand) // (2 * card.on_hand)
    return " · " + say("worth {money}, {each} each", money=money(card.stock_value), each=money(each))
