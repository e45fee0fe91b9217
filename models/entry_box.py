"""What a label does beside adding one serial to a list: a label of many units adds all of them or none (R2.6), and the
product code of a new item is written on it."""

from collections.abc import Mapping, Sequence

from models import items
from models.book import Book
from models.judging import judge_labels
from models.labels import read
from models.labels_box import Box, box
from models.list_rules import ListRules, Verdict
from models.refusals import Ask
from models.refusals_labels import (
    BoxQuestion,
    BoxRefused,
    BoxTooMany,
)

NAMED_MAX = 10
"""Serial numbers a refusal names; the band has no room for more."""


def box_of(book: Book, rules: ListRules, text: str) -> Box | None:
    """The units of `text`, if it is a label of many; None for one that is a serial number here just as it stands."""
    found = box(text, rules.pattern)
    if found is None or not found.whole:
        return found
    known = "SELECT 1 FROM serial_number WHERE serial = ? AND item_id = ?"
    expected = "SELECT 1 FROM expected_serial WHERE serial = ? AND line_id = ?"
    if book.value(known, found.whole, rules.item_id) or book.value(
        expected, found.whole, rules.expect_line_id
    ):
        return None
    return found


def judged_box(book: Book, rules: ListRules, found: Box, sure: Mapping[str, str]) -> list[Verdict]:
    """A good verdict for each unit, inside the caller's transaction. Raises BoxUnclear, BoxTooMany, BoxQuantity, BoxRange,
    BoxRefused naming every unit that cannot be taken, and BoxQuestion for those that ask something."""
    if found.refusal is not None:
        raise found.refusal
    count = len(found.labels)
    if rules.room is not None and count > rules.room:
        raise BoxTooMany(count=count, open=rules.room)
    for ask in found.asks:
        if ask.question not in sure:
            raise ask
    verdicts = judge_labels(book, rules, found.labels, sure, lock=True)
    bad = [v for v in verdicts if v.refusal is not None and not isinstance(v.refusal, Ask)]
    if bad:
        why = bad[0].refusal
        assert why is not None
        raise BoxRefused(total=count, bad=_named(bad), why=why.sentence)
    asked = [(v, v.refusal) for v in verdicts if isinstance(v.refusal, Ask)]
    if asked:
        question = asked[0][1].question
        same = [v for v, ask in asked if ask.question == question]
        raise BoxQuestion(question, names=_named(same), asks=asked[0][1].sentence)
    return verdicts


def link_product(book: Book, rules: ListRules, texts: Sequence[str], sure: Mapping[str, str]) -> None:
    """Write the product code of the labels on the list's item, once a person has said that it is its code (the answer
    "link"). Inside the caller's transaction. Raises GtinTaken."""
    if "link" not in sure or rules.gtin or rules.way != "in":
        return
    gtins = {label.gtin for text in texts if not (label := read(text)).bare and label.gtin}
    if len(gtins) == 1:
        items.link_gtin(book, number=rules.item, gtin=gtins.pop())


def _named(verdicts: Sequence[Verdict]) -> str:
    names = ", ".join(v.text for v in verdicts[:NAMED_MAX])
    return f"{names}, +{len(verdicts) - NAMED_MAX}" if len(verdicts) > NAMED_MAX else names
