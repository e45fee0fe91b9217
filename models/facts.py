"""What the book knows about the texts of a batch, asked as sets: one question each, however many texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from models import unnamed
from models.book import REAL, Book, Row
from models.corrections import Corrected, ever
from models.dialect import as_json
from models.last_sale import PARTY_OF_S
from models.learning import shape
from models.serial_kinds import MAC, same_as
from models.shapes import Shape
from models.stock import look_alike
from models.unit_labels import UnitLabel, of_serials


@dataclass(frozen=True)
class SerialFact:
    """A serial number of the item asked about: where it is, and the posting that put it there."""

    id: int
    seq: int
    place: int
    place_number: str
    at: str
    document: str
    party: str
    verb: str


@dataclass(frozen=True)
class EntryFact:
    """An open document that holds the serial."""

    id: int
    document_id: int
    document: str
    line_id: int
    line_no: int
    meaning: str
    station: str
    at: str
    batch: str
    expiry: str


@dataclass(frozen=True)
class OtherItem:
    """Another item that has a serial number of the same text."""

    item_id: int
    number: str
    in_stock: bool


@dataclass(frozen=True)
class Facts:
    """Everything known about the texts of one batch, by text."""

    serials: dict[str, SerialFact]
    entries: dict[str, EntryFact]
    others: dict[str, list[OtherItem]]
    expected: frozenset[str]
    products: dict[str, str]
    labels: dict[str, UnitLabel]
    invoiced: dict[str, str]
    """The serials of the invoice line asked about: each with the credit note that has it, "" for none."""
    looks: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    shape: Shape | None = None
    corrected: Mapping[str, Corrected] = field(default_factory=dict)
    """Those of the texts that nobody has now and that a unit of the item had."""
    received: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The receipt line each serial came in on last, and the receipt's number; not one that was reversed."""
    unnamed: int = 0
    """Units of the item in stock that no list has given a serial number yet, where a list gives them one."""


# {among} drives each question from the texts through an index, on both engines and without fresh statistics; {join} keeps
# SQLite from turning the order round; "item_id + 0" leaves PostgreSQL no index but the one by serial (it would walk all
# units of the item instead)
_SERIALS = """
SELECT s.item_id, i.number, s.serial, s.id, s.seq, s.place, l.number, p.at, d.number, coalesce(pa.name, ''), p.verb
FROM serial_number s {join} item i ON i.id = s.item_id LEFT JOIN location l ON l.id = s.place
LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq LEFT JOIN posting p ON p.id = m.posting_id
LEFT JOIN document d ON d.id = p.document_id LEFT JOIN party pa ON pa.id = {party} WHERE {among} ORDER BY i.number""".replace(
    "{party}", PARTY_OF_S
)
_STILL = "SELECT s.id FROM serial_number s WHERE {among} AND s.item_id + 0 = ? ORDER BY s.id FOR SHARE"
_ENTRIES = """
SELECT e.serial, e.id, e.document_id, d.number, e.line_id, l.line_no, e.meaning, st.name, e.at,
  e.batch, e.expiry FROM entry e {join} document d ON d.id = e.document_id {join} document_line l ON l.id = e.line_id
{join} station st ON st.id = e.station_id WHERE {among} AND e.item_id = ?"""
_LOOKS = """
SELECT s.look, s.serial FROM serial_number s WHERE {among} AND s.item_id = ? ORDER BY s.serial DESC"""
_INVOICED = """
SELECT s.serial, coalesce(d.number, '') FROM serial_number s {join} invoiced_serial v ON v.serial_id = s.id
LEFT JOIN credited_serial c ON c.invoice_line_id = v.line_id AND c.serial_id = v.serial_id
LEFT JOIN document_line l ON l.id = c.line_id LEFT JOIN document d ON d.id = l.document_id
WHERE {among} AND v.line_id = ?"""
_RECEIVED = """
SELECT s.serial, m.line_id, d.number FROM serial_number s {join} movement m ON m.serial_id = s.id
{join} posting p ON p.id = m.posting_id {join} document d ON d.id = p.document_id
WHERE {among} AND s.item_id + 0 = ? AND p.verb = 'receive' AND d.status <> 'reversed' ORDER BY m.seq"""
_EXPECTED = "SELECT e.serial FROM expected_serial e WHERE {among} AND e.line_id = ?"
_EXPECTED_SAME = "SELECT e.same FROM expected_serial e WHERE {among} AND e.line_id = ?"
_PRODUCTS = "SELECT gtin, number FROM item WHERE {among} AND blocked = 0"
_NAMED = """
SELECT 'item', number, name FROM item WHERE {among} UNION ALL
SELECT 'document', number, kind FROM document WHERE {among} UNION ALL
SELECT 'location', number, name FROM location WHERE {among}"""


class Question(NamedTuple):
    """What a list of `item_id` asks about `texts`, as `ListRules` has `takes_new` and `names`. `line_id` is the line whose
    announced serials count, if any are; `gtins` are those among the texts that have the form of a product code, as 14
    digits, and `labelled` those whose label tells a batch or an expiry; `kind` is that of the item's serials. With
    `learn_from`, the list of that line and the item's newest units say what is usual; `invoice_line_id` is the line a
    credit note counters; `received` asks what each came in on."""

    item_id: int
    line_id: int | None
    texts: Sequence[str]
    gtins: Sequence[str]
    labelled: Sequence[str]
    takes_new: bool
    names: bool
    kind: str
    learn_from: int | None
    invoice_line_id: int | None
    received: bool


def gather(book: Book, asked: Question, *, lock: bool = False) -> Facts:
    """Ask everything a judgement needs. With `lock`, nobody moves the units until the transaction ends."""
    item_id, texts = asked.item_id, asked.texts
    keys = as_json(texts)
    if lock and not book.lite:
        _ask(book, _STILL, "s.serial", keys, item_id)
    serials, others = _known(_ask(book, _SERIALS, "s.serial", keys), item_id)
    unknown = [text for text in texts if text not in serials]
    on_invoice, came = [], []
    if asked.invoice_line_id is not None:
        on_invoice = _ask(book, _INVOICED, "s.serial", keys, asked.invoice_line_id)
    if asked.received:
        came = _ask(book, _RECEIVED, "s.serial", keys, item_id)
    asks_stock = asked.names and any(text not in serials or serials[text].place <= REAL for text in texts)
    facts = Facts(
        serials,
        entries={r[0]: EntryFact(*r[1:]) for r in _ask(book, _ENTRIES, "e.serial", keys, item_id)},
        others=others,
        expected=_expected(book, asked.kind, asked.line_id, texts, keys),
        products=dict(_ask(book, _PRODUCTS, "gtin", as_json(asked.gtins))) if asked.gtins else {},
        labels=of_serials(book, item_id=item_id, serials=asked.labelled) if asked.labelled else {},
        invoiced=dict(on_invoice),
        received={serial: (line, receipt) for serial, line, receipt in came},
        unnamed=unnamed.free(book, item_id) if asks_stock else 0,
    )
    return _with_unknown(book, asked, facts, unknown) if unknown else facts


def _with_unknown(book: Book, asked: Question, facts: Facts, unknown: Sequence[str]) -> Facts:
    """`facts`, and what the texts that are no serial of the item may be instead."""
    # of a MAC address every other one looks like a neighbour: 8 and B are both digits there
    asks_looks = asked.takes_new and asked.kind != MAC
    learns = asked.learn_from is not None
    return replace(
        facts,
        looks=_looks(book, asked.item_id, unknown) if asks_looks else {},
        named=_named(book, unknown),
        shape=shape(book, item_id=asked.item_id, line_id=asked.learn_from or 0) if learns else None,
        corrected=ever(book, unknown, item_id=asked.item_id) if asked.takes_new else {},
    )


def _known(rows: list[Row], item_id: int) -> tuple[dict[str, SerialFact], dict[str, list[OtherItem]]]:
    """The units of the item by text, and the other items that have a serial number of the same text."""
    serials: dict[str, SerialFact] = {}
    others: dict[str, list[OtherItem]] = {}
    for owner, number, text, id_, seq, place, *rest in rows:
        if owner != item_id:
            others.setdefault(text, []).append(OtherItem(owner, number, place is not None and place > REAL))
        elif place is not None:
            serials[text] = SerialFact(id_, seq, place, *rest)
    return serials, others


def _named(book: Book, texts: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What else has a number of such a text: a location rather than a document, a document rather than an item."""
    keys = as_json(texts)
    return {number: (kind, name) for kind, number, name in _ask(book, _NAMED, "number", keys, keys, keys)}


def _expected(book: Book, kind: str, line_id: int | None, texts: Sequence[str], keys: str) -> frozenset[str]:
    """Those of `texts` that the supplier announced for the line, in whatever spelling."""
    if line_id is None:
        return frozenset()
    if kind != MAC:
        return frozenset(r[0] for r in _ask(book, _EXPECTED, "e.serial", keys, line_id))
    forms = {text: same_as(kind, text) for text in texts}
    announced = {r[0] for r in _ask(book, _EXPECTED_SAME, "e.same", as_json(list(forms.values())), line_id)}
    return frozenset(text for text, form in forms.items() if form in announced)


def _ask(book: Book, sql: str, column: str, keys: str, *values: object) -> list[Row]:
    return book.rows(sql.format(among=book.among(column), join=book.join), keys, *values)


def _looks(book: Book, item_id: int, texts: Sequence[str]) -> dict[str, str]:
    """For each text the first known serial that only looks like it."""
    looks = {text: look_alike(text) for text in texts}
    known: dict[str, str] = dict(_ask(book, _LOOKS, "s.look", as_json(list(looks.values())), item_id))
    return {text: known[look] for text, look in looks.items() if look in known}
