"""What a typed value is refused for, whatever card it stands on: a text, a number, an amount, a quantity, a GTIN."""

from models.refusals import Refusal


class TextEmpty(Refusal):
    template = "{field} is empty."
    next_step = "Type at least one character."


class TextTooLong(Refusal):
    template = "{field} has {length} characters, at most {most} fit."
    next_step = "Shorten it."


class TextUnprintable(Refusal):
    template = "{field} holds {character}, which cannot be printed."
    next_step = "Type it again without that character."


class NumberCharacters(Refusal):
    template = "{field} {number} holds {character}; letters, digits, - and _ are allowed."
    next_step = "Choose another number."


class MoneyUnreadable(Refusal):
    template = "{value} is not an amount; expected digits with at most 2 decimals, such as 1234.50."
    next_step = "Type the amount again."


class MoneyOutOfRange(Refusal):
    template = "{value} is not between 0 and {most}."
    next_step = "Check the amount."


class NumberUnreadable(Refusal):
    template = "{value} is not a whole number."
    next_step = "Type digits alone."


class QuantityOutOfRange(Refusal):
    template = "Quantity {quantity} is not between {least} and {most}."
    next_step = "Check the quantity."


class GtinNotDigits(Refusal):
    template = "GTIN {gtin} is not 8, 12, 13 or 14 digits."
    next_step = "Scan the barcode on the package again."


class GtinCheckDigit(Refusal):
    template = "GTIN {gtin} ends with {found}, its check digit is {expected}."
    next_step = "Scan the barcode on the package again."


class GlnWrong(Refusal):
    template = "{gln} is not a GLN (EAN number): 13 digits, the last one a check digit."
    next_step = "Type it again, as the customer gave it."


class PaymentDaysUnreadable(Refusal):
    template = "{value} is not a number of days between 0 and {most}."
    next_step = "Type it again, such as 30; leave it empty to say nothing."
