"""Corrected serial numbers (R47): the unit is the same, its old text finds it, and nothing but a correction changes it."""

import pytest
from peewee import DatabaseError

from models import (
    adjusting,
    correcting,
    entry,
    expecting,
    exporting,
    invoice_posting,
    invoicing,
    labelling,
    lookup,
    moving,
    purchasing,
    receiving,
    returning,
    serial_report,
    shipping,
    tracing,
)
from models.book import Book
from models.checking import check
from models.choosing import choose
from models.document_serials import on_document
from models.goods_documents import NoSuchDocument
from models.goods_reversing import reverse
from models.paper_sales import credit_note, invoice
from models.refusals import Refusal
from models.refusals_corrections import SameSerial, SerialTaken, WasCorrected
from models.refusals_scan import (
    AlreadyInStock,
    FailsPattern,
    Held,
    KnownElsewhere,
    LooksLike,
    UnknownSerial,
)
from models.refusals_values import TextEmpty
from tests.builders import Warehouse
from tests.clock import Clock

WRONG, RIGHT = "TP80-004127", "TP80-004217"


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.received("TP-80", WRONG, "TP80-004300")
    return built


def correct(
    house: Warehouse, serial: str, new: str, *, reason: str = "read wrong", **sure: str
) -> correcting.Done:
    return house.book.perform(
        correcting.correct, serial=serial, item="TP-80", new=new, reason=reason, how="scanned", sure=sure
    )


def test_the_unit_is_called_by_the_right_text_everywhere(house: Warehouse, clock: Clock) -> None:
    before = house.book.row("SELECT id, seq, place FROM serial_number WHERE serial = ?", WRONG)
    done = correct(house, WRONG, RIGHT, reason="transposed")
    assert (done.document, done.old, done.serial) == ("SC-1001", WRONG, RIGHT)
    assert house.book.row("SELECT id, seq, place FROM serial_number WHERE serial = ?", RIGHT) == before
    life = house.book.perform(tracing.life, serial=RIGHT)[0]
    (step,) = life.corrections
    assert (step.old, step.new, step.reason, step.station, step.document) == (
        WRONG, RIGHT, "transposed", "Packing 2", "SC-1001",
    )  # fmt: skip
    assert step.at == life.corrections[0].at == house.book.value("SELECT max(at) FROM posting")
    seen = house.book.perform(correcting.view, number="sc-1001")
    assert (seen.old, seen.new, seen.serial, seen.reason) == (WRONG, RIGHT, RIGHT, "transposed")


def test_the_old_text_finds_the_unit_and_says_so(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    (found,) = house.book.perform(lookup.find, text=WRONG)
    assert (found.kind, found.key, found.detail) == ("serial", RIGHT, "TP-80")
    assert found.was.startswith(f"{WRONG} was corrected to {RIGHT} on 20")
    (life,) = house.book.perform(tracing.life, serial=WRONG)
    assert (life.serial, life.was) == (RIGHT, found.was)
    assert house.book.perform(lookup.find, text=RIGHT)[0].was == ""


def test_several_corrections_form_a_chain_and_each_old_text_finds_the_unit(house: Warehouse) -> None:
    for old, new in ((WRONG, "AB-1"), ("AB-1", "CD-2"), ("CD-2", RIGHT)):
        correct(house, old, new)
    for old in (WRONG, "AB-1", "CD-2"):
        assert house.book.perform(lookup.find, text=old)[0].key == RIGHT
    steps = house.book.perform(tracing.life, serial=RIGHT)[0].corrections
    assert [(step.old, step.new) for step in steps] == [("CD-2", RIGHT), ("AB-1", "CD-2"), (WRONG, "AB-1")]


def test_correcting_back_is_undoing_it_and_asks_nothing(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    correct(house, RIGHT, WRONG, reason="it was right")
    assert house.place(WRONG) == house.shelf
    assert house.book.perform(lookup.find, text=RIGHT)[0].key == WRONG
    assert house.book.perform(lookup.find, text=WRONG)[0].was == ""


def test_the_old_text_picks_the_unit_on_every_list_that_takes_known_units(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    shipment = house.shipment(("TP-80", 1))
    assert house.pick(shipment.number, WRONG).text == RIGHT
    assert house.book.value("SELECT serial FROM entry") == RIGHT
    house.book.perform(entry.undo, document_id=shipment.id)
    order = house.sold(("TP-80", 1))
    added = house.book.perform(choose, order=order, line_no=1, text=WRONG, how="scanned")
    assert (added.serial, added.corrected) == (RIGHT, WRONG)
    taken = house.book.perform(moving.scan, text=WRONG, how="scanned")
    assert isinstance(taken, moving.Taken)
    assert (taken.serial, taken.corrected) == (RIGHT, WRONG)


def test_a_refusal_about_the_old_text_names_both(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    shipment = house.shipment(("TP-80", 2))
    house.pick(shipment.number, RIGHT)
    with pytest.raises(Refusal, match=f"{WRONG}, here as {RIGHT}, "):
        house.pick(shipment.number, WRONG)


def test_an_invoice_and_a_credit_note_take_the_old_text(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    draft = house.book.perform(invoicing.from_order, order=house.sold(("TP-80", 1)))
    house.book.perform(invoicing.scan, number=draft.number, text=WRONG, how="scanned")
    done = house.book.perform(invoice_posting.post, number=draft.number)
    note = house.book.perform(returning.start, invoice=done.document)
    added = house.book.perform(returning.scan, number=note.number, text=WRONG, how="scanned")
    assert added.serial == RIGHT


def test_posted_paper_keeps_what_was_sent_and_still_checks(house: Warehouse) -> None:
    draft = house.book.perform(invoicing.from_order, order=house.sold(("TP-80", 1)))
    house.book.perform(invoicing.scan, number=draft.number, text=WRONG, how="scanned")
    number = house.book.perform(invoice_posting.post, number=draft.number).document
    correct(house, WRONG, "AB-1")
    correct(house, "AB-1", RIGHT)
    assert house.book.perform(invoice, number=number).lines[0].serials == (WRONG,)
    assert house.book.perform(on_document, number=number) == {1: (RIGHT,)}
    assert check(house.book) == ()
    note = house.book.perform(returning.start, invoice=number)
    house.book.perform(returning.scan, number=note.number, text=RIGHT, how="scanned")
    assert house.book.perform(credit_note, number=note.number).lines[0].serials == (RIGHT,)


def test_open_lists_of_this_station_follow(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, WRONG)
    correct(house, WRONG, RIGHT)
    assert house.book.rows("SELECT serial FROM entry") == [(RIGHT,)]
    house.book.perform(shipping.post, number=shipment.number)
    assert house.place(RIGHT) == 2


def test_a_unit_on_another_stations_list_waits_and_a_promised_one_does_not(
    house: Warehouse, url: str
) -> None:
    order = house.sold(("TP-80", 1))
    other = Book(url, "Packing 3")
    other.perform(choose, order=order, line_no=1, text="TP80-004300", how="scanned")
    shipment = house.shipment(("TP-80", 1))
    other.perform(shipping.pick, number=shipment.number, text=WRONG, how="scanned")
    with pytest.raises(Held, match=f"{WRONG} is held by {shipment.number} at station Packing 3"):
        correct(house, WRONG, RIGHT)
    correct(house, "TP80-004300", "TP80-004301")
    assert house.book.rows("SELECT serial FROM entry ORDER BY id") == [("TP80-004301",), (WRONG,)]
    other.close()


def test_a_text_somebody_is_receiving_right_now_is_refused(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, RIGHT, looks="yes")
    with pytest.raises(Held, match=f"{RIGHT} is held by {receipt.number}"):
        correct(house, WRONG, RIGHT)


def test_a_correction_is_judged_as_a_new_serial_number_is(house: Warehouse) -> None:
    with pytest.raises(SerialTaken, match="TP80-004300 is another unit of TP-80"):
        correct(house, WRONG, "TP80-004300")
    with pytest.raises(SameSerial):
        correct(house, WRONG, f" {WRONG} ")
    with pytest.raises(TextEmpty):
        correct(house, WRONG, RIGHT, reason="  ")
    with pytest.raises(Refusal, match="no serial number can"):
        correct(house, WRONG, "TP80-00æ")
    with pytest.raises(Refusal, match="at most 100"):
        correct(house, WRONG, "x" * 101)
    with pytest.raises(Refusal, match="Nothing was entered"):
        correct(house, WRONG, "")
    with pytest.raises(LooksLike, match="looks like TP80-004300"):
        correct(house, WRONG, "TP80-OO4300")
    house.received("SC-20", "SC-1")
    with pytest.raises(KnownElsewhere):
        correct(house, WRONG, "SC-1")
    with pytest.raises(UnknownSerial):
        correct(house, "NOBODY", RIGHT)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'SC'") == 0
    house.book.execute("UPDATE item SET serial_mask = '@@##-######' WHERE number = 'TP-80'")
    with pytest.raises(FailsPattern):
        correct(house, WRONG, "X1")
    assert correct(house, WRONG, RIGHT).serial == RIGHT


def test_a_unit_may_look_like_what_it_was_called(house: Warehouse) -> None:
    assert correct(house, WRONG, "TP80-OO4127").serial == "TP80-OO4127"


def test_an_old_text_of_another_unit_is_taken_only_after_a_question(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    receipt = house.receipt(("TP-80", 2))
    line = receipt.lines[0].id
    with pytest.raises(WasCorrected, match=f"{WRONG} was corrected to {RIGHT} on 20"):
        house.scan(line, WRONG, looks="yes")
    assert house.scan(line, WRONG, looks="yes", corrected="yes").meaning == "new"
    house.book.perform(entry.undo, document_id=receipt.id)
    with pytest.raises(WasCorrected):
        correct(house, "TP80-004300", WRONG, looks="yes")
    assert correct(house, "TP80-004300", WRONG, looks="yes", corrected="yes").serial == WRONG


def test_a_text_that_a_unit_has_now_goes_before_one_that_another_had(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, WRONG, looks="yes", corrected="yes")
    house.book.perform(receiving.post, number=receipt.number)
    (found,) = house.book.perform(lookup.find, text=WRONG)
    assert (found.key, found.was) == (WRONG, "")
    shipment = house.shipment(("TP-80", 1))
    assert house.pick(shipment.number, WRONG).text == WRONG
    house.book.perform(entry.undo, document_id=shipment.id)
    with pytest.raises(SerialTaken):
        correct(house, RIGHT, WRONG)


def test_a_text_that_two_units_had_is_nobodys_on_a_list(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    correct(house, "TP80-004300", WRONG, looks="yes", corrected="yes")
    correct(house, WRONG, "TP80-009999", looks="yes")
    assert sorted(found.key for found in house.book.perform(lookup.find, text=WRONG)) == [
        RIGHT,
        "TP80-009999",
    ]
    order = house.sold(("TP-80", 1))
    with pytest.raises(UnknownSerial):
        house.book.perform(choose, order=order, line_no=1, text=WRONG, how="scanned")


def test_receiving_the_old_label_of_a_unit_in_stock_asks_and_the_right_one_is_refused(
    house: Warehouse,
) -> None:
    correct(house, WRONG, RIGHT)
    line = house.receipt(("TP-80", 1)).lines[0].id
    with pytest.raises(AlreadyInStock):
        house.scan(line, RIGHT)
    with pytest.raises(WasCorrected):
        house.scan(line, WRONG)


def test_a_mac_address_is_filed_anew(house: Warehouse) -> None:
    house.item("AP-1", serial_kind="mac")
    house.received("AP-1", "00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5F")

    def mac(serial: str, new: str) -> correcting.Done:
        return house.book.perform(correcting.correct, serial=serial, item="AP-1", new=new, reason="misread")

    with pytest.raises(SerialTaken):
        mac("00:1A:2B:3C:4D:5E", "001A2B3C4D5F")
    mac("00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:50")
    assert house.book.perform(lookup.find, text="001a2b3c4d50")[0].key == "00:1A:2B:3C:4D:50"
    assert house.book.perform(lookup.find, text="00:1A:2B:3C:4D:5E")[0].key == "00:1A:2B:3C:4D:50"
    mac("00:1A:2B:3C:4D:50", "001A2B3C4D50")
    assert house.book.value("SELECT same FROM serial_number WHERE serial = '001A2B3C4D50'") == "001A2B3C4D50"


def test_a_lost_reply_corrects_once(house: Warehouse) -> None:
    first, again = house.repeated(
        correcting.correct, serial=WRONG, item="TP-80", new=RIGHT, reason="read wrong"
    )
    assert first == again
    assert house.book.value("SELECT count(*) FROM serial_correction") == 1


def test_the_export_has_the_new_text(house: Warehouse) -> None:
    import io

    correct(house, WRONG, RIGHT)
    out = io.StringIO()
    exporting.serials(house.book, out=out)
    assert RIGHT in out.getvalue()
    assert WRONG not in out.getvalue()


def test_a_correction_is_countered_by_another_and_not_reversed(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    with pytest.raises(NoSuchDocument):
        house.book.perform(reverse, number="SC-1001")


UNIT = "(SELECT id FROM serial_number WHERE serial = 'TP80-004217')"
ILLEGAL = {
    "rename a unit by hand": "UPDATE serial_number SET serial = 'X' WHERE serial = 'TP80-004217'",
    "rename it back by hand": f"UPDATE serial_number SET serial = '{WRONG}' WHERE serial = 'TP80-004217'",
    "rename one that was never corrected": "UPDATE serial_number SET serial = 'X' WHERE serial = 'TP80-004300'",
    "change a correction": "UPDATE serial_correction SET reason = 'x'",
    "delete a correction": "DELETE FROM serial_correction",
    "a correction that starts elsewhere": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 2, 1, '{WRONG}', 'X', 'r', min(id) FROM posting",
    "a second first correction": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 1, NULL, '{RIGHT}', 'X', 'r', min(id) FROM posting",
    "a correction that skips one": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 3, 2, '{RIGHT}', 'X', 'r', min(id) FROM posting",
    "a correction without a reason": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 2, 1, '{RIGHT}', 'X', '', min(id) FROM posting",
    "a correction to what another unit is called": "INSERT INTO serial_correction "
    f"(serial_id, seq, prev, old, new, reason, posting_id) SELECT {UNIT}, 2, 1, '{RIGHT}', 'TP80-004300', 'r', min(id) "
    "FROM posting",
    "two corrections by one posting": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 2, 1, '{RIGHT}', 'X', 'r', max(id) FROM posting",
    "a correction to what no label has": "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) "
    f"SELECT {UNIT}, 2, 1, '{RIGHT}', 'X ', 'r', min(id) FROM posting",
}


@pytest.mark.parametrize("name", ILLEGAL)
def test_the_database_itself_refuses(house: Warehouse, name: str) -> None:
    correct(house, WRONG, RIGHT)
    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute(ILLEGAL[name])


@pytest.mark.tampers
def test_a_correction_tampered_with_is_named_by_the_check(house: Warehouse) -> None:
    correct(house, WRONG, RIGHT)
    book = house.book
    if not book.lite:
        book.execute("SET session_replication_role = replica")
    else:
        for trigger in ("correction_is_kept", "serial_is_corrected"):
            book.execute(f"DROP TRIGGER {trigger}")
    with book.write():
        book.execute("UPDATE serial_correction SET reason = 'another reason'")
        book.execute(
            "UPDATE serial_number SET serial = 'TP80-777777', look = 'TP80-777777' WHERE serial = ?", RIGHT
        )
    found = {one.check: one.sentence for one in check(book)}
    assert found["called"] == f"TP80-777777 should be called {RIGHT} by its corrections."
    assert "was changed after it was made" in found["hashes"]


def test_a_count_and_a_filter_find_the_unit_by_its_old_text_and_its_label_has_the_new(
    house: Warehouse,
) -> None:
    correct(house, WRONG, RIGHT)
    made = house.book.perform(adjusting.create, category="Status")
    draft = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="counted", quantity=0
    )
    added = house.scan(draft.lines[0].id, WRONG)
    assert (added.serial, added.meaning, added.corrected) == (RIGHT, "found", WRONG)
    rows = house.book.perform(serial_report.page, filter=serial_report.SerialFilter(text="004127"))
    assert [row.serial for row in rows] == [RIGHT]
    assert house.book.perform(serial_report.count, filter=serial_report.SerialFilter(text="004127")) == 1
    (label,) = house.book.perform(labelling.of_serials, serials=[WRONG])
    assert label.serial == RIGHT


def test_a_serial_that_came_and_was_corrected_since_is_not_missing_from_the_suppliers_list(
    house: Warehouse,
) -> None:
    order = house.ordered(("TP-80", 2))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["N1", "N2"])
    receipt = house.book.perform(receiving.start, order=order)
    house.scan(receipt.lines[0].id, "N1")
    house.book.perform(receiving.post, number=receipt.number, short=True)
    correct(house, "N1", "M1")
    again = house.book.perform(receiving.start, order=order)
    tally = house.book.perform(expecting.tally, line_id=again.lines[0].id)
    assert (tally.received, tally.missing) == (1, 1)
