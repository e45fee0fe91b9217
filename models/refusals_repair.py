"""What repairs, warranties and returns to a supplier refuse, each with what is the case and what to do."""

from models.refusals import Refusal


class WarrantyMonths(Refusal):
    template = "A warranty of {value} months is not possible; 0 to {most} are."
    next_step = "Type the months, or 0 for none."


class InRepair(Refusal):
    template = "{serial} is here in repair since {at} ({document}, {party}); it is not in stock."
    next_step = "Open {document}: it is sent back there, or credited."


class ReturnedToSupplier(Refusal):
    template = "{serial} was returned to {party} on {at} ({document})."
    next_step = "If it is here again, receive it first."


class NotAtCustomer(Refusal):
    template = "{serial} of {item} is {state}; only a unit that a customer has comes in for repair."
    next_step = "Look at its life: it shows where it is."


class OtherCustomer(Refusal):
    template = "{serial} was sold to {owner}; {document} is for {party}."
    next_step = "Scan it on the main screen and begin a repair of its own."


class AnotherRepair(Refusal):
    template = "{serial} is in repair on {other}, not on {document}."
    next_step = "Scan {other} to open it."


class RepairTakenIn(Refusal):
    template = "{document} is taken in already; {serial} cannot join it."
    next_step = "Scan it on the main screen and begin a repair of its own."


class RepairFull(Refusal):
    template = "{document} has {limit} units; no more go on one repair."
    next_step = "Take it in, and begin another one."


class NothingToRepair(Refusal):
    template = "No unit is on {document}."
    next_step = "Scan the units that came in."


class NothingReady(Refusal):
    template = "No unit of {document} is marked."
    next_step = "Scan the units it is about, or press a for all of them."


class ReasonNeeded(Refusal):
    template = "{document}: a unit is not written off without a reason."
    next_step = "Type why."


class RepairNotOpen(Refusal):
    template = "{document} is {status}; no unit of it is here in repair."
    next_step = "Take a draft in first."


class NothingToReverse(Refusal):
    template = "{document} is {status}; there is no step to reverse on it."
    next_step = "Cancel a draft instead."


class ReceiptNotPosted(Refusal):
    template = "{number} is {status}; only what a posted receipt brought in goes back to its supplier."
    next_step = "Post the receipt first, or choose another one."


class NothingToSendBack(Refusal):
    template = "Nothing of {number} is here to return."
    next_step = "Look at its units: they were sold, written off or returned."


class NotOnReceipt(Refusal):
    template = "{serial} did not come in on {receipt}, but on {other}."
    next_step = "Scan {other}, and begin its return there."


class NoReceipt(Refusal):
    template = "{serial} did not come in on a receipt."
    next_step = "Write it off with an adjustment if it has to leave."


class ReturnMoreThanReceived(Refusal):
    template = (
        "Line {line} of {document} cannot have {quantity} {item}: {most} of {receipt} are left to return."
    )
    next_step = "Choose {most} or fewer."


class ReturnByScan(Refusal):
    template = "Line {line} of {document} has serial numbers: scan the units that go back."
    next_step = "Scan them, or press a for everything that is here."
