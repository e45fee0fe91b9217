"""Why a scan is not taken: the finite list (R26), each with what it is, why not, and what to do."""

from models.refusals import Ask, Refusal


class EmptySerial(Refusal):
    template = "Nothing was entered."
    next_step = "Scan or type the serial number."


class TooLong(Refusal):
    template = "{serial} has {length} characters; a serial number has at most 100."
    next_step = "Scan the serial number, not the whole label."


class IllegalCharacter(Refusal):
    template = "{serial} holds {character}, which no serial number can."
    next_step = "Scan it again; if it stays, the label or the scanner's set-up is wrong."


class FailsPattern(Refusal):
    template = "{serial} is not a serial number of {item}: {fault}."
    next_step = "Scan it again, or look for the right label."


class CommandCard(Refusal):
    template = "{serial} is a command card, not a serial number."
    next_step = "Scan the serial number."


class IsItemCode(Refusal):
    template = "{serial} is the product code (GTIN) of {item}, not a serial number."
    next_step = "Scan the other label: the serial number."


class IsProductCode(Refusal):
    template = "{serial} is a product code (GTIN), not a serial number."
    next_step = "Scan the other label: the serial number."


class OtherProduct(Refusal):
    template = "The label is of product {gtin}, not of {item}."
    next_step = "Put it aside and take a unit of {item}."


class NoSerialOnLabel(Refusal):
    template = "The label of {serial} carries no serial number."
    next_step = "Scan the other label: the serial number."


class CarrierCode(Refusal):
    template = "{serial} names a carton or pallet, not a unit."
    next_step = "Scan the serial number of the unit."


class BoxLabel(Refusal):
    template = "{serial} is a label with {count} serial numbers."
    next_step = "Scan it by itself, not in a list."


class BadLabel(Refusal):
    """A label refused by its own form; the sentences come from `codes`."""

    def __init__(self, template: str, next_step: str, **fields: object) -> None:
        super().__init__(**fields)
        self.template, self.next_step = template, next_step


class IsLocation(Refusal):
    template = "{serial} is the location {name}, not a serial number."
    next_step = "Scan the serial number."


class IsDocument(Refusal):
    template = "{serial} is a document, not a serial number."
    next_step = "Scan the serial number."


class IsItemNumber(Refusal):
    template = "{serial} is the item number of {name}, not a serial number."
    next_step = "Scan the serial number."


class TwiceInList(Refusal):
    template = "{serial} is twice in this list; it was entered at {at}."
    next_step = "Put it with the others and scan the next one."


class TwiceInDocument(Refusal):
    template = "{serial} is already on line {line} of {document}."
    next_step = "Put it with that line and scan the next one."


class Held(Refusal):
    template = "{serial} is held by {document} at station {station}, since {at}."
    next_step = "Take another unit, or let that document go first."


class AlreadyInStock(Refusal):
    template = "{serial} is in stock since {since} ({document}, {place})."
    next_step = "Put it aside and look at its label; if it lies elsewhere now, m in the menu moves it."


class AlreadyShipped(Refusal):
    template = "{serial} was shipped to {party} on {at} ({document})."
    next_step = "Put it aside; if it came back, receive it as a return."


class WrittenOff(Refusal):
    template = "{serial} was written off by {document} on {at}."
    next_step = "If it is here, bring it back with an adjustment."


class NotReceived(Refusal):
    template = "{serial} is known, but {document}, which brought it, was reversed on {at}."
    next_step = "Receive it first."


class BelongsToItem(Refusal):
    template = "{serial} belongs to item {other}, {expected} was expected."
    next_step = "Put it aside and take a unit of {expected}."


class NotOnDocument(Refusal):
    template = "{serial} belongs to item {other}, which is not on {document}."
    next_step = "Put it back; take what is on the list."


class UnknownSerial(Refusal):
    template = "{serial} is not known here."
    next_step = "Check the label; a new unit has to be received first."


class NoneUnnamed(Refusal):
    template = "{serial} is not known here, and no unit of {item} without a serial number is left in stock."
    next_step = "Check the label; if it is one more unit, receive or adjust it in first."


class ListFull(Refusal):
    template = "{serial} is one too many: {wanted} of {wanted} are here already."
    next_step = "Put it aside, or change the quantity of the line."


class LineDone(Refusal):
    template = "{serial}: every line of {document} that takes {item} is complete."
    next_step = "Put it back; nothing more of it goes into this shipment."


class NotEditable(Refusal):
    template = "{document} is {status}; nothing can be changed on it."
    next_step = "Start a new document, or reverse this one."


class NothingToUndo(Refusal):
    template = "There is nothing to undo on {document}."
    next_step = "Scan the next one."


class NotInList(Refusal):
    template = "{serial} is not in this list."
    next_step = "Choose one of the rows."


class NotAcknowledged(Refusal):
    """It came after a refusal that nobody had seen yet (R3.5)."""

    template = "{text} was ignored: the refusal before it was not acknowledged."
    next_step = "Press Enter, then scan it again."


class LooksLike(Ask):
    question = "looks"
    template = "{serial} is new, but looks like {other}, which is known."
    next_step = "y if it really is another unit; otherwise scan the label again."


class KnownElsewhere(Ask):
    question = "other-item"
    template = "{serial} is known as item {other}."
    next_step = "y if {item} really has the same number; otherwise put it aside."


class Unexpected(Ask):
    question = "unexpected"
    template = "{serial} is not on the supplier's list for this line."
    next_step = "y and a reason to take it all the same; otherwise put it aside."


class ComesBack(Ask):
    question = "return"
    template = "{serial} was shipped to {party} on {at} ({document})."
    next_step = "y to take it in as a return; otherwise put it aside."


class WhichItem(Ask):
    question = "item"
    template = "{serial} is a serial number of several items on {document}: {items}."
    next_step = "Choose the item by its number."


class NewForWhichItem(WhichItem):
    """Several items of the document get their serial numbers as they leave, and the new one fits all of them."""

    template = "{serial} is new, and may be of several items on {document}: {items}."
