"""The durable list behind the serial dialog: every accepted scan is a committed row before anybody hears of it.

A row holds its serial for the whole warehouse (unique by item and serial): no other open document can take it. The
rows go when the document is posted (the movements are the truth then), undone or cancelled.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from peewee import IntegrityError

from models.book import Book
from models.entry_box import box_of, judged_box, link_product
from models.entry_outcomes import Added, AddedMany, Preview, TooMany
from models.entry_rows import insert
from models.entry_undo import Undone, release, remove, undo
from models.journal import keep_scan, refusals_kept
from models.judging import judge
from models.list_facts import LineFacts, line_facts
from models.list_rules import Verdict
from models.moving_posting import bring
from models.refusals import Ask, Refusal
from models.serial_kinds import same_as
from models.serial_text import PASTE_MAX

__all__ = [
    "Added",
    "AddedMany",
    "Preview",
    "TooMany",
    "Undone",
    "add",
    "add_many",
    "again",
    "preview",
    "release",
    "remove",
    "take",
    "undo",
]
T = TypeVar("T")
TRIES = 5  # a serial may change hands while it is asked for; each time it is asked again


def add(
    book: Book,
    *,
    line_id: int,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    sure: Mapping[str, str] | None = None,
) -> Added:
    """Put the serial of one label on the list of `line_id`, durably, or all of a label that stands for several units
    (R2.6: all or nothing). `how` is scanned, keyed, pasted, imported or listed; `sure`
    answers questions. Raises the refusals of `refusals_scan`; a refused scan changes nothing but the journal."""
    with refusals_kept(book, text, how, source, raw):
        return again(lambda: _add(book, line_id, text, how, source, raw, sure))


def again(act: Callable[[], T]) -> T:
    """Do it, and do it again when another station took a serial between the question and the answer: now it says who."""
    for _ in range(TRIES):
        try:
            return act()
        except IntegrityError:
            continue
    return act()


def _add(
    book: Book, line_id: int, text: str, how: str, source: str, raw: bytes, sure: Mapping[str, str] | None
) -> Added:
    with book.write():
        facts = line_facts(book, line_id, lock=True)
        rules = facts.rules
        try:
            box = box_of(book, rules, text)
            if box is None:
                verdicts = judge(book, rules, [text], sure, lock=True, scanned=how == "scanned")
                _raise_first(verdicts)
            else:
                verdicts = judged_box(book, rules, box, sure or {})
        except Refusal:
            if (kept := _kept_before(book, facts)) is not None:
                return kept
            raise
        link_product(book, rules, [text], sure or {})
        moved = bring(book, rules, verdicts, how)
        swapped = insert(book, rules, verdicts, how, source, box=box is not None)
        keep_scan(book, text, how, source, raw, rules.document_id)
    last = verdicts[-1]
    return Added(
        last.text,
        last.meaning,
        rules.item,
        line_id,
        facts.line_no,
        facts.count + len(verdicts),
        rules.wanted,
        last.fact.document if last.fact else "",
        last.fact.party if last.fact else "",
        swapped,
        box is None and text != (last.scanned or last.text) == text.strip(" \t\r\n"),
        tuple(v.text for v in verdicts) if box is not None else (),
        last.batch,
        last.expiry,
        "" if same_as(rules.pattern.kind, last.scanned) else last.scanned,
        moved,
    )


def _raise_first(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.refusal is not None:
            raise verdict.refusal


def _kept_before(book: Book, facts: LineFacts) -> Added | None:
    """The answer to this very operation, when a retry finds its own rows: its first reply was lost."""
    rules = facts.rules
    if book.value("SELECT 1 FROM scan WHERE op = ? AND outcome = 'ok'", book.op) is None:
        return None
    rows = book.rows(
        "SELECT serial, meaning, box, batch, expiry FROM entry WHERE line_id = ? AND op = ? ORDER BY id",
        rules.line_id,
        book.op,
    )
    if not rows:
        return None
    serial, meaning, box, batch, expiry = rows[-1]
    return Added(
        serial, meaning, rules.item, rules.line_id, facts.line_no, facts.count, rules.wanted,
        box=tuple(row[0] for row in rows) if box else (), batch=batch, expiry=expiry,
    )  # fmt: skip


def preview(
    book: Book, *, line_id: int, texts: Sequence[str], sure: Mapping[str, str] | None = None
) -> Preview:
    """Judge many without taking any. Raises TooMany, NoSuchLine, NoSerialsHere, NotEditable."""
    _limit(texts)
    verdicts = judge(book, line_facts(book, line_id).rules, texts, sure)
    judged = [(text.strip(), v.refusal) for text, v in zip(texts, verdicts, strict=True)]
    refused = [(text, refusal) for text, refusal in judged if refusal is not None]
    twice = ("TwiceInList", "TwiceInDocument", "AlreadyInStock")
    return Preview(
        tuple(text for text, refusal in judged if refusal is None),
        tuple((t, r) for t, r in refused if type(r).__name__ in twice),
        tuple((t, r) for t, r in refused if type(r).__name__ not in twice and not isinstance(r, Ask)),
        tuple((t, r) for t, r in refused if isinstance(r, Ask)),
    )


def add_many(
    book: Book,
    *,
    line_id: int,
    texts: Sequence[str],
    how: str,
    source: str = "",
    sure: Mapping[str, str] | None = None,
) -> AddedMany:
    """Put every good one of `texts` on the list, in one transaction; a bad one never discards the others. Raises TooMany,
    NoSuchLine, NoSerialsHere, NotEditable."""
    _limit(texts)
    return again(lambda: _add_many(book, line_id, texts, how, source, sure))


def _add_many(
    book: Book, line_id: int, texts: Sequence[str], how: str, source: str, sure: Mapping[str, str] | None
) -> AddedMany:
    with book.write():
        facts = line_facts(book, line_id, lock=True)
        if book.value("SELECT 1 FROM scan WHERE op = ?", book.op):
            already = book.value("SELECT count(*) FROM entry WHERE line_id = ? AND op = ?", line_id, book.op)
            return AddedMany(already, facts.count, facts.rules.wanted, ())
        verdicts = judge(book, facts.rules, texts, sure, lock=True)
        good = [v for v in verdicts if v.refusal is None]
        link_product(book, facts.rules, texts, sure or {})
        bring(book, facts.rules, good, how)
        insert(book, facts.rules, good, how, source)
        text = f"{len(good)} of {len(texts)}"
        raw = "\n".join(texts).encode(errors="replace")
        keep_scan(book, text, how, source, raw, facts.rules.document_id)
    refused = tuple((v.text, v.refusal) for v in verdicts if v.refusal is not None)
    return AddedMany(len(good), facts.count + len(good), facts.rules.wanted, refused)


def take(book: Book, *, line_id: int, texts: Sequence[str]) -> None:
    """Put what an order had promised on the list of `line_id`, as far as it can be, inside the caller's transaction.
    Raises NoSuchLine, NoSerialsHere, NotEditable, SerialsFromShipment; a unit that does not fit is left out."""
    facts = line_facts(book, line_id, lock=True)
    verdicts = judge(book, facts.rules, texts, lock=True)
    insert(book, facts.rules, [v for v in verdicts if v.refusal is None], "listed", "")


def _limit(texts: Sequence[str]) -> None:
    if len(texts) > PASTE_MAX:
        raise TooMany(count=len(texts), limit=PASTE_MAX)
