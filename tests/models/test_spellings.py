"""Two spellings of one MAC address are one unit, wherever it is scanned and whatever races (R2.11, N03)."""

import threading
from pathlib import Path

import pytest
from peewee import IntegrityError

from models import adjusting, entry, expecting, importing, items, lookup, receiving, shipping
from models.book import Book
from models.checking import check
from models.item_facts import ItemFacts
from models.patterns import SerialPattern
from models.purchasing import expect
from models.refusals_orders import ImportRefused
from models.refusals_patterns import SameUnitTwice
from models.refusals_scan import (
    AlreadyInStock,
    FailsPattern,
    Held,
    IsItemCode,
    TwiceInList,
    UnknownSerial,
)
from tests.builders import Warehouse

COLONS, BARE, DOTS, DASHES = "00:1A:2B:3C:4D:5E", "001A2B3C4D5E", "001a.2b3c.4d5e", "00-1a-2b-3c-4d-5e"
EVERY = (COLONS, BARE, DOTS, DASHES)


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("AP-1", serial_kind="mac")
    built.item("PLAIN")
    return built


@pytest.mark.parametrize("other", EVERY[1:])
def test_the_other_spelling_in_the_list_and_in_stock_is_refused_and_named(
    house: Warehouse, other: str
) -> None:
    receipt = house.receipt(("AP-1", 3))
    assert house.scan(receipt.lines[0].id, COLONS).serial == COLONS
    with pytest.raises(TwiceInList) as twice:
        house.scan(receipt.lines[0].id, other)
    assert twice.value.sentence.startswith(f"{other}, here as {COLONS}, is twice in this list")
    with pytest.raises(Held, match=f"{other}, here as {COLONS}, is held by GR-1001"):
        house.scan(house.receipt(("AP-1", 3)).lines[0].id, other)
    house.book.perform(receiving.post, number=receipt.number, short=True)
    with pytest.raises(AlreadyInStock, match=f"{other}, here as {COLONS}, is in stock since"):
        house.scan(house.receipt(("AP-1", 3)).lines[0].id, other)


@pytest.mark.parametrize("other", EVERY[1:])
def test_any_spelling_finds_picks_and_takes_off_the_unit_which_keeps_its_own(
    house: Warehouse, other: str
) -> None:
    house.received("AP-1", COLONS)
    found = house.book.perform(lookup.find, text=other)
    assert [(one.kind, one.key, one.detail) for one in found] == [("serial", COLONS, "AP-1")]
    order = house.sold(("AP-1", 1))
    shipment = house.book.perform(shipping.start, order=order)
    picked = house.pick(shipment.number, other)
    assert (picked.text, picked.line_no, picked.count) == (COLONS, 1, 1)
    assert house.book.value("SELECT serial FROM entry") == COLONS
    with pytest.raises(TwiceInList):
        house.pick(shipment.number, other)
    house.book.perform(entry.remove, line_id=shipment.lines[0].id, serial=COLONS)
    assert house.book.value("SELECT count(*) FROM entry") == 0


def test_a_list_with_two_spellings_of_one_unit_takes_it_once(house: Warehouse) -> None:
    line = house.receipt(("AP-1", 9)).lines[0].id
    shown = house.book.perform(entry.preview, line_id=line, texts=[*EVERY, "00:1A:2B:3C:4D:5F"])
    assert shown.good == (COLONS, "00:1A:2B:3C:4D:5F")
    assert [text for text, _ in shown.duplicates] == [BARE, DOTS, DASHES]
    done = house.book.perform(entry.add_many, line_id=line, texts=EVERY, how="pasted")
    assert (done.added, len(done.refused)) == (1, 3)


def test_neighbours_that_differ_by_8_and_b_are_two_units_and_no_question(house: Warehouse) -> None:
    line = house.receipt(("AP-1", 9)).lines[0].id
    assert house.scan(line, "00:1A:2B:3C:4D:88").meaning == "new"
    assert house.scan(line, "00:1A:2B:3C:4D:8B").meaning == "new"
    assert house.scan(line, "00:1A:2B:3C:4D:B8").count == 3


def test_a_number_that_is_no_mac_address_is_refused_in_words(house: Warehouse) -> None:
    line = house.receipt(("AP-1", 9)).lines[0].id
    with pytest.raises(FailsPattern, match="is not a serial number of AP-1: 11 of 12 hexadecimal digits"):
        house.scan(line, "00:1A:2B:3C:4D:5")


def test_the_same_text_on_an_item_that_is_no_mac_item_is_only_a_text(house: Warehouse) -> None:
    line = house.receipt(("PLAIN", 9)).lines[0].id
    assert house.scan(line, COLONS).meaning == "new"
    assert house.scan(line, BARE).meaning == "new"


def test_the_database_itself_refuses_the_second_spelling(house: Warehouse) -> None:
    house.received("AP-1", COLONS)
    item = house.book.value("SELECT id FROM item WHERE number = 'AP-1'")
    with pytest.raises(IntegrityError), house.book.write():
        house.book.execute(
            "INSERT INTO serial_number (item_id, serial, look, same) VALUES (?, ?, ?, ?)",
            item, DOTS, DOTS, BARE,
        )  # fmt: skip


def test_two_stations_that_scan_both_spellings_at_once_get_one_ok_and_one_refusal(
    house: Warehouse, url: str
) -> None:
    lines = [house.receipt(("AP-1", 60)).lines[0].id for _ in range(2)]
    told: list[list[str]] = [[], []]
    gate = threading.Barrier(2)

    def work(at: int, spell: str) -> None:
        other = Book(url, f"Packing {at + 5}")
        for n in range(40):
            gate.wait(20)
            text = spell.join(("00", "1A", "2B", "3C", "00", f"{n:02X}"))
            try:
                other.perform(entry.add, line_id=lines[at], text=text, how="scanned")
                told[at].append("ok")
            except Held:
                told[at].append("held")
        other.close()

    threads = [threading.Thread(target=work, args=(at, sign)) for at, sign in enumerate(":-")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [set(pair) for pair in zip(*told, strict=True)] == [{"ok", "held"}] * 40


def test_an_announced_address_comes_in_any_spelling(house: Warehouse) -> None:
    order = house.ordered(("AP-1", 3))
    house.book.perform(expect, number=order, line_no=1, serials=[BARE, "001A2B3C4D5F"])
    receipt = house.book.perform(receiving.start, order=order)
    line = receipt.lines[0].id
    assert house.scan(line, COLONS).serial == COLONS
    tally = house.book.perform(expecting.tally, line_id=line)
    assert (tally.received, tally.missing, tally.unexpected) == (1, 1, 0)
    assert house.book.perform(expecting.missing, line_id=line) == ("001A2B3C4D5F",)
    house.book.perform(receiving.post, number=receipt.number, short=True)
    again = house.book.perform(receiving.start, order=order).lines[0].id
    assert house.book.perform(expecting.tally, line_id=again).missing == 1


def test_a_product_code_of_12_digits_is_the_products_and_another_one_an_address(house: Warehouse) -> None:
    house.item("UPC", gtin="00036000291452", serial_kind="mac")
    line = house.receipt(("UPC", 9)).lines[0].id
    with pytest.raises(IsItemCode, match="036000291452 is the product code"):
        house.scan(line, "036000291452")
    assert house.scan(line, "012345678905").meaning == "new"


def test_a_unit_that_was_promised_and_put_back_is_still_the_same_in_any_spelling(house: Warehouse) -> None:
    house.received("AP-1", COLONS)
    order = house.sold(("AP-1", 1))
    line = house.book.value("SELECT id FROM document_line ORDER BY id DESC LIMIT 1")
    house.book.perform(entry.add, line_id=line, text=DOTS, how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, BARE)
    house.book.perform(entry.undo, document_id=shipment.id)
    assert house.book.row("SELECT meaning, serial, same FROM entry") == ("reserve", COLONS, BARE)
    assert house.pick(shipment.number, DASHES).count == 1


def test_a_retried_scan_in_another_spelling_is_one_entry(house: Warehouse) -> None:
    house.received("AP-1", COLONS)
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(adjusting.add_line, number=made.number, item="AP-1", way="down", quantity=1)
    first, again = house.repeated(entry.add, line_id=draft.lines[0].id, text=DASHES, how="scanned")
    assert (first.serial, first.count) == (again.serial, again.count) == (COLONS, 1)
    assert not first.trimmed


def test_an_item_becomes_a_mac_item_with_the_units_it_has_unless_two_would_be_one(house: Warehouse) -> None:
    book = house.book
    house.received("PLAIN", COLONS, "NOT A MAC")
    plain = items.view(book, number="PLAIN").facts()
    mac = items.view(book, number="PLAIN").facts(pattern=SerialPattern(kind="mac"))
    line = house.receipt(("PLAIN", 2)).lines[0].id
    house.scan(line, DASHES)
    with pytest.raises(SameUnitTwice, match=f"{DASHES} and {COLONS} of PLAIN would be the same"):
        book.perform(items.change, number="PLAIN", item=mac)
    assert book.perform(items.view, number="PLAIN").pattern.kind == ""
    book.perform(entry.remove, line_id=line, serial=DASHES)
    book.perform(items.change, number="PLAIN", item=mac)
    with pytest.raises(AlreadyInStock, match=f"{BARE}, here as {COLONS}"):
        house.scan(line, BARE)
    book.perform(items.change, number="PLAIN", item=plain)
    assert house.scan(line, BARE).meaning == "new"


def test_a_file_changes_the_kind_of_an_item_and_refuses_to_make_two_units_one(
    house: Warehouse, tmp_path: Path
) -> None:
    file = tmp_path / "items.csv"

    def bring(*lines: str) -> str:
        file.write_text("\n".join(("number,name,serial_kind,serial_mask", *lines)))
        try:
            return str(house.book.perform(importing.import_file, what="items", path=file))
        except ImportRefused as refusal:
            return str(refusal)

    house.received("PLAIN", COLONS)
    assert "created=0, updated=1" in bring("PLAIN,Plain,MAC,")
    with pytest.raises(AlreadyInStock):
        house.scan(house.receipt(("PLAIN", 2)).lines[0].id, DOTS)
    assert 'serial_kind: "imai" is no kind of serial number' in bring("NEW,New,imai,")
    assert "serial_mask: The mask ##? is not clear at place 3" in bring("NEW,New,,##?")
    assert "serial_min: No serial number can have all of these lengths: 15-15, 3-3" in bring(
        "NEW,New,imei,###"
    )
    assert "created=1" in bring("NEW,New,,TP-####")
    assert house.book.perform(items.view, number="NEW").pattern == SerialPattern(mask="TP-####")
    assert "updated=1" in bring("PLAIN,Plain,,")
    house.received("PLAIN", BARE)
    assert f"serial_kind: {BARE} and {COLONS} of PLAIN would be" in bring("PLAIN,Plain,mac,")
    assert house.book.perform(items.view, number="PLAIN").pattern.empty


def test_the_check_names_a_unit_that_is_compared_as_another(house: Warehouse) -> None:
    house.received("AP-1", COLONS)
    with house.book.write():
        house.book.execute("UPDATE serial_number SET same = NULL WHERE serial = ?", COLONS)
    assert [(one.check, one.sentence) for one in check(house.book, full=False)] == [
        ("spelled", f"{COLONS} is compared as -, which is not its MAC address.")
    ]
    with house.book.write():
        house.book.execute("UPDATE serial_number SET same = ? WHERE serial = ?", BARE, COLONS)


def test_a_unit_from_before_the_rule_is_counted_picked_and_comes_back_though_it_breaks_it(
    house: Warehouse,
) -> None:
    book = house.book
    house.item("PHONE", gtin="05701234000013")
    house.received("PHONE", "490154203237519")
    phone = ItemFacts(
        "PHONE", "Phone", gtin="05701234000013", has_serials=True, pattern=SerialPattern(kind="imei")
    )
    book.perform(items.change, number="PHONE", item=phone)
    line = house.receipt(("PHONE", 9)).lines[0].id
    with pytest.raises(FailsPattern, match="its last digit is 8, the check digit of an IMEI would be 6"):
        house.scan(line, "490154203237528")
    with pytest.raises(AlreadyInStock):
        house.scan(line, "490154203237519")
    with pytest.raises(AlreadyInStock):
        house.scan(line, "]C0490154203237519")
    assert house.scan(line, "490154203237526").meaning == "new"
    assert house.scan(line, "]C1010570123400001321490154203237518").meaning == "new"
    with pytest.raises(UnknownSerial):
        house.pick(house.shipment(("PHONE", 1)).number, "490154203237500")
    assert house.pick(house.shipment(("PHONE", 1)).number, "490154203237519").count == 1


def test_a_label_with_the_address_under_its_own_identifier_is_received_and_found_by_it(
    house: Warehouse,
) -> None:
    label = f"[)>\x1e06\x1d1PAP\x1dSCH77\x1d23S{BARE}\x1e\x04"
    receipt = house.receipt(("AP-1", 1))
    assert house.scan(receipt.lines[0].id, label).serial == BARE
    house.book.perform(receiving.post, number=receipt.number)
    bare_label = f"[)>\x1e06\x1d23S{BARE}\x1e\x04"
    found = house.book.perform(lookup.find, text=bare_label)
    assert [(one.kind, one.key) for one in found] == [("serial", BARE)]
