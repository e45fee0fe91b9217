"""What a label itself leaves open when it is judged: its reading, its product code, its batch."""

from collections.abc import Mapping

from models.facts import Facts, SerialFact
from models.labels import Label
from models.list_rules import ListRules
from models.refusals import Refusal
from models.refusals_labels import NewProductCode, OtherBatch


def known_whole(facts: Facts, label: Label) -> Label:
    """R2.10: a text that is a serial number here just as it stands is that one, whatever its first letter may mean."""
    known = label.whole in facts.serials or label.whole in facts.expected
    return Label(label.whole) if label.whole and known else label


def label_asks(
    rules: ListRules, facts: Facts, label: Label, fact: SerialFact | None, sure: Mapping[str, str]
) -> Refusal | None:
    """What the label itself leaves open: its reading, for a serial nobody knows; its product code, for an item without
    one; its batch, for a unit that has another."""
    expected = label.serial in facts.expected
    if fact is None and not expected and label.doubt is not None and label.doubt.question not in sure:
        return label.doubt
    if rules.way == "in" and label.gtin and not label.bare and not rules.gtin and "link" not in sure:
        return NewProductCode(gtin=label.gtin, item=rules.item)
    known = facts.labels.get(label.serial)
    if fact is None or known is None or "batch" in sure:
        return None
    for kept, told in ((known.batch, label.batch), (known.expiry, label.expiry)):
        if kept and told and kept != told:
            return OtherBatch(serial=label.serial, known=kept, told=told)
    return None
