"""Why a label is not taken, or what it asks first: its product, its batch, its many units, its missing separators."""

from models.refusals import Ask, Refusal


class SerialSwallowed(Refusal):
    """No serial can be told from what stands before it: never guessed (R74)."""

    template = "The label of {serial} shows no serial number; one may be hidden in {near}."
    next_step = "If it prints (21), let the scanner send GS between fields, or set gs_substitute; else scan the other label."


class BatchUnkeepable(Refusal):
    template = "The batch {batch} on the label has more than 100 characters."
    next_step = "Scan another label of the unit, or type its serial number."


class BoxUnclear(Refusal):
    template = "The label names a range of serial numbers that cannot be followed: {reason}"
    next_step = "Scan the units one by one."


class BoxTooMany(Refusal):
    """R2.6: never more than the open quantity."""

    template = "The label has {count} serial numbers, and only {open} are still wanted."
    next_step = "Scan the units one by one, or change the quantity of the line."


class BoxRefused(Refusal):
    """R2.6: all of a label or nothing; `bad` names those that cannot be taken, `why` says it of the first."""

    template = "Nothing of the {total} on this label is taken, because of {bad}. {why}"
    next_step = "Put the units named aside and scan the others one by one."


class LooksLikeProduct(Ask):
    """R2.5: without a rule of the item a number with a right check digit may be either."""

    question = "product"
    template = "{serial} has the form of a product code (GTIN)."
    next_step = "y if it really is the serial number; otherwise scan the other label."


class LooksLikeCarrier(Ask):
    question = "carrier"
    template = "{serial} has the form of a carton's or pallet's number (SSCC)."
    next_step = "y if it really is the serial number; otherwise scan the other label."


class RunTogether(Ask):
    """R74: a separator that may be missing is asked about, never guessed."""

    question = "separator"
    template = "{serial} may be {head} and a date: the scanner may leave out what separates them."
    next_step = "Let it send GS between fields, or set gs_substitute. y only if the label prints all of it as the serial."


class OtherBatch(Ask):
    question = "batch"
    template = "{serial} is kept with {known}; this label says {told}."
    next_step = "y if this label is right; otherwise put it aside and look at both."


class NewProductCode(Ask):
    """Asked first, then written on the item with the unit (R74)."""

    question = "link"
    template = "The label is of product {gtin}, a code no item has."
    next_step = "y if it is the code of {item}: it is written on the item. Otherwise put the unit aside."


class BoxRange(Ask):
    """R2.6: a range is never expanded without a question."""

    question = "range"
    template = "The label stands for {count} serial numbers, from {first} to {last}."
    next_step = "y takes all of them; otherwise scan the units one by one."


class BoxQuantity(Ask):
    """R2.6, R2.8: the label's own quantity disagrees with what it lists."""

    question = "quantity"
    template = "The label says {quantity} units and lists {count} serial numbers."
    one = "The label says {quantity} units and lists 1 serial number."
    next_step = "Count them: y if the list is right; otherwise scan the units one by one."


class BoxQuestion(Ask):
    """What one unit of a label asks, asked once for all of them that ask the same."""

    template = "{names}: {asks}"
    next_step = "y if that is right for all of them; otherwise scan the units one by one."

    def __init__(self, question: str, **fields: object) -> None:
        super().__init__(**fields)
        self.question = question


class ProductNotOnDocument(Refusal):
    """R74: a label that names its product goes to that product's line or to none."""

    template = "The label is of item {other}, which is not on {document}."
    next_step = "Put it back; take what is on the list."


class ProductUnknown(Refusal):
    template = "The label is of product {gtin}, a code no item has."
    next_step = "Put it aside, or write the code on its item first."
