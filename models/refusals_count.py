"""What a count refuses or asks. While it is open no sentence says what the book has (R3.9)."""

from models.refusals import Ask, Refusal


class CountedAtOnce(Refusal):
    """Two counts of one shelf would each write off what the other found."""

    template = "{what} is being counted already: {document}, begun at {station} at {at}."
    next_step = "Go on with {document}, or wait until it is approved."


class NothingToCount(Refusal):
    template = "A count needs a location or an item."
    next_step = "Scan the location's barcode, or choose an item."


class ItemNotCountable(Refusal):
    template = "{item} cannot be counted: it is not stock tracked."
    next_step = "Choose another item."


class NotCounting(Refusal):
    template = "{document} takes no scans any more: it is {status}."
    next_step = "Go back to counting with b while it is not approved, or start a new count."


class NotInReview(Refusal):
    template = "{document} is {status}, so nothing can be decided on it."
    next_step = "Finish counting first; an approved count is corrected by reversing its adjustment."


class NothingCountedThere(Refusal):
    """Nobody has said where they stand."""

    template = "{document} counts {item} at several locations, and none is chosen."
    next_step = "Scan the barcode of the location where you count, or press l."


class ItemNotInCount(Refusal):
    template = "{item} is not what {document} counts: {what}."
    next_step = "Put it aside; it belongs to a count of its own."


class LocationNotInCount(Refusal):
    template = "{location} is another location; {document} counts {what}."
    next_step = "Leave this count with Esc, then scan {location} to count it."


class CountedTwice(Refusal):
    template = "{serial} is counted already, at {at}."
    next_step = "Put it with the others and scan the next one."


class CountedInOther(Refusal):
    """It lies in one place only: who counted it first keeps it."""

    template = "{serial} was counted in {document} at {location}, station {station}, {at}."
    next_step = "If it lies here, take it off {document} first; otherwise put it back there."


class CountWhichItem(Ask):
    question = "item"
    template = "{serial} can be a unit of several items: {items}."
    next_step = "Choose the item; scanning its product code first says it too."


class ProductNotKnown(Refusal):
    template = "{serial} is a product code that no item has."
    next_step = "Scan the serial number of the unit, or write the code on its item first."


class NotOnCount(Refusal):
    template = "This row is no longer on {document}."
    next_step = "Look at the list again."


class CountChanged(Refusal):
    template = "{document} was not approved: the lists have changed since they were shown."
    next_step = "Look at them again, then approve."


class NotADifference(Refusal):
    template = "{serial} is on none of the lists any more."
    next_step = "Look at the lists again."


class HeldElsewhere(Refusal):
    template = "{serial} is held by {document}."
    next_step = "Undo it on {document} or let that document go; until then it is left out here."


class NeedsItem(Refusal):
    template = "Nobody knows which item {serial} is a unit of."
    next_step = "Choose the item first, or leave it out."


class ItemTakesNone(Refusal):
    template = "{serial} cannot be a unit of {item}: {why}."
    next_step = "Choose another item, or leave it out."
