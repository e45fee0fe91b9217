"""Landed cost: freight, duty and the like, spread over the units of a goods receipt by value or by number.

`spread` writes it at once for a posted receipt; for a draft it waits and is posted with the receipt. Every unit's cost grows
by its share, exact to the minor unit. A unit that has left keeps its share at the step that took it away: it is a difference
in what that sale cost, named and kept. `reverse` takes everything back the same way. Units without serial numbers take part
in the average: as many of them as still lie here.
"""

from models import texts
from models.book import Book
from models.costing import CostChange, QuantityCostChange, share, shares, worth_of
from models.goods_documents import Head, head
from models.goods_documents import create as new_draft
from models.goods_reversing import NotPosted
from models.landed import LandedCost, view
from models.money import checked_money, money
from models.once import answered, first, remember
from models.refusals import Refusal
from models.rows import hold_serials
from models.stock import move

WAYS = ("value", "quantity")
WAITING_MOST = 20
"""Amounts on one receipt: more is a mistake."""


class NothingToSpread(Refusal):
    template = "{amount} cannot be spread over {document}: it is not above 0."
    next_step = "Type the whole amount; to take one back, reverse it."


class ReceiptNotOpen(Refusal):
    template = "Nothing can be spread over {document}: it is {status}."
    next_step = "Choose a receipt that is a draft or posted."


class NoValue(Refusal):
    template = "{amount} cannot be spread over {document} by value: its units have none."
    next_step = "Spread it by quantity."


class TooManyCosts(Refusal):
    template = "{document} has {count} amounts spread over it already."
    next_step = "Put the rest into one amount, or take one back."


_UNITS = "SELECT m.serial_id FROM posting p JOIN movement m ON m.posting_id = p.id WHERE p.document_id = ?"
_LINES = """
SELECT l.id, l.line_no, l.item_id, l.price, (
  SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id AND m.line_id = l.id
  WHERE p.document_id = l.document_id AND p.verb = 'receive') AS named, (
  SELECT coalesce(sum(q.quantity), 0) FROM posting p JOIN quantity_movement q ON q.posting_id = p.id AND q.line_id = l.id
  WHERE p.document_id = l.document_id AND p.verb = 'receive') AS loose
FROM document_line l WHERE l.document_id = ? ORDER BY l.line_no"""
# The last step before the unit was bought again, if it was: that of the life this receipt began.
_AT = """coalesce((SELECT min(n.seq) - 1 FROM movement n JOIN posting q ON q.id = n.posting_id
  JOIN document nd ON nd.id = q.document_id
  WHERE n.serial_id = m.serial_id AND n.seq > m.seq AND q.verb = 'receive' AND nd.status <> 'reversed'), s.seq)"""
_NAMED = f"""
SELECT m.serial_id, {_AT} FROM posting p JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
WHERE p.document_id = ? AND p.verb = 'receive' AND m.line_id = ? ORDER BY m.serial_id"""  # noqa: S608
_TAKEN = f"""
SELECT c.line_id, c.serial_id, {_AT}, c.item_id, c.amount FROM document_line l JOIN posting p ON p.document_id = l.document_id
JOIN cost_change c ON c.posting_id = p.id AND c.line_id = l.id JOIN serial_number s ON s.id = c.serial_id
JOIN posting rp ON rp.document_id = ? AND rp.verb = 'receive'
JOIN movement m ON m.posting_id = rp.id AND m.serial_id = c.serial_id WHERE l.document_id = ? AND p.verb = 'cost'"""  # noqa: S608
_TAKEN_LOOSE = """
SELECT c.line_id, c.item_id, c.quantity, c.here, c.amount_here, c.amount_gone, c.posting_id
FROM posting p JOIN quantity_cost_change c ON c.posting_id = p.id WHERE p.document_id = ? AND p.verb = 'cost'"""


def spread(book: Book, *, receipt: str, text: str, amount: int, way: str) -> LandedCost:
    """Spread `amount` minor units over the units of `receipt`, `way` value or quantity; `text` says what it is. Raises
    NoSuchDocument, ReceiptNotOpen, NothingToSpread, NoValue, TooManyCosts, MoneyOutOfRange, TextTooLong."""
    if way not in WAYS:
        raise ValueError(f"way {way!r}: expected one of {WAYS}")
    with book.write():
        found = head(book, receipt, "GR", lock=True)
        if not first(book):
            return view(book, number=answered(book))
        if found.status not in ("draft", "posted"):
            raise ReceiptNotOpen(document=found.number, status=found.status)
        if checked_money(amount) == 0:
            raise NothingToSpread(amount=money(amount), document=found.number)
        said = texts.line("Text", text)
        count = book.value(
            "SELECT count(*) FROM document WHERE source_id = ? AND kind = 'LC' AND status IN ('draft', 'posted')",
            found.id,
        )
        if count >= WAITING_MOST:
            raise TooManyCosts(document=found.number, count=count)
        made = new_draft(book, "LC", source_id=found.id, party_id=found.party_id, reason=said)
        book.execute(
            "INSERT INTO landed_cost (document_id, amount, spread) VALUES (?, ?, ?)", made.id, amount, way
        )
        if found.status == "posted":
            _post(book, made, found, amount, way)
        remember(book, made.number)
    return view(book, number=made.number)


def post_waiting(book: Book, receipt: Head) -> None:
    """What waits for a receipt is posted with it, inside the caller's transaction, each under an operation of its own.
    Raises NoValue."""
    rows = book.rows(
        "SELECT d.number, l.amount, l.spread FROM document d JOIN landed_cost l ON l.document_id = d.id "
        "WHERE d.source_id = ? AND d.status = 'draft' ORDER BY d.id",
        receipt.id,
    )
    operation = book.op
    try:
        for number, amount, way in rows:
            book.op = f"{operation}-{number}"
            _post(book, head(book, number, "LC"), receipt, amount, way)
    finally:
        book.op = operation


def _post(book: Book, cost: Head, receipt: Head, amount: int, way: str) -> None:
    hold_serials(book, _UNITS, receipt.id)
    lines = [row for row in book.rows(_LINES, receipt.id) if row[4] + row[5]]
    weights = [int(row[4] + row[5]) * (row[3] if way == "value" else 1) for row in lines]
    if not sum(weights):
        raise NoValue(amount=money(amount), document=receipt.number)
    left = {item: worth.units for item, worth in worth_of(book, [row[2] for row in lines]).items()}
    named: list[CostChange] = []
    loose: list[QuantityCostChange] = []
    for (line_id, line_no, item_id, _, units, quantity), part in zip(
        lines, shares(amount, weights), strict=True
    ):
        own = book.insert(
            "document_line",
            document_id=cost.id,
            line_no=line_no,
            item_id=item_id,
            quantity=int(units + quantity),
            source_id=line_id,
        )
        each = shares(
            part, [1] * int(units) + [int(quantity)]
        )  # the last one is that of all without a number
        rows = zip(book.rows(_NAMED, receipt.id, line_id), each[:-1], strict=True)
        named += [CostChange(own, serial, at, item_id, value) for (serial, at), value in rows if value]
        if each[-1]:
            here = min(left[item_id], int(quantity))
            left[item_id] -= here
            worth = share(each[-1], here, int(quantity)) if here else 0
            loose.append(QuantityCostChange(own, item_id, int(quantity), here, worth, each[-1] - worth))
    posted = move(book, verb="cost", document_id=cost.id, costs=named, quantity_costs=loose)
    book.execute(
        "UPDATE document SET status = 'posted', posted_at = ?, operator_id = ? WHERE id = ?",
        posted.at,
        book.operator_id,
        cost.id,
    )


def reverse(book: Book, *, number: str) -> LandedCost:
    """Take a posted amount back from every unit that got a share. Raises NoSuchDocument, NotPosted."""
    with book.write():
        found = head(book, number, "LC", lock=True)
        if not first(book):
            return view(book, number=found.number)
        if found.status != "posted":
            raise NotPosted(document=found.number, status=found.status)
        assert found.source_id is not None
        hold_serials(book, _UNITS, found.source_id)
        named = [
            CostChange(line, serial, at, item, -amount)
            for line, serial, at, item, amount in book.rows(_TAKEN, found.source_id, found.id)
        ]
        loose = _loose_back(book, found)
        move(book, verb="reverse", document_id=found.id, costs=named, quantity_costs=loose)
        book.execute("UPDATE document SET status = 'reversed' WHERE id = ?", found.id)
    return view(book, number=found.number)


def _loose_back(book: Book, found: Head) -> list[QuantityCostChange]:
    """Out of stock goes the part of the units that cannot have left since; the others took theirs along."""
    rows = book.rows(_TAKEN_LOOSE, found.id)
    worths = worth_of(book, [row[1] for row in rows])
    back = []
    for line, item, quantity, here, amount_here, amount_gone, posting in rows:
        left = book.value(
            "SELECT coalesce(sum(quantity), 0) FROM quantity_movement WHERE item_id = ? AND posting_id > ? "
            "AND from_place > 3 AND to_place <= 3",
            item,
            posting,
        )
        still = max(0, min(worths[item].units, here - int(left)))
        taken = min(share(amount_here, still, here) if still else 0, worths[item].value)
        worths[item].value -= taken
        back.append(
            QuantityCostChange(line, item, quantity, still, -taken, taken - amount_here - amount_gone)
        )
    return back
