"""The steps of a repair: taken in, sent back, written off; and the last of them turned back.

A repair is open while a unit of it is here. Each step is a posting of its own with what was noted; a step is reversed by
counter-movements, the newest first, so that a repair ends as it began (R48).
"""

from peewee import IntegrityError

from models import coming_back, texts
from models.book import Book
from models.bulk import insert_many
from models.goods_documents import ChangedMeanwhile, Done, Head, done_before, head, still_draft
from models.goods_reversing import HeldSince, MovedSince
from models.refusals_repair import (
    NothingReady,
    NothingToRepair,
    NothingToReverse,
    ReasonNeeded,
    RepairNotOpen,
)
from models.rows import hold_serials
from models.stock import Steps, move

_LISTED = """
SELECT s.id, s.seq + 1, e.line_id, e.item_id, s.place, CAST(? AS BIGINT), e.how, m.cost FROM entry e
JOIN serial_number s ON s.id = e.serial_id JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE e.document_id = ?"""
_COUNTED = """
UPDATE document_line SET quantity = (SELECT count(*) FROM entry e WHERE e.line_id = document_line.id) WHERE document_id = ?"""
_HERE = """
SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id
JOIN serial_number s ON s.id = m.serial_id AND s.seq = m.seq AND s.place = 0 WHERE p.document_id = ?"""
_LATER = """
SELECT s.serial, i.number, (
  SELECT d.number FROM movement n JOIN posting q ON q.id = n.posting_id JOIN document d ON d.id = q.document_id
  WHERE n.serial_id = m.serial_id AND n.seq > m.seq AND d.status <> 'reversed' AND d.id <> ? ORDER BY n.seq DESC LIMIT 1)
FROM movement m JOIN serial_number s ON s.id = m.serial_id JOIN item i ON i.id = m.item_id WHERE m.posting_id = ?"""
_HELD = """
SELECT s.serial, i.number, (SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id
  WHERE e.serial_id = s.id AND d.id <> ?)
FROM movement m JOIN serial_number s ON s.id = m.serial_id JOIN item i ON i.id = m.item_id WHERE m.posting_id = ?"""
_BACK = """
SELECT s.id, s.seq + 1, m.line_id, m.item_id, m.to_place, m.from_place, m.how, m.cost FROM movement m
JOIN serial_number s ON s.id = m.serial_id WHERE m.posting_id = ?"""

_GIVEN_UP = """
SELECT s.serial, i.number FROM posting p JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
JOIN item i ON i.id = s.item_id WHERE p.op = ? ORDER BY m.line_id, s.serial"""


def take_in(book: Book, *, number: str) -> Done:
    """The units on a draft are here now. Raises NoSuchDocument, NothingToRepair, NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "RP", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            book.execute(_COUNTED, found.id)
            book.execute("DELETE FROM document_line WHERE document_id = ? AND quantity = 0", found.id)
            done = _step(book, found, "repair", 0, NothingToRepair)
            book.execute("UPDATE document SET posted_at = ? WHERE id = ?", done.at, found.id)
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def send_back(book: Book, *, number: str, done: str = "") -> Done:
    """The marked units go back to their customer; `done` notes what was done. Raises NoSuchDocument, RepairNotOpen, NothingReady,
    TextTooLong, TextUnprintable, ChangedMeanwhile."""
    return _leaves(book, number, "send-back", 2, texts.line("What was done", done, empty=True))


def write_off(book: Book, *, number: str, reason: str) -> Done:
    """The marked units cannot be repaired and stay away for good. Raises ReasonNeeded, and as `send_back`."""
    said = texts.line("Reason", reason, empty=True)
    if not said:
        raise ReasonNeeded(document=number)
    return _leaves(book, number, "scrap", 3, said)


def take_back(book: Book, *, number: str, note: str = "") -> tuple[str, ...]:
    """The marked units stay here: the repair gives them up, and each stands on the draft credit note of its sale, or on a return
    adjustment. The numbers of those drafts; `note` is what the repair keeps of it. Raises as `send_back` and
    `coming_back.come_back`."""
    operation = book.op
    with book.write():
        send_back(book, number=number, done=note)
        units = book.rows(_GIVEN_UP, operation)
        drafts = []
        try:
            for n, (serial, item) in enumerate(units):
                book.op = f"{operation}-{n}"
                drafts.append(coming_back.come_back(book, serial=serial, item=item, how="listed"))
        finally:
            book.op = operation
    return tuple(dict.fromkeys(drafts))


def _leaves(book: Book, number: str, verb: str, goal: int, note: str) -> Done:
    try:
        with book.write():
            found = head(book, number, "RP", lock=True)
            if (before := done_before(book)) is not None:
                return before
            _open(found)
            return _step(book, found, verb, goal, NothingReady, note)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _open(found: Head) -> None:
    if found.status != "open":
        raise RepairNotOpen(document=found.number, status=found.status)


def _step(
    book: Book,
    found: Head,
    verb: str,
    goal: int,
    nothing: type[NothingReady] | type[NothingToRepair],
    note: str = "",
) -> Done:
    """Move what is on the repair's list, inside the caller's transaction, and say whether any unit is still here."""
    steps = Steps(_LISTED, (goal, found.id))
    if book.value("SELECT 1 FROM entry WHERE document_id = ?", found.id) is None:
        raise nothing(document=found.number)
    posted = move(book, verb=verb, document_id=found.id, steps=[steps])
    if note:
        insert_many(book, "posting_note", "note text", [(note,)], posting_id=posted.id)
    _settle(book, found)
    return Done(found.number, posted.serials, 0, posted.at)


def _settle(book: Book, found: Head) -> None:
    status = "open" if book.value(_HERE, found.id) else "closed"
    book.execute("UPDATE document SET status = ? WHERE id = ?", status, found.id)


def last_step(book: Book, *, number: str) -> tuple[int, str]:
    """The newest posting of a repair that is not reversed, and its verb; (0, "") when there is none."""
    found = head(book, number, "RP")
    stands: list[tuple[int, str]] = []
    for id_, verb in book.rows("SELECT id, verb FROM posting WHERE document_id = ? ORDER BY id", found.id):
        if verb == "reverse":
            stands.pop()
        else:
            stands.append((id_, verb))
    return stands[-1] if stands else (0, "")


def reverse(book: Book, *, number: str) -> Done:
    """Counter the last step: units that were sent back or written off are here again, units that were taken in are their
    customer's. Raises NoSuchDocument, NothingToReverse, MovedSince, HeldSince, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "RP", lock=True)
            if (before := done_before(book)) is not None:
                return before
            posting, verb = last_step(book, number=found.number)
            if not posting:
                raise NothingToReverse(document=found.number, status=found.status)
            hold_serials(book, "SELECT serial_id FROM movement WHERE posting_id = ?", posting)
            for question, refusal in ((_LATER, MovedSince), (_HELD, HeldSince)):
                for serial, item, later in book.rows(question, found.id, posting):
                    if later is not None:
                        raise refusal(document=found.number, serial=serial, item=item, later=later)
            posted = move(book, verb="reverse", document_id=found.id, steps=[Steps(_BACK, (posting,))])
            _settle(book, found)
            if verb == "repair":
                book.execute("UPDATE document SET status = 'reversed' WHERE id = ?", found.id)
            return Done(found.number, posted.serials, 0, posted.at)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error
