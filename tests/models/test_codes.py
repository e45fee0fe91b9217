"""What a text says by its form: right readings, near misses, and nothing invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.check_digits import gs1_digit_fits, is_number, luhn_fits
from models.codes import (
    Command,
    DocumentNumber,
    Gs1,
    Gtin,
    Imei,
    Iso15434,
    Multi,
    Reading,
    Text,
    Unreadable,
    is_item_number,
    parse,
)
from models.codes_aim import MODIFIERS
from models.codes_gs1_table import exact_length, identifier_at
from models.codes_kinds import REASONS

GTIN = "09521234543213"
WRONG = "09521234543214"


def with_digit(body: str) -> str:
    """`body` with the GS1 check digit, found by trial."""
    return next(body + digit for digit in "0123456789" if gs1_digit_fits(body + digit))


def read(text: str, **how: object) -> str:
    return parse(text, **how).notation  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["ABC123", "00123", "aBc-/.1", "A B", "#5%", "123", "1234567890123456", "~", "O0I1", "1" * 100]
)
def test_bare_text_is_itself_in_every_character(text: str) -> None:
    assert parse(text) == Text(text)


def test_outer_blanks_are_cut_and_told_and_inner_ones_stay() -> None:
    assert parse("  A B ") == Text("A B", trimmed=True)
    assert parse("]C0 A1 ") == Text("A1", "]C0", trimmed=True)
    assert parse("A") == Text("A", trimmed=False)


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("96385074", "00000096385074"),
        ("012345678905", "00012345678905"),
        ("4006381333931", "04006381333931"),
        ("09521234543213", "09521234543213"),
        ("]E04006381333931", "04006381333931"),
        ("]E496385074", "00000096385074"),
    ],
)
def test_a_gtin_of_every_length_is_compared_as_fourteen_digits(text: str, gtin: str) -> None:
    code = parse(text)
    assert isinstance(code, Gtin)
    assert code.gtin == gtin
    assert code.text == (text[3:] if text.startswith("]") else text)


@pytest.mark.parametrize(
    "text", ["4006381333930", "96385075", "012345678904", WRONG, "400638133393", "40063813339310"]
)
def test_digits_that_miss_the_check_digit_are_only_text(text: str) -> None:
    assert read(text) == f"text {text}"


@pytest.mark.parametrize("text", ["]E04006381333932", "]E496385075", "]E0123", "]E0ABC", "]E44006381333931"])
def test_where_the_reader_says_ean_a_wrong_digit_or_length_refuses(text: str) -> None:
    assert read(text) == "error check-digit"


@pytest.mark.parametrize("series", ["PO", "GR", "AD", "QU", "SO", "SH", "IN", "CN", "CT"])
def test_a_document_number_in_full_is_a_document(series: str) -> None:
    assert parse(f"{series}-1001") == DocumentNumber(f"{series}-1001", series=series)
    assert isinstance(parse(f"]C0{series}-1001"), DocumentNumber)


@pytest.mark.parametrize(
    "text", ["SN-1001", "PO1001", "PO-", "PO-10A", "po-1001", "XPO-1001", "PO-1001-1", "PO-" + "1" * 13]
)
def test_what_only_looks_like_a_document_is_text(text: str) -> None:
    assert parse(text) == Text(text)


@pytest.mark.parametrize(
    "name",
    [
        "CONFIRM",
        "UNDO",
        "PRINT",
        "CANCEL",
        "OK",
        "HOLD",
        "MENU",
        "NEXT",
        "PREV",
        "SHORT",
        "USER.7",
        "1",
        "9",
        "0",
    ],
)
def test_a_command_card_is_a_command_and_never_data(name: str) -> None:
    assert parse(f"CMD.{name}") == Command(f"CMD.{name}", name=name)
    assert isinstance(parse(f"]C0CMD.{name} "), Command)


@pytest.mark.parametrize(
    "text", ["CMD.", "CMD.NOPE", "CMD.undo", "CMD.USER.", "CMD.USER.ANNA", "CMD.10", "CMD.A,B", "CMD.\x1d"]
)
def test_an_unknown_card_is_an_error_and_never_data(text: str) -> None:
    assert read(text) == "error unknown-command"


def test_a_text_that_only_contains_cmd_is_text() -> None:
    assert read("XCMD.UNDO") == "text XCMD.UNDO"
    assert read("cmd.undo") == "text cmd.undo"


@pytest.mark.parametrize("aim", [f"]{letter}{m}" for letter, ms in MODIFIERS.items() for m in ms])
def test_each_identifier_of_the_standard_is_cut_once(aim: str) -> None:
    data = f"01{GTIN}"
    assert parse(aim + data).text == data
    assert parse(aim + data).aim == aim
    assert parse(f"]A0{aim}{data}").text == aim + data


@pytest.mark.parametrize(
    "text", ["]", "]C", "]QX-77", "]XYZ", "]A2A", "]E5123", "]c0A", "A]C0B", "] C0A", "]d7A", "]]C0A"]
)
def test_what_is_no_identifier_stays_in_the_text(text: str) -> None:
    assert parse(text) == Text(text)


def test_a_reader_that_marks_character_sets_doubles_its_backslashes() -> None:
    assert read(r"]L1A\\B") == r"text A\B"
    assert read(r"]Q2\000026AB") == "text AB"
    assert read(r"]L0A\\B") == r"text A\\B"


@pytest.mark.parametrize("aim", ["]C1", "]e0", "]e1", "]e2", "]d2", "]d5", "]Q3", "]Q4", "]J1", "]z1"])
def test_each_gs1_carrier_is_read_as_gs1(aim: str) -> None:
    assert read(f"{aim}01{GTIN}21ABC123") == f"gs1 01={GTIN} 21=ABC123"
    assert read(f"{aim}21A\x1d10B") == "gs1 21=A 10=B"
    assert read(f"{aim}hello").startswith("error")


@pytest.mark.parametrize(
    "text", ["21ABC123", "10LOT1", "400X", "]C021ABC123", "]d121ABC", f"01{WRONG}21A", "01ABC", "(21) A"]
)
def test_digits_that_look_like_an_identifier_are_no_evidence(text: str) -> None:
    assert read(text).startswith("text ")


@pytest.mark.parametrize(
    "text",
    [
        f"\x1d01{GTIN}21A1",
        f"01{GTIN}21A1",
        f"01{GTIN}21A1\x1d",
        f"(01){GTIN}(21)A1",
        f"https://id.gs1.org/01/{GTIN}/21/A1",
        f"HTTP://EXAMPLE.COM/shop/01/{GTIN}/21/A1?linkType=all#x",
        f"https://example.com/01/{GTIN[1:]}/21/A1",
        f"https://example.com/01/{GTIN}?21=A1",
        f"]Q1https://example.com/01/{GTIN}/21/A1",
        f"[)>\x1e05\x1d01{GTIN}21A1\x1e\x04",
    ],
)
def test_every_spelling_of_one_label_reads_the_same(text: str) -> None:
    code = parse(text)
    assert isinstance(code, Gs1)
    assert (code.gtin, code.serial, code.value("10")) == (GTIN, "A1", "")


def test_the_elements_keep_their_order_and_their_characters() -> None:
    assert read("]d217251231" + f"10aB/1\x1d01{GTIN}210001") == f"gs1 17=2025-12-31 10=aB/1 01={GTIN} 21=0001"
    assert read("(01)" + GTIN + "(21)A(05)B(10)L") == f"gs1 01={GTIN} 21=A(05)B 10=L"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"]C101{WRONG}21A", "check-digit"),
        (f"(01){WRONG}(21)A", "check-digit"),
        (f"https://example.com/01/{WRONG}/21/A", "check-digit"),
        (f"[)>\x1e05\x1d01{WRONG}21A\x1e\x04", "check-digit"),
        ("]C100" + "1" * 18, "check-digit"),
        (f"]C101{GTIN}21{'A' * 21}", "serial-length"),
        (f"]C101{GTIN}21A\x1d21B", "two-serials"),
        (f"]C101{GTIN}01{with_digit('0952123454322')}", "gs1"),
        (f"]C101{GTIN[:10]}", "gs1"),
        (f"]C101{GTIN}17251301", "date"),
        (f"]C101{GTIN}17250230", "date"),
        (f"]C101{GTIN}10", "gs1"),
        (f"]C101{GTIN}05X", "gs1"),
        (f"]C101{GTIN}21A|17251231", "gs1"),
        ("]C1", "empty"),
        ("]C1\x1d", "gs1"),
        ("]C121A B", "gs1"),
    ],
)
def test_a_gs1_label_that_does_not_hold_is_refused_with_its_reason(text: str, kind: str) -> None:
    assert read(text) == f"error {kind}"


def test_the_longest_serial_of_gs1_is_twenty_and_the_same_serial_twice_is_one() -> None:
    assert read(f"]C121{'A' * 20}") == f"gs1 21={'A' * 20}"
    assert read("]C121A\x1d21A") == "gs1 21=A"


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("251231", "2025-12-31"),
        ("250200", "2025-02-28"),
        ("240200", "2024-02-29"),
        ("760101", "2076-01-01"),
        ("770101", "1977-01-01"),
    ],
)
def test_two_digit_years_are_the_nearest_and_day_zero_is_the_last(date: str, iso: str) -> None:
    assert read(f"]C117{date}", year=2026) == f"gs1 17={iso}"
    assert read("]C117010101", year=2060) == "gs1 17=2101-01-01"


def test_a_pallet_alone_is_a_pallet_and_never_a_serial() -> None:
    pallet = with_digit("00952123454321321"[:17])
    assert read(f"]C100{pallet}") == f"sscc {pallet}"
    assert read(f"(00){pallet}") == f"sscc {pallet}"
    assert read(f"00{pallet}") == f"text 00{pallet}"


def test_a_link_that_is_no_gs1_link_is_text() -> None:
    for text in (
        "https://example.com/",
        "https://example.com/01/shoes",
        "http://x/21/A,B;C",
        "http://x/A,B",
        "https://[/01/1",
        f"https://example.com/01/{GTIN}//21/A1",
    ):
        assert read(text) == f"text {text}"


def test_a_longer_form_of_the_first_identifier_is_not_torn_apart() -> None:
    assert identifier_at("3103000123") == "3103"
    assert read("]C13103000123" + "21A") == "gs1 3103=000123 21=A"
    assert [exact_length(ai) for ai in ("00", "01", "17", "20", "410", "10", "7007", "99")] == [
        18, 14, 6, 2, 13, None, None, None,
    ]  # fmt: skip


HEAD, TAIL = "[)>\x1e06\x1d", "\x1e\x04"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}1PABC-1\x1dSSN001{TAIL}",
        f"{HEAD}1PABC-1\x1dSSN001\x1d{TAIL}",
        f"{HEAD}1PABC-1\x1dSSN001",
        "[)>\x1d06\x1d1PABC-1\x1dSSN001\x1e\x04",
        "[)>\x0006\x1d1PABC-1\x1dSSN001\x1e\x04",
        "[)>06\x1d1PABC-1\x1dSSN001\x1e\x04",
        ">[)>06\x1d1PABC-1\x1dSSN001",
        f"]d1{HEAD}1PABC-1\x1dSSN001{TAIL}",
        f"]L2{HEAD}1PABC-1\x1dSSN001{TAIL}\r\n",
    ],
)
def test_an_envelope_is_read_through_every_known_damage(text: str) -> None:
    code = parse(text)
    assert isinstance(code, Iso15434)
    assert code.elements == (("1P", "ABC-1"), ("S", "SN001"))
    assert code.serials == ("SN001",)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("1PA\x1d123", "identifier"),
        ("1PA\x1dS", "identifier"),
        ("1PA\x1d\x1dSB", "identifier"),
        ("Q1O\x1dSA", "quantity"),
        ("Q3\x1dSA\x1dSB", "quantity"),
        ("SA\x1dSA", "duplicate"),
        ("1PA\x1dSA\x01B", "identifier"),
        ("", "identifier"),
    ],
)
def test_an_envelope_that_cannot_be_trusted_is_refused_whole(fields: str, kind: str) -> None:
    assert read(HEAD + fields + TAIL) == f"error {kind}"


def test_packages_and_ranges_are_no_serials() -> None:
    code = parse(f"{HEAD}3SPKG\x1d4SX\x1d8S1\x1dJ1\x1dQ10\x1d31SA01\x1d32SA10{TAIL}")
    assert isinstance(code, Iso15434)
    assert code.serials == ()
    assert code.serial_range == ("A01", "A10")
    assert parse(f"{HEAD}SA\x1dSB\x1dQ2{TAIL}").notation == "iso15434 S=A S=B Q=2"


@pytest.mark.parametrize(
    "text",
    [
        "A1,B2,C3",
        "A1;B2;C3",
        "A1\rB2\rC3",
        "A1\r\nB2\r\nC3\r\n",
        "A1\x1eB2\x1eC3",
        "A1\x1dB2\x1dC3\x1d",
        "A1, B2, C3",
        "A1;B2;C3;",
    ],
)
def test_a_list_in_one_symbol_is_all_of_its_texts(text: str) -> None:
    assert parse(text) == Multi(text, texts=("A1", "B2", "C3"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A,B,A", "duplicate"),
        ("A,CMD.UNDO", "command-in-list"),
        ("A\x1dB C", "control-chars"),
        ("A\x04B", "control-chars"),
        ("A\tB", "control-chars"),
    ],
)
def test_a_list_with_one_bad_entry_is_refused_whole(text: str, kind: str) -> None:
    assert read(text) == f"error {kind}"


@pytest.mark.parametrize("text", ["A,", "Nord ApS, Aarhus", "A,,B", ",", "A;;"])
def test_a_comma_alone_makes_no_list(text: str) -> None:
    assert read(text) == f"text {text}"


def test_an_imei_is_fifteen_digits_with_the_right_last_one() -> None:
    assert parse("356938035643809") == Imei("356938035643809")
    assert read("356938035643808") == "text 356938035643808"
    assert read("356938035643808", rule="imei") == "error check-digit"
    assert read("3569380356438091") == "text 3569380356438091"


@pytest.mark.parametrize("text", ["001A2B3C4D5E", "00:1a:2b:3c:4d:5e", "00-1A-2b-3C-4d-5E", "001a.2b3c.4d5e"])
def test_a_mac_written_in_any_way_is_one_value_under_its_rule(text: str) -> None:
    assert read(text, rule="mac") == "mac 001A2B3C4D5E"
    assert parse(text, rule="mac").text == text
    assert read(text) == f"text {text}"


@pytest.mark.parametrize("text", ["00:1A-2B:3C:4D:5E", "001A2B3C4D5", "001A2B3C4D5G", "00:1A:2B:3C:4D:5E:"])
def test_what_is_no_mac_stays_text_under_the_rule(text: str) -> None:
    assert read(text, rule="mac") == f"text {text}"


def test_an_identifier_in_the_bars_is_cut_only_when_the_item_says_so() -> None:
    assert read("SSN001") == "text SSN001"
    assert read("SSN001", di_1d=True) == "iso15434 S=SN001"
    assert read("S", di_1d=True) == "text S"
    assert read("XSN001", di_1d=True) == "text XSN001"


@pytest.mark.parametrize("text", ["SNæ", "１２３", "A\u202eB", "\ud800", "A\u00a0"])
def test_letters_beyond_ascii_are_refused(text: str) -> None:
    assert read(text) == "error non-ascii"


def test_an_empty_text_is_refused_by_name() -> None:
    for text in ("", "   ", "]C0", "]C0  "):
        assert read(text) == "error empty"


def test_every_reason_has_a_sentence_and_a_next_step() -> None:
    for kind in REASONS:
        bad = Unreadable("X", kind=kind, detail="Y")
        assert bad.template.format(text=bad.text, detail=bad.detail).endswith(".")
        assert bad.next_step.endswith(".")


def test_only_a_plain_gtin_has_the_short_window_of_an_item() -> None:
    assert is_item_number("4006381333931")
    assert is_item_number("]E04006381333931")
    assert not is_item_number("4006381333932")
    assert not is_item_number(f"01{GTIN}21A")


def test_check_digits_take_only_ascii_digits() -> None:
    for text in ("", "٣٤", "²", "12a", " 1"):
        assert not gs1_digit_fits(text)
        assert not luhn_fits(text)
        assert not is_number(text)
    assert luhn_fits("79927398713")
    assert not luhn_fits("79927398710")


ALPHABET = st.sampled_from("01AS(]){}[>,;/.\x1d\x1e\x04\r\n\t\x00 |æ]C1d2" + "\\")
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(ALPHABET, max_size=40),
    st.sampled_from([f"]C101{GTIN}21A", HEAD + "SA" + TAIL, "https://h/01/", "CMD.", "(01)"]).flatmap(
        lambda head: st.text(ALPHABET, max_size=20).map(lambda rest: head + rest)
    ),
)


@settings(max_examples=400, deadline=None)
@given(HOSTILE, st.sampled_from(["", "mac", "imei"]), st.booleans())
def test_no_text_raises_and_none_is_altered(text: str, rule: str, di_1d: bool) -> None:
    code: Reading = parse(text, rule=rule, di_1d=di_1d)
    assert code.text in text or "\\" in text
    assert code.notation
    if isinstance(code, Text | DocumentNumber):
        assert code.text.isascii()
        assert code.text.isprintable()
        assert code.text


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789ABCDEFabcdef-/.+%$ ", min_size=1, max_size=100))
def test_a_serial_of_ordinary_characters_keeps_each_of_them(text: str) -> None:
    assert parse(text).text == text.strip(" ")
