"""The two check digits of the trade: GS1 (weights 3 and 1 from the right) and Luhn (IMEI, 3GPP TS 23.003)."""


def gs1_digit_fits(digits: str) -> bool:
    """Whether the last digit of a GTIN, SSCC or GLN is its check digit. False for other text."""
    if not is_number(digits):
        return False
    weighted = (int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(weighted) % 10 == 0


def luhn_fits(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others. False for anything but ASCII digits."""
    if not is_number(digits):
        return False
    doubled = (sum(divmod(int(d) * (1 + place % 2), 10)) for place, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def is_number(text: str) -> bool:
    """Whether `text` is one or more of the digits 0 to 9; str.isdigit takes many more."""
    return text.isascii() and text.isdigit()
