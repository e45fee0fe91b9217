"""The finite list of refusals and questions of the serial dialog, each met for real (R26)."""

import pytest

from models import adjusting, entry, receiving, refusals_scan
from models.book import Book
from models.choosing import choose
from models.goods_reversing import reverse
from models.purchasing import expect
from models.refusals import Ask, Refusal
from tests.builders import Warehouse

GTIN = "04006381333931"


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", gtin=GTIN, serial_min=3, serial_max=15)
    built.item("SC-20")
    built.received("TP-80", "SN-IN", "SN-OUT", "SN-LOST", "SN-HELD")
    built.received("SC-20", "SC-1")
    built.shipped("TP-80", "SN-OUT")
    lost = book.perform(adjusting.create, category="Waste")
    draft = book.perform(adjusting.add_line, number=lost.number, item="TP-80", way="down", quantity=1)
    built.scan(draft.lines[0].id, "SN-LOST")
    book.perform(adjusting.post, number=lost.number)
    order = built.sold(("TP-80", 1))
    book.perform(choose, order=order, line_no=1, text="SN-HELD", how="keyed")
    return built


@pytest.fixture
def coming_in(house: Warehouse) -> int:
    return house.receipt(("TP-80", 50)).lines[0].id


@pytest.fixture
def going_out(house: Warehouse) -> int:
    made = house.book.perform(adjusting.create, category="Waste")
    return (
        house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=5)
        .lines[0]
        .id
    )


@pytest.mark.parametrize(
    ("text", "refusal", "sentence"),
    [
        ("", "EmptySerial", "Nothing was entered."),
        ("x" * 101, "TooLong", "xxxxxxxxxxxxxxxxxxxx… has 101 characters; a serial number has at most 100."),
        ("S\x07N", "IllegalCharacter", "S\x07N holds (U+0007), which no serial number can."),
        ("Ø123", "IllegalCharacter", "Ø123 holds 'Ø' (U+00D8), which no serial number can."),
        ("AB", "FailsPattern", "AB is not a serial number of TP-80: 2 of 3 characters."),
        ("CMD.UNDO", "CommandCard", "CMD.UNDO is a command card, not a serial number."),
        ("CMD.NOPE", "CommandCard", "CMD.NOPE is a command card, not a serial number."),
        (
            "4006381333931",
            "IsItemCode",
            "4006381333931 is the product code (GTIN) of TP-80, not a serial number.",
        ),
        (
            "00000000000000000000",
            "FailsPattern",
            "00000000000000000000 is not a serial number of TP-80: 20 characters, at most 15.",
        ),
        ("A-01", "IsLocation", "A-01 is the location Shelf A-01, not a serial number."),
        ("GR-1001", "IsDocument", "GR-1001 is a document, not a serial number."),
        ("SC-20", "IsItemNumber", "SC-20 is the item number of Item SC-20, not a serial number."),
        ("SN-IN", "AlreadyInStock", "SN-IN is in stock since 2026-11-23 (GR-1001, A-01)."),
        ("SN-LOST", "WrittenOff", "SN-LOST was written off by AD-1001 on 2026-11-23."),
        ("SN-HELD", "Held", "SN-HELD is held by SO-1002 at station Packing 2, since "),
        ("SN-OUT", "ComesBack", "SN-OUT was shipped to Nordlys ApS on 2026-11-23 (SH-1001)."),
        ("SC-1", "KnownElsewhere", "SC-1 is known as item SC-20."),
        ("5N-1N", "LooksLike", "5N-1N is new, but looks like SN-IN, which is known."),
        ("sn-in", "LooksLike", "sn-in is new, but looks like SN-IN, which is known."),
        ("(01)09521234543213(21)X1", "OtherProduct", "The label is of product 09521234543213, not of TP-80."),
        ("]C10109521234543213", "NoSerialOnLabel", "The label of 09521234543213 carries no serial number."),
        ("A1,CMD.OK", "BadLabel", "A1,CMD.OK hides a command card in a list."),
    ],
)
def test_coming_in(house: Warehouse, coming_in: int, text: str, refusal: str, sentence: str) -> None:
    with pytest.raises(Refusal) as said:
        house.scan(coming_in, text)
    assert type(said.value).__name__ == refusal
    assert said.value.sentence.startswith(sentence)
    assert said.value.next
    assert house.book.value("SELECT count(*) FROM entry WHERE line_id = ?", coming_in) == 0
    assert house.book.value("SELECT outcome FROM scan ORDER BY id DESC LIMIT 1") in ("refused", "ask")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("SN-OUT", "AlreadyShipped"),
        ("SN-LOST", "WrittenOff"),
        ("SN-HELD", "Held"),
        ("SC-1", "BelongsToItem"),
        ("NOBODY", "UnknownSerial"),
        ("sn-in", "UnknownSerial"),
        (GTIN, "IsItemCode"),
        ("A-01", "IsLocation"),
    ],
)
def test_going_out(house: Warehouse, going_out: int, text: str, refusal: str) -> None:
    with pytest.raises(Refusal) as said:
        house.scan(going_out, text)
    assert type(said.value).__name__ == refusal


@pytest.mark.parametrize(
    ("text", "question", "meaning"),
    [("SN-OUT", "return", "return"), ("SC-1", "other-item", "new"), ("5N-1N", "looks", "new")],
)
def test_a_question_is_answered_and_only_that_one(
    house: Warehouse, coming_in: int, text: str, question: str, meaning: str
) -> None:
    with pytest.raises(Ask) as asked:
        house.scan(coming_in, text)
    assert asked.value.question == question
    with pytest.raises(Ask):
        house.scan(coming_in, text, something="else")
    assert house.scan(coming_in, text, **{question: "yes"}).meaning == meaning


def test_a_supplier_list_makes_others_unexpected_until_a_reason_is_given(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3))
    house.book.perform(expect, number=receipt.order, line_no=1, serials=["EXP1", "EXP2"])
    line = receipt.lines[0].id
    assert house.scan(line, "EXP1").meaning == "new"
    for answer in ({}, {"unexpected": ""}):
        with pytest.raises(refusals_scan.Unexpected):
            house.scan(line, "STRAY", **answer)
    house.scan(line, "STRAY", unexpected="supplier changed the unit")
    assert house.book.value("SELECT reason FROM entry WHERE serial = 'STRAY'") == "supplier changed the unit"


def test_a_label_gives_up_its_serial_as_it_was_read(house: Warehouse, coming_in: int) -> None:
    assert house.scan(coming_in, f"(01){GTIN}(21)ab/C0").serial == "ab/C0"
    assert house.scan(coming_in, "]C0 00123 ").serial == "00123"


def test_what_was_reversed_can_be_received_again(house: Warehouse, coming_in: int) -> None:
    house.received("TP-80", "SN-AGAIN")
    number = house.book.value("SELECT max(number) FROM document WHERE kind = 'GR' AND status = 'posted'")
    house.book.perform(reverse, number=number)
    with pytest.raises(refusals_scan.NotReceived):
        house.pick(house.shipment(("TP-80", 1)).number, "SN-AGAIN")
    assert house.scan(coming_in, "SN-AGAIN").meaning == "new"


def test_a_preview_takes_nothing_and_says_the_same(house: Warehouse, coming_in: int) -> None:
    texts = ["N-1", "N-2", "N-1", "SN-IN", "AB", "sn-in", "N-3"]
    shown = entry.preview(house.book, line_id=coming_in, texts=texts)
    assert shown.good == ("N-1", "N-2", "N-3")
    assert [text for text, _ in shown.duplicates] == ["N-1", "SN-IN"]
    assert [text for text, _ in shown.bad] == ["AB"]
    assert [text for text, _ in shown.questions] == ["sn-in"]
    assert house.book.value("SELECT count(*) FROM entry WHERE line_id = ?", coming_in) == 0


def test_a_thousand_pasted_with_a_thousand_in_stock_take_under_a_second(house: Warehouse) -> None:
    import time

    line = house.receipt(("TP-80", 1000)).lines[0].id
    begun = time.perf_counter()
    result = house.book.perform(
        entry.add_many, line_id=line, texts=[f"BULK{n:05}" for n in range(1000)], how="pasted"
    )
    assert result.added == 1000
    assert time.perf_counter() - begun < 1


def test_a_product_code_is_named_with_its_product(house: Warehouse) -> None:
    house.item("LB-14", gtin="05901234123457", serial_max=9)
    house.received("LB-14", "PF4K2A12Z")
    plain = house.receipt(("SC-20", 9)).lines[0].id
    with pytest.raises(refusals_scan.IsItemCode, match="of LB-14, not a serial"):
        house.scan(plain, "5901234123457")
    house.item("SHORT", serial_max=5)
    short = house.receipt(("SHORT", 9)).lines[0].id
    with pytest.raises(
        refusals_scan.BelongsToItem, match="PF4K2A12Z belongs to item LB-14, SHORT was expected"
    ):
        house.scan(short, "PF4K2A12Z")
    with pytest.raises(refusals_scan.IsItemCode, match="LB-14"):
        house.scan(short, "5901234123457")
    with pytest.raises(refusals_scan.IsProductCode, match="96385074 is a product code"):
        house.scan(short, "96385074")
    assert house.scan(plain, "96385074").meaning == "new"


def test_a_serial_rule_of_13_digits_beats_a_product_code_by_chance(house: Warehouse) -> None:
    house.item("OTHER", gtin="05901234123457")
    house.item("NUM", serial_min=13, serial_max=13, serial_characters="0-9")
    line = house.receipt(("NUM", 9)).lines[0].id
    assert house.scan(line, "5901234123457").meaning == "new"


def test_a_retried_scan_is_one_entry_and_the_same_answer(house: Warehouse, coming_in: int) -> None:
    first, again = house.repeated(entry.add, line_id=coming_in, text="ONCE-1", how="scanned")
    assert (again.serial, again.meaning, again.count) == (first.serial, first.meaning, first.count)
    assert house.book.value("SELECT count(*) FROM entry WHERE serial = 'ONCE-1'") == 1


def test_a_retried_paste_is_taken_once(house: Warehouse, coming_in: int) -> None:
    texts = ["P-1", "P-2"]
    first, again = house.repeated(entry.add_many, line_id=coming_in, texts=texts, how="pasted")
    assert (again.added, again.count) == (first.added, first.count)


def test_every_scan_stands_in_the_journal_with_its_bytes(house: Warehouse, coming_in: int) -> None:
    house.book.perform(
        entry.add, line_id=coming_in, text="J-01", how="scanned", source="scanner 1", raw=b"\x02J-01\x03"
    )
    row = house.book.row("SELECT source, how, raw, text, outcome FROM scan ORDER BY id DESC LIMIT 1")
    assert row is not None
    assert (row[0], row[1], bytes(row[2]), row[3], row[4]) == (
        "scanner 1",
        "scanned",
        b"\x02J-01\x03",
        "J-01",
        "ok",
    )


def test_the_receipt_that_was_posted_holds_every_kind_of_arrival(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 2))
    line = receipt.lines[0].id
    house.scan(line, "SN-OUT", **{"return": "yes"})
    house.scan(line, "FRESH")
    house.book.perform(receiving.post, number=receipt.number)
    assert house.place("SN-OUT") == house.place("FRESH") == house.shelf
