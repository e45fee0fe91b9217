"""What the verbs about quotes, invoices and credit notes raise."""

from models.refusals import Refusal


class QuoteFinished(Refusal):
    template = "{number} is {status}, so it cannot become an order."
    next_step = "Make a new quote, or open the order that came of it."


class OrderNotConfirmed(Refusal):
    template = "{number} is {status}; only a confirmed order is invoiced."
    next_step = "Confirm it first, or choose another order."


class NotShippedYet(Refusal):
    template = "{number} is {status}; only a shipment that has left is invoiced."
    next_step = "Confirm the shipment first, or invoice the order."


class NothingToInvoice(Refusal):
    template = "Everything on {number} is invoiced already."
    next_step = "Open its invoices, or make an invoice by hand."


class NothingShippedToInvoice(Refusal):
    template = "Nothing that left for {number} waits for an invoice."
    next_step = "Ship it first, or invoice the whole order."


class InvoiceMoreThanOrdered(Refusal):
    template = "Line {line} of {number} cannot have {quantity} {item}: {most} are left on {source}."
    next_step = "Choose {most} or fewer."


class InvoiceLineFollowsShipment(Refusal):
    template = (
        "Line {line} of {number} is what {source} delivered, with its serial numbers: item and quantity stay."
    )
    next_step = "Change its price or discount, or remove the line."


class InvoiceLineFromOrder(Refusal):
    template = "Line {line} of {number} comes from {source}: its item stays."
    next_step = "Remove the line, and add a new one."


class InvoiceLineBelowSerials(Refusal):
    template = "{count} serial numbers of {item} are chosen already, more than {quantity}."
    one = "1 serial number of {item} is chosen already, more than {quantity}."
    next_step = "Undo or remove some first."


class SerialsFromShipment(Refusal):
    template = "Line {line} of {document} is what {source} delivered: its serial numbers stand there."
    next_step = "Choose a line that is not delivered yet."


class PostedIsFinal(Refusal):
    template = "{number} is posted, and that is final."
    next_step = "Make a credit note for what has to go back."


class CreditIsFinal(Refusal):
    template = "{number} is posted, and that is final."
    next_step = "Make a new invoice for what was credited by mistake."


class InvoiceNotPosted(Refusal):
    template = "{number} is {status}; only a posted invoice gets a credit note."
    next_step = "Change the draft, or cancel it."


class AllCredited(Refusal):
    template = "Everything on {number} is credited already."
    next_step = "Open its credit notes to see when."


class NothingGoesBack(Refusal):
    """A credit note or a return to a supplier is posted with nothing on it."""

    template = "Nothing is entered on {number}."
    next_step = "Scan the units, type a quantity, or press a for everything."


class CreditMoreThanInvoiced(Refusal):
    template = (
        "Line {line} of {number} cannot have {quantity} {item}: {most} are left to credit on {invoice}."
    )
    next_step = "Choose {most} or fewer."


class CreditByScan(Refusal):
    template = "Line {line} of {number} has serial numbers: scan the units that go back."
    next_step = "Scan them, or choose them from the list of the line."


class NotOnInvoice(Refusal):
    template = "{serial} was not invoiced on this line of {invoice}."
    next_step = "Scan it on the main screen to see the sale it left on."


class CreditedAlready(Refusal):
    template = "{serial} was credited already, on {document}."
    next_step = "Put it aside; it is not credited twice."


class NotFromThisSale(Refusal):
    template = "{serial} cannot go back to stock: its last step was {document}, not its sale on {invoice}."
    next_step = "Credit it without Return to stock, or look at its life first."


class SoldWithoutSerials(Refusal):
    template = "Line {line} of {number}: {item} was sold before it had serial numbers, so its units cannot go back to stock here."
    next_step = "Credit it without Return to stock, and take the units in with an adjustment, by their serial numbers."


class NeverSold(Refusal):
    template = "{serial} of {item} is {state}; only a unit that was shipped comes back."
    next_step = "Look at its life: it shows where it is."


class NothingToBackorder(Refusal):
    template = "Nothing of {number} has left yet, so there is no rest to put on a new order."
    next_step = "Ship what is there first, or change the order itself."


class NothingLeftToBackorder(Refusal):
    template = "Everything on {number} has left already."
    next_step = "There is nothing to put on a new order."
