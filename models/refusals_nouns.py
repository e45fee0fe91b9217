"""What the verbs about items, parties, places, operators and settings raise: each class a fact, each with
its next step."""

from models.refusals import Refusal

# --- items


class ItemUnknown(Refusal):
    template = "There is no item {number}."
    next_step = "Check the number, or create the item first."


class ItemNumberTaken(Refusal):
    template = "Item {number} exists already: {name}."
    next_step = "Choose another number, or edit that item."


class GtinTaken(Refusal):
    template = "GTIN {gtin} belongs to item {number}."
    next_step = "Remove it there first, or block that item."


class ItemBlocked(Refusal):
    template = "Item {number} is blocked."
    next_step = "Choose another item, or lift the block on its card."


class SerialsNeedStockTracking(Refusal):
    template = "Item {number} cannot have serial numbers, because its stock is not tracked."
    next_step = "Tick stock tracking first."


class AddOnNotInstalled(Refusal):
    template = "Item {number} cannot have serial numbers, because the serial number add-on is not installed."
    next_step = "Open Settings, Add-ons and install Serial numbers, then try again."


class ItemHasMovements(Refusal):
    template = "Item {number} has movements, so its serial number tick cannot change."
    next_step = "Copy the item and block the old one, or give its units in stock their serial numbers."


class TrackingHasMovements(Refusal):
    template = "Item {number} has movements, so its stock tracking cannot change."
    next_step = "Create a new item, and block this one."


class TrackingOnPosted(Refusal):
    template = "Item {number} is on {document}, so its stock tracking cannot change."
    next_step = "Create a new item, and block this one."


class ItemOnOpenDocument(Refusal):
    template = "Item {number} is on {document}, so its serial number tick cannot change now."
    next_step = "Post or cancel {document} first."


class ItemHasSerialsAlready(Refusal):
    template = "Item {number} has serial numbers already."
    next_step = "Nothing needs to be copied."


class PatternLengths(Refusal):
    template = "A serial number of {least} to {most} characters is not possible; 1 to 100 are."
    next_step = "Check both lengths."


class PatternRegex(Refusal):
    template = "The pattern {regex} cannot be read: {reason}."
    next_step = "Correct the pattern, or leave it empty."


# --- groups, places, parties, operators, categories


class GroupUnknown(Refusal):
    template = "There is no item group {number}."
    next_step = "Check the number, or create the group first."


class GroupNumberTaken(Refusal):
    template = "Item group {number} exists already: {name}."
    next_step = "Choose another number."


class PlaceUnknown(Refusal):
    template = "There is no location {number}."
    next_step = "Check the number, or create the location first."


class PlaceNumberTaken(Refusal):
    template = "Location {number} exists already: {name}."
    next_step = "Choose another number."


class PlaceReserved(Refusal):
    template = "Location {number} begins with @, which is kept for suppliers, customers and losses."
    next_step = "Choose another number."


class PlaceBlocked(Refusal):
    template = "Location {number} is blocked."
    next_step = "Choose another location, or lift the block."


class SupplierUnknown(Refusal):
    template = "There is no supplier {number}."
    next_step = "Check the number, or create the supplier first."


class CustomerUnknown(Refusal):
    template = "There is no customer {number}."
    next_step = "Check the number, or create the customer first."


class SupplierNumberTaken(Refusal):
    template = "Supplier {number} exists already: {name}."
    next_step = "Choose another number, or edit that supplier."


class CustomerNumberTaken(Refusal):
    template = "Customer {number} exists already: {name}."
    next_step = "Choose another number, or edit that customer."


class SupplierBlocked(Refusal):
    template = "Supplier {number} is blocked."
    next_step = "Choose another supplier, or lift the block."


class CustomerBlocked(Refusal):
    template = "Customer {number} is blocked."
    next_step = "Choose another customer, or lift the block."


class LanguageUnknown(Refusal):
    template = "Language {language} is not known; en and da are."
    next_step = "Choose one of the two."


class OperatorUnknown(Refusal):
    template = "There is no operator {number}."
    next_step = "Choose an operator from the list."


class OperatorNumberTaken(Refusal):
    template = "Operator {number} exists already: {name}."
    next_step = "Choose another number."


class OperatorBlocked(Refusal):
    template = "Operator {name} is blocked."
    next_step = "Sign on as somebody else, or ask the supervisor."


class BadgeUnknown(Refusal):
    template = "This badge belongs to no operator."
    next_step = "Give it to an operator in Settings, Operators."


class BadgeTaken(Refusal):
    template = "This badge belongs to {name} already."
    next_step = "Use another badge."


class BadgeUnreadable(Refusal):
    template = "A badge has {least} to {most} printable characters; this one has {length}."
    next_step = "Scan the badge again, or use another one."


class CategoryNameTaken(Refusal):
    template = "Category {name} exists already."
    next_step = "Choose another name."


class CategoryKindUnknown(Refusal):
    template = "{kind} is not a type of category; expected one of {kinds}."
    next_step = "Choose one of the seven types."


# --- settings


class AddOnUnknown(Refusal):
    template = "There is no add-on {name}."
    next_step = "Open Settings, Add-ons for the list."


class AddOnInUse(Refusal):
    template = "The add-on cannot be removed while items have serial numbers ({count})."
    next_step = "Leave it installed: their history needs it."


class SeriesUnknown(Refusal):
    template = "There is no number series {kind}."
    next_step = "Choose one of {kinds}."


class SeriesOutOfRange(Refusal):
    template = "Number series {kind} cannot start at {start}."
    next_step = "Choose a start between {least} and {most}."


class SeriesGoesBack(Refusal):
    template = "Number series {kind} cannot start at {start}, because {last} is used."
    next_step = "Choose a start between {least} and {most}."
