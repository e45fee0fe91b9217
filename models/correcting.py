"""Correcting a serial number (R47): the unit stays what it is, and is called by the right text from now on.

The new text is judged as a new serial number is. Open lists follow; posted paper keeps what was sent. The correction is a
posting like any other, on a document of its own (`SC-…`), hashed into the station's chain; the engines refuse every other
change of a serial number's text. Correcting back to a text the unit had is undoing it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from peewee import IntegrityError

from models import texts
from models.book import Book, Row
from models.corrections import ever
from models.fields import local_clock, local_day
from models.goods_documents import create, head, post
from models.judging import judge
from models.language import Said
from models.list_rules import ListRules
from models.patterns import SerialPattern
from models.refusals_corrections import CorrectedMeanwhile, SameSerial, SerialTaken, WasCorrected
from models.refusals_scan import FailsPattern, Held, LooksLike, UnknownSerial
from models.rows import hold_all_serials
from models.serial_kinds import same_as
from models.stock import Correction, look_alike, posted_as


@dataclass(frozen=True)
class Done:
    """A unit of `item` that was called `old` and is called `serial` now, by document `document`."""

    document: str
    item: str
    old: str
    serial: str


@dataclass(frozen=True)
class SerialCorrection:
    """A correction as its document says it. `lines` is empty: nothing moved."""

    number: str
    status: str
    item: str
    name: str
    old: str
    new: str
    reason: str
    operator: str
    station: str
    posted_at: str
    serial: str
    """What the unit is called today."""
    lines: tuple[object, ...] = ()


_UNIT = """
SELECT s.id, s.serial, i.id, i.number, coalesce(i.gtin, ''), i.serial_min, i.serial_max, i.serial_characters, i.serial_regex,
  i.serial_mask, i.serial_kind, i.label_di FROM serial_number s JOIN item i ON i.id = s.item_id
WHERE s.serial = ? AND i.number = ? AND s.place IS NOT NULL"""
_VIEW = """
SELECT d.number, d.status, i.number, i.name, c.old, c.new, c.reason, coalesce(o.name, ''), st.name, p.at, s.serial
FROM document d JOIN posting p ON p.document_id = d.id JOIN serial_correction c ON c.posting_id = p.id
JOIN serial_number s ON s.id = c.serial_id JOIN item i ON i.id = s.item_id JOIN station st ON st.id = p.station_id
LEFT JOIN operator o ON o.id = p.operator_id WHERE d.id = ?"""


def correct(
    book: Book,
    *,
    serial: str,
    item: str,
    new: str,
    reason: str,
    how: str = "keyed",
    sure: Mapping[str, str] | None = None,
) -> Done:
    """Let the unit `serial` of `item` be called `new` from now on, for `reason`. `sure` answers questions. Raises SameSerial,
    SerialTaken, Held, CorrectedMeanwhile, TextEmpty for the reason, and what a new serial number is refused for."""
    try:
        with book.write():
            hold_all_serials(book)
            if (before := _before(book)) is not None:
                return before
            why = texts.line("Reason", reason)
            unit = _unit(book, serial, item)
            right = _right(book, unit, new, how, sure or {})
            _not_elsewhere(book, unit)
            return _post(book, unit, right, why)
    except IntegrityError as error:
        raise CorrectedMeanwhile(serial=serial, item=item) from error


def view(book: Book, *, number: str) -> SerialCorrection:
    """The correction with this number. Raises NoSuchDocument."""
    row = book.row(_VIEW, head(book, number, "SC").id)
    assert row is not None
    return SerialCorrection(*row)


def _unit(book: Book, serial: str, item: str) -> Row:
    """The unit. Raises UnknownSerial."""
    found = book.row(_UNIT, serial, item)
    if found is None:
        raise UnknownSerial(serial=serial)
    return found


def _rules(unit: Row) -> ListRules:
    """The rules a new serial number of the item is judged by; nothing is announced, and no line counts."""
    _, _, item_id, item, gtin, *pattern, label_di = unit
    return ListRules(
        document_id=0,
        document="",
        kind="SC",
        line_id=0,
        expect_line_id=0,
        item_id=item_id,
        item=item,
        gtin=gtin,
        pattern=SerialPattern(*pattern),
        way="in",
        place=None,
        order_line_id=None,
        room=None,
        wanted=0,
        expects=False,
        di_1d=bool(label_di),
    )


def _right(book: Book, unit: Row, new: str, how: str, sure: Mapping[str, str]) -> str:
    """The text the unit should have, if it may have it."""
    id_, serial, item_id, item, *_ = unit
    rules = _rules(unit)
    answers = {**sure, "looks": "yes", "corrected": "yes", "return": "yes", "link": "yes"}
    verdict = judge(book, rules, [new], answers, lock=True, scanned=how == "scanned")[0]
    text = (
        verdict.scanned or verdict.text
    )  # a MAC address in another spelling is another text of the same unit
    known = verdict.fact.id if verdict.fact is not None else verdict.serial_id
    if text == serial:
        raise SameSerial(serial=serial)
    if known is not None and known != id_:
        raise SerialTaken(serial=verdict.text, item=item)
    if verdict.refusal is not None and known is None:
        raise verdict.refusal
    fault = rules.pattern.fault(text)
    if known is not None and fault is not None:
        raise FailsPattern(serial=text, item=item, fault=Said(*fault))
    _asks(book, id_, item_id, text, sure)
    return text


def _asks(book: Book, serial_id: int, item_id: int, text: str, sure: Mapping[str, str]) -> None:
    """What a text that nobody has leaves open; the unit itself, and what it was called, are no doubt. Raises WasCorrected,
    LooksLike."""
    old = ever(book, [text], item_id=item_id).get(text)
    own = book.value("SELECT 1 FROM serial_correction WHERE serial_id = ? AND old = ?", serial_id, text)
    if old is not None and not own and "corrected" not in sure:
        raise WasCorrected(serial=text, other=old.serial, at=local_day(old.at))
    other = book.value(
        "SELECT serial FROM serial_number WHERE item_id = ? AND look = ? AND id <> ? ORDER BY serial LIMIT 1",
        item_id,
        look_alike(text),
        serial_id,
    )
    if other is not None and not own and "looks" not in sure:
        raise LooksLike(serial=text, other=other)


def _not_elsewhere(book: Book, unit: Row) -> None:
    """A list open at another station has the unit under its old text before somebody's eyes; a promise has not. Raises
    Held."""
    row = book.row(
        "SELECT d.number, st.name, e.at FROM entry e JOIN document d ON d.id = e.document_id "
        "JOIN station st ON st.id = e.station_id "
        "WHERE e.item_id = ? AND e.serial = ? AND e.station_id <> ? AND e.meaning <> 'reserve'",
        unit[2],
        unit[1],
        book.station_id,
    )
    if row is not None:
        raise Held(serial=unit[1], document=row[0], station=row[1], at=local_clock(row[2]))


def _post(book: Book, unit: Row, right: str, why: str) -> Done:
    id_, serial, item_id, item, *_, kind, _ = unit
    found = create(book, "SC", reason=why)
    book.insert("document_line", document_id=found.id, line_no=1, item_id=item_id, quantity=1)
    last = book.value("SELECT coalesce(max(seq), 0) FROM serial_correction WHERE serial_id = ?", id_)
    post(book, found, "correct", [], [], [Correction(id_, int(last) + 1, serial, right, why)])
    same = same_as(kind, right)
    book.execute("UPDATE serial_number SET look = ?, same = ? WHERE id = ?", look_alike(right), same, id_)
    book.execute(
        "UPDATE entry SET serial = ?, same = ?, serial_id = ? WHERE item_id = ? AND serial = ?",
        right,
        same,
        id_,
        item_id,
        serial,
    )
    return Done(found.number, item, serial, right)


def _before(book: Book) -> Done | None:
    """The answer to an operation whose first reply was lost."""
    document = posted_as(book)
    row = book.row(_VIEW, document) if document is not None else None
    return Done(row[0], row[2], row[4], row[5]) if row is not None else None
