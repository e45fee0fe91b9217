"""Labels on their way into a list: a box is all or nothing, batch and expiry go with the unit, the product code is checked."""

import csv
import io

import pytest
from peewee import DatabaseError

from models import adjusting, entry, exporting, items, lists, receiving, receiving_count, shipping, tracing
from models.book import Book
from models.choosing import choose
from models.goods_reversing import reverse
from models.lookup import find
from models.receiving import OverReceipt
from models.refusals import Ask, Refusal
from tests.builders import Warehouse

GTIN, OTHER = "09521234543213", "04006381333931"
HEAD, TAIL = "[)>\x1e06\x1d", "\x1e\x04"


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", gtin=GTIN, serial_min=2, serial_max=12)
    built.item("SC-20")
    return built


@pytest.fixture
def line(house: Warehouse) -> int:
    return house.receipt(("TP-80", 5)).lines[0].id


def kept(book: Book, line_id: int) -> list[str]:
    return [row.serial for row in reversed(lists.rows(book, line_id=line_id))]


def refusal(house: Warehouse, line_id: int, text: str, **sure: str) -> Refusal:
    with pytest.raises(Refusal) as said:
        house.scan(line_id, text, **sure)
    assert said.value.next
    return said.value


def test_a_box_is_one_scan_of_all_its_units_and_one_undo(house: Warehouse, line: int) -> None:
    house.scan(line, "A0")
    added = house.scan(line, "A1,A2,A3")
    assert (added.box, added.count, added.wanted) == (("A1", "A2", "A3"), 4, 5)
    assert kept(house.book, line) == ["A0", "A1", "A2", "A3"]
    assert house.book.value("SELECT count(*) FROM scan WHERE outcome = 'ok'") == 2
    document = lists.view(house.book, line_id=line).document_id
    undone = house.book.perform(entry.undo, document_id=document)
    assert (undone.box, undone.count) == (("A1", "A2", "A3"), 1)
    assert house.book.perform(entry.undo, document_id=document).serial == "A0"


def test_a_pasted_list_is_undone_one_by_one_and_a_boxed_unit_can_go_alone(
    house: Warehouse, line: int
) -> None:
    house.book.perform(entry.add_many, line_id=line, texts=["P1", "P2"], how="pasted")
    house.scan(line, "A1,A2")
    assert house.book.perform(entry.remove, line_id=line, serial="A1").box == ()
    document = lists.view(house.book, line_id=line).document_id
    assert house.book.perform(entry.undo, document_id=document).serial == "A2"
    assert house.book.perform(entry.undo, document_id=document) == entry.Undone("P2", line, 1)


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("A1,X,A2", "BoxRefused", "X"),
        ("A1,IN-1,A2", "BoxRefused", "IN-1"),
        ("A1,HERE,A2", "BoxRefused", "HERE"),
        ("A1,HERE,X,IN-1", "BoxRefused", "HERE, X, IN-1"),
        ("A1,TP-80", "BoxRefused", "TP-80"),
        ("A1,A-01", "BoxRefused", "A-01"),
        ("A1,CMD.OK", "BadLabel", "command card"),
        ("A1,A2,A1", "BadLabel", "A1 twice"),
        ("A1,A2,A3,A4,A5", "BoxTooMany", "5 serial numbers, and only 4"),
        (f"{HEAD}31SA001\x1d32SA005{TAIL}", "BoxTooMany", "5 serial numbers, and only 4"),
        (f"{HEAD}31SA001\x1d32SB005{TAIL}", "BoxUnclear", "A001 and B005"),
        (f"{HEAD}31SA001\x1d32SA003{TAIL}", "BoxRange", "3 serial numbers, from A001 to A003"),
        (f"{HEAD}Q3\x1dSA1\x1dSA2{TAIL}", "BoxQuantity", "says 3 units and lists 2"),
    ],
)
def test_a_box_with_anything_wrong_is_refused_whole_and_names_it(
    house: Warehouse, text: str, kind: str, named: str
) -> None:
    house.received("TP-80", "IN-1")
    line = house.receipt(("TP-80", 5)).lines[0].id
    house.scan(line, "HERE")
    said = refusal(house, line, text)
    assert type(said).__name__ == kind
    assert named in said.sentence
    assert kept(house.book, line) == ["HERE"]


def test_a_range_counts_after_a_yes_and_a_wrong_quantity_is_answered_too(house: Warehouse, line: int) -> None:
    label = f"{HEAD}31SA001\x1d32SA003\x1dQ4{TAIL}"
    assert isinstance(refusal(house, line, label), Ask)
    assert refusal(house, line, label, quantity="yes").fields["first"] == "A001"
    assert house.scan(line, label, quantity="yes", range="yes").box == ("A001", "A002", "A003")
    assert house.book.value("SELECT raw FROM scan WHERE outcome = 'ok'") == label.encode()


def test_a_box_asks_once_for_all_units_that_ask_the_same(house: Warehouse) -> None:
    house.received("TP-80", "R1", "R2")
    house.shipped("TP-80", "R1", "R2")
    line = house.receipt(("TP-80", 5)).lines[0].id
    said = refusal(house, line, "R1,N1,R2")
    assert isinstance(said, Ask)
    assert said.question == "return"
    assert said.sentence.startswith("R1, R2: R1 was shipped to Nordlys ApS")
    assert house.scan(line, "R1,N1,R2", **{"return": "yes"}).count == 3
    assert {row.serial: row.meaning for row in lists.rows(house.book, line_id=line)} == {
        "R1": "return", "N1": "new", "R2": "return",
    }  # fmt: skip


def test_a_box_whose_reply_was_lost_counts_once(house: Warehouse, line: int) -> None:
    once, again = house.repeated(entry.add, line_id=line, text="A1,A2", how="scanned")
    assert once.box == again.box == ("A1", "A2")
    assert again.count == 2
    assert kept(house.book, line) == ["A1", "A2"]


def test_a_text_that_is_a_serial_here_as_it_stands_is_no_box(house: Warehouse) -> None:
    house.item("OLD")
    made = house.receipt(("OLD", 1)).lines[0].id
    house.book.perform(entry.add_many, line_id=made, texts=["A"], how="pasted")
    house.book.execute("UPDATE entry SET serial = 'B1,B2'")
    number = house.book.value("SELECT number FROM document WHERE kind = 'GR' AND status = 'draft'")
    house.book.perform(receiving.post, number=number)
    shipment = house.shipment(("OLD", 1))
    assert (
        house.book.perform(entry.add, line_id=shipment.lines[0].id, text="B1,B2", how="scanned").serial
        == "B1,B2"
    )


def test_a_box_on_a_shipment_goes_to_its_line_whole(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    house.received("SC-20", "S1")
    shipment = house.shipment(("SC-20", 1), ("TP-80", 2))
    picked = house.pick(shipment.number, "A1,A2")
    assert (picked.item, picked.box, picked.count) == ("TP-80", ("A1", "A2"), 2)
    with pytest.raises(Refusal) as said:
        house.pick(house.shipment(("TP-80", 2)).number, "A3,A2")
    assert "A2 is held by" in said.value.sentence


def test_batch_and_expiry_stay_with_the_unit_and_are_told_everywhere(house: Warehouse, line: int) -> None:
    added = house.scan(line, f"]d201{GTIN}10L7\x1d1725123121A1")
    assert (added.serial, added.batch, added.expiry) == ("A1", "L7", "2025-12-31")
    house.scan(line, "A2")
    assert [(row.batch, row.expiry) for row in lists.rows(house.book, line_id=line)] == [
        ("", ""),
        ("L7", "2025-12-31"),
    ]
    house.book.perform(receiving.post, number=lists.view(house.book, line_id=line).document, short=True)
    (life,) = tracing.life(house.book, serial="A1")
    assert (life.batch, life.expiry, life.events[0].batch) == ("L7", "2025-12-31", "L7")
    assert tracing.life(house.book, serial="A2")[0].batch == ""
    out = io.StringIO()
    exporting.serials(house.book, out=out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["batch"], row["expires_on"]) for row in rows] == [("L7", "2025-12-31"), ("", "")]
    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute("UPDATE unit_label SET batch = 'L8'")
    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute("DELETE FROM unit_label")


def test_another_batch_for_a_unit_asks_and_the_answer_is_kept(house: Warehouse, line: int) -> None:
    house.scan(line, f"(01){GTIN}(21)A1(10)L7")
    house.book.perform(receiving.post, number=lists.view(house.book, line_id=line).document, short=True)
    shipment = house.shipment(("TP-80", 1))
    going = shipment.lines[0].id
    same = house.scan(going, f"(01){GTIN}(21)A1(10)L7")
    assert same.batch == "L7"
    house.book.perform(entry.undo, document_id=shipment.id)
    said = refusal(house, going, f"(01){GTIN}(21)A1(10)L8(17)261231")
    assert said.sentence == "A1 is kept with L7; this label says L8."
    assert isinstance(said, Ask)
    house.scan(going, f"(01){GTIN}(21)A1(10)L8(17)261231", batch="yes")
    done = house.book.perform(shipping.post, number=shipment.number)
    (life,) = tracing.life(house.book, serial="A1")
    assert (life.batch, life.expiry) == ("L8", "2026-12-31")
    assert [event.batch for event in life.events] == ["L8", "L7"]
    house.book.perform(reverse, number=done.document)
    assert tracing.life(house.book, serial="A1")[0].batch == "L7"


def test_what_a_label_does_not_say_stays_as_it_was(house: Warehouse, line: int) -> None:
    house.scan(line, f"(01){GTIN}(21)A1(17)261231")
    house.book.perform(receiving.post, number=lists.view(house.book, line_id=line).document, short=True)
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, f"(01){GTIN}(21)A1(10)L7")
    house.book.perform(shipping.post, number=shipment.number)
    (life,) = tracing.life(house.book, serial="A1")
    assert (life.batch, life.expiry) == ("L7", "2026-12-31")


def test_what_was_told_when_a_unit_was_promised_leaves_with_it(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text=f"(01){GTIN}(21)A1(10)L7", how="scanned")
    shipment = house.book.perform(shipping.start, order=order)
    house.book.perform(shipping.post, number=shipment.number)
    assert tracing.life(house.book, serial="A1")[0].batch == "L7"


def test_a_label_of_another_product_is_refused_and_an_unknown_one_is_linked_after_a_yes(
    house: Warehouse,
) -> None:
    line = house.receipt(("SC-20", 5)).lines[0].id
    assert type(refusal(house, line, f"(01){GTIN}(21)A1")).__name__ == "OtherProduct"
    said = refusal(house, line, f"(01){OTHER}(21)A1")
    assert isinstance(said, Ask)
    assert said.question == "link"
    assert items.view(house.book, number="SC-20").gtin == ""
    house.scan(line, f"(01){OTHER}(21)A1", link="yes")
    assert items.view(house.book, number="SC-20").gtin == OTHER
    assert house.scan(line, f"(01){OTHER}(21)A2").count == 2
    assert type(refusal(house, line, f"(01){GTIN}(21)A3")).__name__ == "OtherProduct"


def test_on_a_shipment_a_label_finds_its_own_line(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    house.received("SC-20", "A1")
    house.item("CBL", serials=False, gtin=OTHER)
    house.stocked("CBL", 3)
    shipment = house.shipment(("SC-20", 1), ("TP-80", 1), ("CBL", 2))
    assert house.pick(shipment.number, f"]C101{GTIN}21A1").item == "TP-80"  # SC-20 has an A1 too
    assert house.pick(shipment.number, f"]C101{OTHER}").item == "CBL"
    for text, kind in (
        (f"(01){GTIN}(21)A2", "LineDone"),
        ("(01)00012345678905(21)A1", "ProductUnknown"),
        (f"]C101{GTIN}10LOT721SER1", "SerialSwallowed"),
    ):
        with pytest.raises(Refusal) as said:
            house.pick(shipment.number, text)
        assert type(said.value).__name__ == kind
    small = house.shipment(("SC-20", 1))
    with pytest.raises(Refusal, match="item TP-80, which is not on"):
        house.pick(small.number, f"(01){GTIN}(21)A2")


def test_a_label_that_carries_s_finds_its_unit_in_and_out(house: Warehouse) -> None:
    house.item("LN-1", label_di=1)
    line = house.receipt(("LN-1", 3)).lines[0].id
    assert house.scan(line, "SLN9").serial == "LN9"
    assert house.book.perform(entry.add, line_id=line, text="S77", how="keyed").serial == "S77"
    document = lists.view(house.book, line_id=line).document
    house.book.perform(receiving.post, number=document, short=True)
    assert [one.key for one in find(house.book, text="SLN9")] == ["LN9"]
    house.received("TP-80", "LN99")
    assert find(house.book, text="SLN99") == ()
    shipment = house.shipment(("LN-1", 2))
    assert house.pick(shipment.number, "SLN9").text == "LN9"
    assert house.pick(shipment.number, "S77").text == "S77"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4006381333931", "LooksLikeProduct"),
        ("]E04006381333931", "IsProductCode"),
        (f"]E0{GTIN[1:]}", "IsItemCode"),
        (GTIN, "IsItemCode"),
        ("A-01", "IsLocation"),
        ("GR-1001", "IsDocument"),
        ("]C100009521234543213219", "CarrierCode"),
        ("00009521234543213219", "LooksLikeCarrier"),
        ("TP-80", "IsItemNumber"),
    ],
)
def test_a_wrong_label_is_named_where_a_serial_is_expected(house: Warehouse, text: str, kind: str) -> None:
    line = house.receipt(("SC-20", 5)).lines[0].id
    assert type(refusal(house, line, text)).__name__ == kind
    assert kept(house.book, line) == []


def test_a_doubtful_number_is_a_serial_after_a_yes_and_a_known_one_without(house: Warehouse) -> None:
    line = house.receipt(("SC-20", 5)).lines[0].id
    assert house.scan(line, "4006381333931", product="yes").serial == "4006381333931"
    house.book.perform(receiving.post, number=lists.view(house.book, line_id=line).document, short=True)
    assert house.pick(house.shipment(("SC-20", 1)).number, "4006381333931").text == "4006381333931"


def test_a_preview_gives_back_the_texts_it_was_given(house: Warehouse, line: int) -> None:
    label = f"(01){GTIN}(21)A1(10)L7"
    shown = entry.preview(house.book, line_id=line, texts=[label, " A2 "])
    assert shown.good == (label, "A2")
    house.book.perform(entry.add_many, line_id=line, texts=shown.good, how="pasted")
    assert [(row.serial, row.batch) for row in lists.rows(house.book, line_id=line)] == [
        ("A2", ""),
        ("A1", "L7"),
    ]


def test_units_without_serials_are_counted_by_their_code(house: Warehouse) -> None:
    house.item("CBL", serials=False, gtin=OTHER)
    receipt = house.receipt(("CBL", 2))

    def count() -> receiving.Receipt:
        return house.book.perform(
            receiving_count.count_one, number=receipt.number, line_no=1, text=OTHER, how="scanned"
        )

    assert receipt.lines[0].counted == 0
    assert [(ln.quantity, ln.counted) for ln in (count().lines[0], count().lines[0])] == [(1, 1), (2, 2)]
    with pytest.raises(OverReceipt):
        count()
    down = house.book.perform(receiving_count.uncount_one, number=receipt.number, line_no=1).lines[0]
    assert (down.quantity, down.counted) == (1, 1)
    down = house.book.perform(receiving_count.uncount_one, number=receipt.number, line_no=1).lines[0]
    assert (down.quantity, down.counted) == (2, 0)
    once, again = house.repeated(
        receiving_count.count_one, number=receipt.number, line_no=1, text=OTHER, how="scanned"
    )
    assert once.lines[0].quantity == again.lines[0].quantity == 1


def test_a_label_is_looked_up_by_its_serial(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.received("SC-20", "A1")
    assert [one.detail for one in find(house.book, text=f"]C101{GTIN}21A1")] == ["TP-80"]
    assert [one.detail for one in find(house.book, text=f"{HEAD}1PX\x1dSA1{TAIL}")] == ["SC-20", "TP-80"]
    assert [one.kind for one in find(house.book, text=GTIN)] == ["item"]
    assert [one.kind for one in find(house.book, text=f"(01){GTIN}")] == ["item"]


def test_an_adjustment_takes_a_box_too(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=2)
    assert house.scan(draft.lines[0].id, "A1;A2").meaning == "leave"
    house.book.perform(adjusting.post, number=made.number)
    assert house.in_stock("TP-80") == 0


def test_a_number_in_a_product_s_own_symbol_is_no_serial_whatever_the_rule(house: Warehouse) -> None:
    house.item("N13", serial_min=13, serial_max=13, serial_characters="0-9")
    line = house.receipt(("N13", 5)).lines[0].id
    assert type(refusal(house, line, f"]E0{GTIN[1:]}")).__name__ == "IsItemCode"
    assert type(refusal(house, line, "]E04006381333931")).__name__ == "IsProductCode"
    assert house.scan(line, "4006381333931").serial == "4006381333931"
    assert house.scan(line, GTIN[1:]).serial == GTIN[1:]
