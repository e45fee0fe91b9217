"""Trade item numbers (GTIN-8, -12, -13, -14) as the book keeps them: 14 digits with a true check digit. And the number of a
place or a public buyer (GLN, called EAN number on Danish invoices): 13 digits of the same make.

Rule: GS1 General Specifications, 7.9 (weights 3 and 1 from the right, modulo 10).
"""

import re

from models.refusals_values import GlnWrong, GtinCheckDigit, GtinNotDigits


def check_digit(body: str) -> str:
    """The digit that follows `body`."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def gtin14(text: str) -> str:
    """`text` with zeros in front to 14 digits. Raises GtinNotDigits, GtinCheckDigit."""
    typed = text.strip()
    if not re.fullmatch(r"\d{8}|\d{12,14}", typed, re.ASCII):
        raise GtinNotDigits(gtin=typed or '""')
    expected = check_digit(typed[:-1])
    if typed[-1] != expected:
        raise GtinCheckDigit(gtin=typed, found=typed[-1], expected=expected)
    return typed.zfill(14)


def gln(text: str) -> str:
    """`text` as 13 digits, blanks between them left out; "" stays. Raises GlnWrong."""
    digits = "".join(text.split())
    if digits and not (re.fullmatch(r"\d{13}", digits, re.ASCII) and digits[-1] == check_digit(digits[:-1])):
        raise GlnWrong(gln=text.strip())
    return digits
