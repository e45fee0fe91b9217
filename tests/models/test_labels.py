"""What a label carries where a serial number is expected: read by its form and the item's rule, and nothing altered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.labels import Label, read
from models.labels_box import box
from models.patterns import ANY, SerialPattern
from models.refusals import Ask

GTIN = "09521234543213"
HEAD, TAIL = "[)>\x1e06\x1d", "\x1e\x04"
RULE = SerialPattern(5, 5, "A-Z0-9")


def why(label: Label) -> str:
    return type(label.refusal or label.doubt).__name__


@pytest.mark.parametrize(
    ("text", "serial", "gtin", "batch", "expiry"),
    [
        ("SN001", "SN001", "", "", ""),
        (f"]C101{GTIN}21A1", "A1", GTIN, "", ""),
        (f"]d201{GTIN}10L7\x1d1725123121A1", "A1", GTIN, "L7", "2025-12-31"),
        (f"(01){GTIN}(21)aB/1(17)250200", "aB/1", GTIN, "", "2025-02-28"),
        (f"https://x.com/01/{GTIN}/21/A1?10=L7", "A1", GTIN, "L7", ""),
        ("]C121A1", "A1", "", "", ""),
        (f"{HEAD}1PX\x1dSA1\x1d1TL7\x1d14D20251231{TAIL}", "A1", "", "L7", "2025-12-31"),
        (f"{HEAD}SA1\x1dTL7\x1d14D20251341{TAIL}", "A1", "", "L7", ""),
        (f"{HEAD}SA1\x1d1TL7\x1d1TL8{TAIL}", "A1", "", "", ""),
    ],
)
def test_a_label_tells_serial_product_batch_and_expiry(
    text: str, serial: str, gtin: str, batch: str, expiry: str
) -> None:
    label = read(text)
    assert (label.serial, label.gtin, label.batch, label.expiry) == (serial, gtin, batch, expiry)
    assert label.refusal is None
    assert label.doubt is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("CMD.OK", "CommandCard"),
        ("CMD.NOPE", "CommandCard"),
        (f"]C101{GTIN}", "NoSerialOnLabel"),
        (f"]C101{GTIN}10L7\x1d", "NoSerialOnLabel"),
        (f"]C101{GTIN}10LOT721SER123", "SerialSwallowed"),
        (f"]C101{GTIN}17251231", "NoSerialOnLabel"),
        (f"]C101{GTIN}21{'A' * 21}", "BadLabel"),
        ("]C1hello", "BadLabel"),
        ("]C100009521234543213219", "CarrierCode"),
        (f"{HEAD}3SPKG77\x1d1PABC-1\x1dQ10{TAIL}", "NoSerialOnLabel"),
        (f"{HEAD}JUN123\x1d8S0123{TAIL}", "NoSerialOnLabel"),
        (f"{HEAD}SA1\x1dSA1{TAIL}", "BadLabel"),
        ("A,B,A", "BadLabel"),
        ("A,CMD.UNDO", "BadLabel"),
        ("00009521234543213219", "LooksLikeCarrier"),
        ("4006381333931", "LooksLikeProduct"),
        ("012345678905", "LooksLikeProduct"),
        (f"]C101{GTIN}21ABC12317251231", "RunTogether"),
    ],
)
def test_what_is_no_serial_is_named_and_what_may_be_none_is_asked(text: str, reason: str) -> None:
    assert why(read(text)) == reason


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("4006381333931", SerialPattern(13, 13, "0-9")),
        ("A,B;C", SerialPattern(5, 5)),
        (f"]C101{GTIN}21ABC12317251231", SerialPattern(14, 14)),
        ("00009521234543213219", SerialPattern(20, 20)),
        ("96385074", ANY),
        (f"]C101{GTIN}21ABC1231725123", ANY),
        (f"]C101{GTIN}21ABC12317259931", ANY),
        (f"(01){GTIN}(21)ABC12317251231", ANY),
        (f"]C101{GTIN}21ABC12317251231\x1d10L", ANY),
    ],
)
def test_a_text_that_keeps_the_rule_or_leaves_no_doubt_is_a_serial(text: str, pattern: SerialPattern) -> None:
    label = read(text, pattern)
    assert label.refusal is None
    assert label.doubt is None
    assert label.serial in text


def test_the_symbol_of_a_serial_that_keeps_the_rule_is_cut_too() -> None:
    assert read("]C0 SN001 ", RULE).serial == read("]A0SN001", RULE).serial == "SN001"


MAC, PHONE = SerialPattern(kind="mac"), SerialPattern(kind="imei")


@pytest.mark.parametrize(
    ("fields", "pattern", "serial"),
    [
        ("23S001A2B3C4D5E", MAC, "001A2B3C4D5E"),
        ("SCH77\x1d23S00:1a:2b:3c:4d:5e", MAC, "00:1a:2b:3c:4d:5e"),
        ("S001A2B3C4D5E\x1d23S001A2B3C4D5F", MAC, "001A2B3C4D5E"),  # an S that keeps the rule comes first
        ("1PX\x1d22S490154203237518", PHONE, "490154203237518"),
        ("22S490154203237518", MAC, ""),
        ("23S001A2B3C4D5E", ANY, ""),  # the serial may stand on another label
        ("23S001A2B3C4D5E\x1d23S001A2B3C4D5F", MAC, ""),
    ],
)
def test_a_number_of_the_item_s_kind_is_its_serial_under_its_own_identifier(
    fields: str, pattern: SerialPattern, serial: str
) -> None:
    label = read(f"{HEAD}{fields}{TAIL}", pattern)
    assert (label.serial if label.refusal is None else "") == serial


def test_the_identifier_s_is_cut_only_where_the_item_says_so_and_the_rule_agrees() -> None:
    assert read("SSN01").serial == "SSN01"
    assert read("SSN01", di_1d=True) == Label("SN01", whole="SSN01")
    assert read("SSN001", RULE, di_1d=True).serial == "SN001"
    assert read("SSN01", RULE, di_1d=True).serial == "SSN01"  # it keeps the rule as it is
    assert read("SSN0001", RULE, di_1d=True).serial == "SSN0001"  # neither does
    assert read("S", di_1d=True).serial == "S"
    assert read("XSN01", di_1d=True).serial == "XSN01"


def test_a_product_code_by_its_carrier_is_claimed_and_a_bare_one_is_not() -> None:
    assert read("]E04006381333931").claimed
    assert not read("4006381333931").claimed
    assert read("]E04006381333931").gtin == read("4006381333931").gtin == "04006381333931"


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("A1,B2,C3", ("A1", "B2", "C3")),
        ("A1;B2", ("A1", "B2")),
        ("A1\rB2\n", ("A1", "B2")),
        ("A1\x1eB2", ("A1", "B2")),
        (f"{HEAD}SA1\x1dSB2\x1dQ2{TAIL}", ("A1", "B2")),
        (f"{HEAD}31SA08\x1d32SA11{TAIL}", ("A08", "A09", "A10", "A11")),
    ],
)
def test_a_label_of_many_units_is_all_of_them_in_order(text: str, serials: tuple[str, ...]) -> None:
    found = box(text)
    assert found is not None
    assert found.serials == serials
    assert found.refusal is None


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("A1,B2", []),
        (f"{HEAD}Q3\x1dSA1\x1dSB2{TAIL}", ["quantity"]),
        (f"{HEAD}Q1O\x1dSA1\x1dSB2{TAIL}", ["quantity"]),
        (f"{HEAD}Q2\x1dSA1{TAIL}", ["quantity"]),
        (f"{HEAD}Q02\x1dSA1\x1dSB2{TAIL}", []),
        (f"{HEAD}31SA1\x1d32SA3{TAIL}", ["range"]),
        (f"{HEAD}31SA1\x1d32SA3\x1dQ3{TAIL}", ["range"]),
        (f"{HEAD}31SA1\x1d32SA3\x1dQ4{TAIL}", ["quantity", "range"]),
    ],
)
def test_a_range_and_a_quantity_that_disagrees_ask_first(text: str, questions: list[str]) -> None:
    found = box(text)
    assert found is not None
    assert [ask.question for ask in found.asks] == questions
    assert all(isinstance(ask, Ask) and ask.next for ask in found.asks)


@pytest.mark.parametrize(
    "fields", ["31SA1", "32SA1", "31SA1\x1d32SB9", "31SA9\x1d32SA1", "31SA\x1d32SB", "31SA1\x1d31SA2\x1d32SA3",
               "31SA1\x1d32SA3\x1dSA1", "31SA1\x1d32SA99999"],
)  # fmt: skip
def test_a_range_that_cannot_be_followed_is_refused(fields: str) -> None:
    found = box(HEAD + fields + TAIL)
    assert found is not None
    assert type(found.refusal).__name__ == "BoxUnclear"
    assert found.serials == ()


@pytest.mark.parametrize(
    "text",
    [
        "SN001",
        "A B",
        "",
        "Nord ApS, Aarhus",
        f"{HEAD}SA1{TAIL}",
        f"{HEAD}SA1\x1dSA1{TAIL}",
        "A,B,A",
        "[",
        "a.b",
    ],
)
def test_every_other_text_is_no_box(text: str) -> None:
    assert box(text) is None


def test_a_list_with_one_entry_out_of_the_rule_is_still_a_list() -> None:
    rule = SerialPattern(2, 13)
    found = box("SN001,X,SN002", rule)
    assert found is not None
    assert found.serials == ("SN001", "X", "SN002")
    assert why(read("SN001,X,SN002", rule)) == "BoxLabel"


def test_blanks_part_a_list_only_where_the_rule_leaves_no_doubt() -> None:
    assert box("SN001 SN002") is None
    found = box("SN001 SN002", RULE)
    assert found is not None
    assert found.serials == ("SN001", "SN002")
    assert box("SN001 SN02", RULE) is None
    assert box("SN001 SN001", RULE) is None
    assert box("SN001 SN002", SerialPattern(11, 11)) is None


PIECES = st.sampled_from([*"01AS(]){}[>,;/.|~ ", "\x1d", "\x1e", "\x04", "\r", "[)>", "06", "05", "Q2", "31SA1", "32SA3", "S1",
                          "21", "01" + GTIN, "]C1", "]d1", "]E0", "CMD.", "17251231", "https://h/01/", "æ", "\x00"])  # fmt: skip
RULES = st.sampled_from([ANY, RULE, SerialPattern(1, 100), SerialPattern(None, 3)])


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), RULES, st.booleans())
def test_no_label_raises_and_no_serial_is_altered(text: str, pattern: SerialPattern, di_1d: bool) -> None:
    label = read(text, pattern, di_1d=di_1d)
    if label.refusal is None:
        assert label.serial in text or "\\" in text or "%" in text
        assert 1 <= len(label.serial) <= 100
        assert label.serial.isascii()
        assert label.serial.isprintable()
    found = box(text, pattern)
    if found is not None and not found.asks:
        assert all(serial in text for serial in found.serials)
    if found is not None:
        assert len(set(found.serials)) == len(found.serials)
        assert found.serials or found.refusal
