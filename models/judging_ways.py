"""The rules of each way a list can go: `in` (units arrive), `out` (units leave), `reserve` (units are promised to an order),
`count` (what lies there), `credit` (units that come off an invoice), `assign` (units in stock get their serial number),
`repair` (a customer's units come in), `ready` (units of this repair leave it).
"""

from collections.abc import Mapping

from models.book import CUSTOMER, LOSS, REAL, REPAIR, SUPPLIER
from models.facts import Facts, SerialFact
from models.fields import local_day
from models.language import Said
from models.list_rules import ListRules, Verdict
from models.refusals import Refusal
from models.refusals_corrections import WasCorrected
from models.refusals_moves import LiesElsewhere
from models.refusals_repair import AnotherRepair, NoReceipt, NotAtCustomer, NotOnReceipt, RepairTakenIn
from models.refusals_sales import CreditedAlready, NotOnInvoice
from models.refusals_scan import (
    BelongsToItem,
    ComesBack,
    KnownElsewhere,
    LooksLike,
    Unexpected,
    UnknownSerial,
    WrittenOff,
)
from models.texts import line
from models.tracing import state_of
from models.whereabouts import gone, in_repair, in_stock


def in_its_way(
    rules: ListRules, facts: Facts, text: str, fact: SerialFact | None, sure: Mapping[str, str]
) -> Verdict:
    """What a unit means on this list, by where it is now; `sure` answers questions."""
    if rules.way == "ready":
        return _leaving_repair(rules, text, fact)
    if fact is not None and fact.place == REPAIR:
        return Verdict(text, refusal=in_repair(text, fact), fact=fact)
    if rules.way == "repair":
        return _into_repair(rules, text, fact)
    if rules.way == "in":
        return _coming_in(rules, facts, text, fact, sure)
    if rules.way == "credit":
        return _credited(rules, facts, text, fact)
    if rules.way == "count":
        return _counted(rules, facts, text, fact, sure)
    if rules.way == "assign":
        return _named_now(rules, facts, text, fact, sure, "assign")
    return _going_out(rules, facts, text, fact, sure)


def _coming_in(
    rules: ListRules, facts: Facts, text: str, fact: SerialFact | None, sure: Mapping[str, str]
) -> Verdict:
    if fact is None:
        question, why = _doubt(rules, facts, text, sure), sure.get("unexpected", "")
        return (
            Verdict(text, refusal=question)
            if question
            else Verdict(text, "new", reason=line("Reason", why, empty=True) if why else "")
        )
    if fact.place > REAL:
        return Verdict(text, refusal=in_stock(text, fact), fact=fact)
    if fact.place == LOSS and fact.verb != "reverse" and rules.kind == "GR":
        return Verdict(
            text, refusal=WrittenOff(serial=text, document=fact.document, at=local_day(fact.at)), fact=fact
        )
    if fact.place == CUSTOMER and rules.kind == "GR" and "return" not in sure:
        question = ComesBack(serial=text, party=fact.party, at=local_day(fact.at), document=fact.document)
        return Verdict(text, refusal=question, fact=fact)
    return Verdict(text, "return" if _was_here(fact) else "new", None, fact.id, fact)


def _was_here(fact: SerialFact) -> bool:
    """Whether a unit that is not here had truly come in: what brought it was not reversed."""
    if fact.place == SUPPLIER:
        return fact.verb == "supplier-return"
    return fact.place == CUSTOMER or fact.verb != "reverse"


def _doubt(rules: ListRules, facts: Facts, text: str, sure: Mapping[str, str]) -> Refusal | None:
    """The question a serial that nobody knows yet raises, if any is still open."""
    if rules.expects and text not in facts.expected and not sure.get("unexpected"):
        return Unexpected(serial=text)
    if text in facts.expected:
        return None
    if text in facts.corrected and "corrected" not in sure:
        was = facts.corrected[text]
        return WasCorrected(serial=text, other=was.serial, at=local_day(was.at))
    others = [other.number for other in facts.others.get(text, ()) if other.in_stock]
    if others and "other-item" not in sure:
        return KnownElsewhere(serial=text, other=", ".join(others), item=rules.item)
    if text in facts.looks and "looks" not in sure:
        return LooksLike(serial=text, other=facts.looks[text])
    return facts.shape.doubt(text, rules.item) if facts.shape is not None else None


def _going_out(
    rules: ListRules, facts: Facts, text: str, fact: SerialFact | None, sure: Mapping[str, str]
) -> Verdict:
    if rules.names and (fact is None or _nowhere(fact)):
        return _named_now(rules, facts, text, fact, sure, "name")
    if fact is None:
        others = facts.others.get(text)
        if others:
            number = ", ".join(other.number for other in others)
            return Verdict(text, refusal=BelongsToItem(serial=text, other=number, expected=rules.item))
        return Verdict(text, refusal=UnknownSerial(serial=text))
    if fact.place > REAL:
        if rules.receipt_line_id is not None:
            return Verdict(text, "leave", _other_receipt(rules, facts, text), fact.id, fact)
        meaning = {"SH": "pick", "IN": "pick", "SO": "reserve", "MV": "move"}.get(rules.kind, "leave")
        if meaning == "leave" and rules.place not in (None, fact.place) and "elsewhere" not in sure:
            question = LiesElsewhere(serial=text, there=fact.place_number, place=rules.place_number)
            return Verdict(text, refusal=question, fact=fact)
        return Verdict(text, meaning, None, fact.id, fact)
    return Verdict(text, refusal=gone(text, fact), fact=fact)


def _other_receipt(rules: ListRules, facts: Facts, text: str) -> Refusal | None:
    """Only what came in on the receipt goes back against it."""
    line_id, receipt = facts.received.get(text, (0, ""))
    if line_id == rules.receipt_line_id:
        return None
    return (
        NotOnReceipt(serial=text, receipt=rules.receipt, other=receipt) if receipt else NoReceipt(serial=text)
    )


def _into_repair(rules: ListRules, text: str, fact: SerialFact | None) -> Verdict:
    if fact is None:
        return Verdict(text, refusal=UnknownSerial(serial=text))
    if fact.place != CUSTOMER:
        state = Said(state_of(fact.place))
        return Verdict(text, refusal=NotAtCustomer(serial=text, item=rules.item, state=state), fact=fact)
    return Verdict(text, "repair", None, fact.id, fact)


def _leaving_repair(rules: ListRules, text: str, fact: SerialFact | None) -> Verdict:
    if fact is None:
        return Verdict(text, refusal=UnknownSerial(serial=text))
    if fact.place != REPAIR:
        return Verdict(text, refusal=RepairTakenIn(serial=text, document=rules.document), fact=fact)
    if fact.document != rules.document:
        refusal = AnotherRepair(serial=text, other=fact.document, document=rules.document)
        return Verdict(text, refusal=refusal, fact=fact)
    return Verdict(text, "ready", None, fact.id, fact)


def _nowhere(fact: SerialFact) -> bool:
    """True for a serial number whose only posting was reversed: no unit stands for it."""
    return fact.place in (SUPPLIER, LOSS) and fact.verb == "reverse"


def _named_now(
    rules: ListRules,
    facts: Facts,
    text: str,
    fact: SerialFact | None,
    sure: Mapping[str, str],
    meaning: str,
) -> Verdict:
    """A unit in stock that had no serial number until now."""
    if fact is None:
        question = _doubt(rules, facts, text, sure)
        return Verdict(text, refusal=question) if question else Verdict(text, meaning)
    if _nowhere(fact):
        return Verdict(text, meaning, None, fact.id, fact)
    return Verdict(text, refusal=in_stock(text, fact) if fact.place > REAL else gone(text, fact), fact=fact)


def _credited(rules: ListRules, facts: Facts, text: str, fact: SerialFact | None) -> Verdict:
    """Only what stood on this line of the invoice, and once (R49)."""
    by = facts.invoiced.get(text)
    if fact is None or by is None:
        return Verdict(text, refusal=NotOnInvoice(serial=text, invoice=rules.credited), fact=fact)
    if by:
        return Verdict(text, refusal=CreditedAlready(serial=text, document=by), fact=fact)
    return Verdict(text, "credit", None, fact.id, fact)


def _counted(
    rules: ListRules, facts: Facts, text: str, fact: SerialFact | None, sure: Mapping[str, str]
) -> Verdict:
    if fact is None:
        question = _doubt(rules, facts, text, sure)
        if question is not None:
            return Verdict(text, refusal=question)
    return Verdict(text, "found", None, fact.id if fact else None, fact)
