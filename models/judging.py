"""Whether a serial may join a list, and what it means there: the rules, over facts asked beforehand.

One judgement for a scan and for a pasted thousand alike. A list goes one of eight ways: `in` (units arrive), `out`
(units leave), `reserve` (units are promised to an order), `count` (what lies there), `credit` (units of an invoice that go
back), `assign` (units in stock get their serial number), `repair` and `ready` (a customer's units come in for repair, and
leave it).
"""

from collections.abc import Mapping, Sequence

from models.book import Book
from models.corrections import one_by_old
from models.facts import EntryFact, Facts, Question, gather
from models.fields import local_clock
from models.judging_labels import known_whole, label_asks
from models.judging_ways import in_its_way
from models.labels import Label, fits, read
from models.language import Said
from models.list_rules import ListRules, Verdict
from models.refusals import Refusal
from models.refusals_scan import (
    BelongsToItem,
    FailsPattern,
    Held,
    IsDocument,
    IsItemCode,
    IsItemNumber,
    IsLocation,
    IsProductCode,
    ListFull,
    NoneUnnamed,
    OtherProduct,
    TwiceInDocument,
    TwiceInList,
)
from models.serial_kinds import Fault
from models.spellings import as_kept

NAMED: dict[str, type[Refusal]] = {"location": IsLocation, "document": IsDocument, "item": IsItemNumber}


def judge(
    book: Book,
    rules: ListRules,
    texts: Sequence[str],
    sure: Mapping[str, str] | None = None,
    *,
    lock: bool = False,
    scanned: bool = False,
) -> list[Verdict]:
    """A verdict for each text, in order. `sure` answers questions (Ask.question -> the answer) for all of them. With
    `lock`, the verdicts stay true until the transaction ends: nobody moves these units meanwhile. Only what was `scanned`
    can have the data identifier S in front; a person types the serial number alone."""
    labels = [read(text, rules.pattern, di_1d=scanned and rules.di_1d) for text in texts]
    return judge_labels(book, rules, labels, sure, lock=lock)


def judge_labels(
    book: Book,
    rules: ListRules,
    labels: Sequence[Label],
    sure: Mapping[str, str] | None = None,
    *,
    lock: bool = False,
) -> list[Verdict]:
    """The same as `judge` for labels that have been read already, in their order."""
    answers = sure or {}
    labels = as_kept(book, rules.item_id, rules.pattern.kind, labels, corrected=rules.way != "in")
    legal = [label.serial for label in labels if label.refusal is None]
    legal += [label.whole for label in labels if label.whole]
    facts = _asked(book, rules, labels, legal, answers, lock)
    if lock and not book.lite and _corrected_meanwhile(book, rules, facts, legal):
        return judge_labels(book, rules, labels, sure, lock=lock)
    return _in_turn(book, rules, facts, [known_whole(facts, label) for label in labels], answers)


def _asked(
    book: Book,
    rules: ListRules,
    labels: Sequence[Label],
    legal: Sequence[str],
    answers: Mapping[str, str],
    lock: bool,
) -> Facts:
    """What the book knows about the texts of `labels`; `legal` are those that may be serials."""
    question = Question(
        rules.item_id,
        rules.expect_line_id if rules.expects else None,
        list(dict.fromkeys(legal)),
        [label.gtin for label in labels if label.gtin and (label.bare or not rules.gtin)],
        [label.serial for label in labels if label.batch or label.expiry],
        takes_new=rules.takes_new,
        names=rules.names,
        kind=rules.pattern.kind,
        learn_from=rules.line_id if rules.learns and "shape" not in answers else None,
        invoice_line_id=rules.credited_line_id,
        received=rules.receipt_line_id is not None,
    )
    return gather(book, question, lock=lock)


def _in_turn(
    book: Book, rules: ListRules, facts: Facts, labels: Sequence[Label], answers: Mapping[str, str]
) -> list[Verdict]:
    """A verdict for each label, each as if those before it stood on the list: no text twice, none beyond the room."""
    verdicts: list[Verdict] = []
    seen: set[str] = set()
    room, unnamed = rules.room, facts.unnamed
    for label in labels:
        text = label.serial
        verdict = _judge_one(rules, facts, label, answers)
        if verdict.refusal is None and text in seen:
            verdict = Verdict(text, refusal=TwiceInList(serial=text, at=local_clock(book.stamp())))
        if verdict.refusal is None and verdict.meaning == "name":
            if unnamed <= 0:
                verdict = Verdict(text, refusal=NoneUnnamed(serial=text, item=rules.item))
            unnamed -= 1
        if verdict.refusal is None and room is not None:
            if room <= 0:
                verdict = Verdict(text, refusal=ListFull(serial=text, wanted=rules.wanted))
            room -= 1
        if verdict.refusal is None:
            seen.add(text)
            promised = verdict.reserved  # what its label told when it was promised comes along
            batch = label.batch or (promised.batch if promised else "")
            expiry = label.expiry or (promised.expiry if promised else "")
            verdict = verdict._replace(batch=batch, expiry=expiry)
        verdicts.append(_as_scanned(verdict, label) if label.scanned else verdict)
    return verdicts


def _corrected_meanwhile(book: Book, rules: ListRules, facts: Facts, texts: Sequence[str]) -> bool:
    """Whether a text that stood for a unit when it was read has become an old one, by another station's correction that had
    to be waited for."""
    unknown = [text for text in texts if text not in facts.serials] if rules.way != "in" else []
    return bool(unknown and one_by_old(book, unknown, item_id=rules.item_id))


def _as_scanned(verdict: Verdict, label: Label) -> Verdict:
    """The verdict with what was scanned; a refusal names the other spelling too."""
    if verdict.refusal is not None:
        both = {"scanned": label.scanned, "kept": label.serial}
        verdict.refusal.fields["serial"] = Said("{scanned}, here as {kept},", both)
    return verdict._replace(scanned=label.scanned)


def _judge_one(rules: ListRules, facts: Facts, label: Label, sure: Mapping[str, str]) -> Verdict:
    text = label.serial
    refusal = label.refusal or _by_its_form(rules, facts, label)
    if refusal is not None:
        return Verdict(text, refusal=refusal)
    entry = facts.entries.get(text)
    reserved = entry if entry is not None and _is_ours(rules, entry) else None
    listed = rules.names and entry is not None and entry.meaning == "assign"  # that unit leaves now
    if entry is not None and reserved is None and not listed:
        return Verdict(text, refusal=_held(rules, entry, text))
    fact = facts.serials.get(text)
    verdict = in_its_way(rules, facts, text, fact, sure)
    question = label_asks(rules, facts, label, fact, sure) if verdict.refusal is None else None
    if question is not None:
        return Verdict(text, refusal=question, fact=fact)
    if verdict.refusal is None and reserved is not None:
        return verdict._replace(fact=fact, reserved=reserved)
    return verdict


def _by_its_form(rules: ListRules, facts: Facts, label: Label) -> Refusal | None:
    text = label.serial
    if (
        label.gtin
        and not label.bare
        and label.gtin != (rules.gtin or facts.products.get(label.gtin, label.gtin))
    ):
        return OtherProduct(gtin=label.gtin, item=rules.item)
    if text in facts.serials:
        return None
    if label.bare and label.gtin in facts.products:
        if label.claimed or label.gtin == rules.gtin or not fits(rules.pattern, text):
            return IsItemCode(serial=text, item=facts.products[label.gtin])
    elif label.claimed:
        return IsProductCode(serial=text)
    kind, name = facts.named.get(text, ("", ""))
    if kind in NAMED:
        return NAMED[kind](serial=text, name=name)
    unfit = rules.pattern.fault(text) if rules.takes_new else None
    return _unfit(rules, facts, label, unfit) if unfit is not None else None


def _unfit(rules: ListRules, facts: Facts, label: Label, fault: Fault) -> Refusal:
    """What a text that is no serial of the item is instead, if anybody knows."""
    text = label.serial
    others = [other.number for other in facts.others.get(text, ())]
    if others:
        return BelongsToItem(serial=text, other=", ".join(others), expected=rules.item)
    if label.bare and label.gtin in facts.products:
        return IsItemCode(serial=text, item=facts.products[label.gtin])
    if label.bare:
        return IsProductCode(serial=text)
    return FailsPattern(serial=text, item=rules.item, fault=Said(*fault))


def _is_ours(rules: ListRules, entry: EntryFact) -> bool:
    """A unit reserved on the order line that this shipment line delivers is ours to pick; a promised one may change its
    shelf."""
    return entry.meaning == "reserve" and (rules.kind == "MV" or entry.line_id == rules.order_line_id)


def _held(rules: ListRules, entry: EntryFact, text: str) -> Refusal:
    if entry.line_id == rules.line_id:
        return TwiceInList(serial=text, at=local_clock(entry.at))
    if entry.document_id == rules.document_id:
        return TwiceInDocument(serial=text, line=entry.line_no, document=entry.document)
    return Held(serial=text, document=entry.document, station=entry.station, at=local_clock(entry.at))
