"""What a person decides about the differences of a count: which are accepted, why, and as which item an unknown unit comes in.

Each decision is kept at once; nothing of it changes stock before the count is approved.
"""

from collections.abc import Sequence

from models import texts
from models.book import Book
from models.counting import FINISHED, STATUS_WORDS
from models.counting_findings import Finding, Key, Review
from models.counting_reading import CountedItem, item_by
from models.counting_review import review
from models.counting_taking import check_taking
from models.goods_documents import Head, head
from models.language import Said
from models.once import first
from models.refusals_count import HeldElsewhere, ItemTakesNone, NeedsItem, NotADifference, NotInReview
from models.refusals_nouns import ItemUnknown

REASON_MOST = 100


def accept(book: Book, *, number: str, keys: Sequence[Key], accepted: bool = True) -> Review:
    """Accept these differences, or leave them out. One alone that cannot be accepted is refused; among several it stays out.
    Raises NotInReview, NotADifference, HeldElsewhere, NeedsItem."""
    with book.write():
        found = in_review(book, number)
        if first(book):
            for one in _these(review(book, number=number), keys):
                if accepted and len(keys) == 1:
                    _acceptable(one)
                _keep(book, found.id, one.key, "accepted", int(accepted))
    return review(book, number=number)


def give_reason(book: Book, *, number: str, keys: Sequence[Key], reason: str) -> Review:
    """Say why, for each of these differences. Raises NotInReview, NotADifference, TextTooLong, TextUnprintable."""
    said = texts.line("Reason", reason, most=REASON_MOST, empty=True)
    with book.write():
        found = in_review(book, number)
        if first(book):
            for one in _these(review(book, number=number), keys):
                _keep(book, found.id, one.key, "reason", said)
    return review(book, number=number)


def usual_reason(book: Book, *, number: str, list: str, reason: str) -> Review:
    """Say why for a whole list; a difference with a reason of its own keeps that. Raises NotInReview, TextTooLong,
    TextUnprintable."""
    said = texts.line("Reason", reason, most=REASON_MOST, empty=True)
    with book.write():
        found = in_review(book, number)
        if first(book):
            book.execute(
                "INSERT INTO count_reason (document_id, list, reason) VALUES (?, ?, ?) "
                "ON CONFLICT (document_id, list) DO UPDATE SET reason = excluded.reason",
                found.id,
                list,
                said,
            )
    return review(book, number=number)


def take_as(book: Book, *, number: str, keys: Sequence[Key], item: str) -> Review:
    """Unknown units are units of `item`: they are accepted with it. Raises NotInReview, NotADifference, ItemUnknown,
    ItemTakesNone, HeldElsewhere; one that cannot be is refused with all of them."""
    with book.write():
        found = in_review(book, number)
        if first(book):
            wanted = item_by(book, "i.number = ?", item.strip())
            if wanted is None:
                raise ItemUnknown(number=item)
            shown = review(book, number=number)
            these = _these(shown, keys)
            _takes(book, wanted, shown, these)
            for one in these:
                _keep(book, found.id, one.key, "take_item_id", wanted.id)
                _keep(book, found.id, one.key, "accepted", 1)
    return review(book, number=number)


def in_review(book: Book, number: str) -> Head:
    """The count, held until the transaction ends, while its differences can be decided. Raises NoSuchDocument, NotInReview."""
    found = head(book, number, "CT", lock=True)
    if found.status != FINISHED:
        raise NotInReview(document=found.number, status=STATUS_WORDS.get(found.status, found.status))
    return found


def _these(shown: Review, keys: Sequence[Key]) -> list[Finding]:
    by_key = {one.key: one for one in shown.differences}
    for key in keys:
        if key not in by_key:
            raise NotADifference(serial=key.serial or str(key.item_id))
    return [by_key[key] for key in keys]


def _acceptable(one: Finding) -> None:
    if one.blocked:
        raise HeldElsewhere(serial=one.serial, document=one.held or one.book_place)
    if one.list == "unknown" and not one.take:
        raise NeedsItem(serial=one.serial)


def _takes(book: Book, item: CountedItem, shown: Review, these: Sequence[Finding]) -> None:
    """Whether all of `these` can become units of `item`, beside those of the list that do already."""
    for one in these:
        if one.held:
            raise HeldElsewhere(serial=one.serial, document=one.held)
        if one.list != "unknown":
            raise NotADifference(serial=one.serial or one.item)
        if not item.has_serials:
            raise ItemTakesNone(serial=one.serial, item=item.number, why=Said("it has no serial numbers"))
    others = [one for one in shown.on("unknown") if one.accepted and one.take == item.number]
    beside = [one.serial for one in others if one not in these]
    if these:
        check_taking(book, item, [one.serial for one in these], beside)


def _keep(book: Book, document_id: int, key: Key, column: str, value: object) -> None:
    book.execute(
        f"INSERT INTO count_choice (document_id, list, item_id, place, serial, {column}) VALUES (?, ?, ?, ?, ?, ?) "  # noqa: S608
        f"ON CONFLICT (document_id, list, item_id, place, serial) DO UPDATE SET {column} = excluded.{column}",
        document_id,
        *key,
        value,
    )
