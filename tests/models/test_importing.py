"""Importing: the whole file counts or nothing does, and every bad line is named with what was expected."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models import importing, items, parties, places, purchasing, selling, settings
from models.book import Book
from models.importing import Imported
from models.language import speak_in
from models.refusals import Refusal
from models.refusals_orders import ImportRefused, told
from tests.builders import Warehouse

Import = Callable[[str, str], tuple[int, int, int]]
TABLES = ("item", "party", "location", "document", "document_line", "series", "setting")


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=19_900)
    built.item("CABLE", serials=False)
    return built


@pytest.fixture
def brought(book: Book, tmp_path: Path) -> Import:
    """Imports a text: created, updated, unchanged."""

    def bring(what: str, text: str) -> tuple[int, int, int]:
        done = importing.import_file(book, what=what, path=written(tmp_path, text))
        assert done.what == what
        return done.created, done.updated, done.unchanged

    return bring


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def everything(book: Book) -> list[object]:
    return [book.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]


def refused(book: Book, folder: Path, what: str, text: str | bytes) -> list[str]:
    """The bad lines of a file that must change nothing."""
    before = everything(book)
    with pytest.raises(ImportRefused) as refusal:
        importing.import_file(book, what=what, path=written(folder, text))
    assert everything(book) == before
    return [told(bad) for bad in refusal.value.lines]


def test_items_come_in_with_every_column(book: Book, brought: Import) -> None:
    settings.install(book)
    places.create(book, number="A-01", name="Shelf")
    header = "number,name,unit,gtin,stock_tracked,has_serials,cost_price,sales_price,location"
    text = f'\ufeff{header}\r\n00123,"Printer ""Æ"", big",pcs,4006381333931,yes,ja,12.50,99,A-01\r\n'
    assert brought("items", text) == (1, 0, 0)
    card = items.view(book, number="00123")
    assert (card.name, card.gtin, card.has_serials, card.cost_price, card.sales_price, card.location) == (
        'Printer "Æ", big', "04006381333931", True, 1250, 9900, "A-01",
    )  # fmt: skip
    assert brought("items", text) == (0, 0, 1)
    assert brought("items", text.replace("12.50", "13")) == (0, 1, 0)
    assert brought("items", "number,name\n00123,New name\nB,B\n") == (1, 1, 0)
    kept = items.view(book, number="00123")
    assert kept == card.__class__(**{**vars(card), "name": "New name", "cost_price": 1300})
    assert items.page(book, search="new NAME").rows[0].number == "00123"


def test_every_bad_line_of_a_file_is_named_with_its_column(book: Book, tmp_path: Path) -> None:
    text = (
        "number,name,gtin,stock_tracked,has_serials,cost_price,location\n"
        "A,A,,,,,\n"
        "B,,4006381333932,maybe,,1.234,\n"
        "A,again,,,,,NOWHERE\n"
        "C,C,,no,yes,,\n"
        "short,row\n"
        "D,D,,no,,,,too long\n"
        '"E\n two lines",E,,,,,\n'
        "F,a\x00b,,,,-1,@loss\n"
    )
    tracking = (
        "Item C cannot have serial numbers, because its stock is not tracked. Tick stock tracking first."
    )
    amount = "is not an amount; expected digits with at most 2 decimals, such as 1234.50."
    nowhere = "Check the number, or create the location first."
    assert sorted(refused(book, tmp_path, "items", text)) == sorted(
        [
            "Line 3, name: Name is empty.",
            "Line 3, gtin: GTIN 4006381333932 ends with 2, its check digit is 1.",
            'Line 3, stock_tracked: "maybe" is neither yes nor no.',
            f"Line 3, cost_price: 1.234 {amount}",
            "Line 4, number: A is in line 2 already.",
            f"Line 4, location: There is no location NOWHERE. {nowhere}",
            f"Line 5, has_serials: {tracking}",
            "Line 6: 2 cells, expected 7.",
            "Line 7: 8 cells, expected 7.",
            "Line 8, number: Number holds U+000A, which cannot be printed.",
            "Line 10, name: Name holds U+0000, which cannot be printed.",
            f"Line 10, cost_price: -1 {amount}",
            f"Line 10, location: There is no location @loss. {nowhere}",
        ]
    )


def test_a_file_of_items_with_serial_numbers_installs_the_add_on_and_no_other_file_does(
    book: Book, tmp_path: Path
) -> None:
    def brought(text: str) -> Imported:
        return importing.import_file(book, what="items", path=written(tmp_path, text))

    assert brought("number,name,has_serials\nA,A,no\nB,B,\n").installed == ()
    assert not settings.installed(book)
    refused(book, tmp_path, "items", "number,name,has_serials\nA,A,yes\nC,,yes\n")
    assert not settings.installed(book)
    assert brought("number,name,has_serials\nA,A,yes\nB,B,\n") == Imported(
        "items", 0, 1, 1, (settings.SERIALS,)
    )
    assert settings.installed(book)
    assert items.view(book, number="A").has_serials
    assert brought("number,name,has_serials\nC,C,yes\n").installed == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: The file is empty; its first line names the columns: number,name,blocked."),
        ("\n\n", "Line 3: The file is empty; its first line names the columns: number,name,blocked."),
        ("number,colour,name\n", 'Line 1: Column "colour" is not known; expected number,name,blocked.'),
        ("number,name,number\n", "Line 1: Column number is there twice."),
        ("number\nA\n", "Line 1: Column name is missing."),
        ("A-01,Shelf\n", 'Line 1: Column "A-01" is not known; expected number,name,blocked.'),
        (b"number,name\nA,B\nC,\xe6\xf8\n", "Line 3: Byte 0xE6 is not UTF-8; save the file as CSV UTF-8."),
        ('number,name\n"A"x,B\n', "Line 2: The quotes cannot be read: ',' expected after '\"'."),
        ('number,name\nA,"B\nC,D\n', "Line 2: The quotes cannot be read: unexpected end of data."),
        ("number,name\n@x,B\n", None),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    book: Book, tmp_path: Path, text: str | bytes, said: str | None
) -> None:
    lines = refused(book, tmp_path, "locations", text)
    assert said is None or said.replace("Line 3: The", "Line 1: The") in [
        line.replace("Line 3: The", "Line 1: The") for line in lines
    ]


def test_a_header_alone_is_a_file_without_records(brought: Import) -> None:
    assert brought("locations", "number,name\n") == (0, 0, 0)
    assert brought("locations", "Number;NAME\r\n\r\nA-01;Shelf, left\r\n;\r\n") == (1, 0, 0)


def test_one_bad_line_is_told_whole_and_many_are_counted(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, "number,name\nA,\n")
    with pytest.raises(ImportRefused) as one:
        importing.import_file(book, what="locations", path=path)
    assert str(one.value) == (
        "file.csv was not imported: Line 2, name: Name is empty. "
        "Correct every line named, then import the file again."
    )
    path.write_text("number,name\nA,\nB,\n")
    with pytest.raises(ImportRefused) as two:
        importing.import_file(book, what="locations", path=path)
    assert two.value.sentence == (
        "file.csv was not imported: 2 things are wrong in it, and nothing was changed."
    )


def test_a_path_or_kind_that_is_none_is_refused(book: Book, tmp_path: Path) -> None:
    for what, path, said in (
        ("locations", tmp_path / "none.csv", "cannot be read: No such file or directory."),
        ("locations", tmp_path, "cannot be read: Is a directory."),
        ("pallets", tmp_path, "pallets cannot be imported; expected one of items,"),
    ):
        with pytest.raises(Refusal) as refusal:
            importing.import_file(book, what=what, path=path)
        assert said in refusal.value.sentence


def test_the_tick_of_an_item_that_moved_cannot_be_imported(house: Warehouse, tmp_path: Path) -> None:
    house.stocked("CABLE", 1)
    lines = refused(house.book, tmp_path, "items", "number,name,has_serials\nTP-80,x,no\nCABLE,x,yes\n")
    assert lines == [
        "Line 3, has_serials: Item CABLE has movements, so its serial number tick cannot change. "
        "Copy the item and block the old one, or give its units in stock their serial numbers."
    ]


def test_gtins_are_exchanged_in_one_file_but_never_shared(
    house: Warehouse, tmp_path: Path, brought: Import
) -> None:
    one, two = "00036000291452", "04006381333931"
    assert brought("items", f"number,name,gtin\nTP-80,T,{one}\nCABLE,C,{two}\n") == (0, 2, 0)
    assert brought("items", f"number,name,gtin\nTP-80,T,{two}\nCABLE,C,{one}\n") == (0, 2, 0)
    lines = refused(house.book, tmp_path, "items", f"number,name,gtin\nX,X,{one}\nTP-80,T,{two}\nY,Y,{two}\n")
    move = "Remove it there first, or block that item."
    assert lines == [
        f"Line 2, gtin: GTIN {one} belongs to item CABLE. {move}",
        f"Line 4, gtin: GTIN {two} belongs to item TP-80. {move}",
    ]


def test_parties_are_matched_on_their_number_within_their_kind(book: Book, brought: Import) -> None:
    header = "number,name,address,postcode,city,country,vat_number\n"
    assert brought("suppliers", f'{header}1,Sup,"Vej 1\n2. sal",8000,Aarhus,Danmark,DK1\n') == (1, 0, 0)
    assert brought("customers", f"{header}1,Cust,,,,,\n") == (1, 0, 0)
    assert brought("suppliers", "number,name,language\n1,Sup A/S,DA\n2,Two,\n") == (1, 1, 0)
    card = parties.view(book, kind="supplier", number="1")
    assert (card.name, card.address, card.language) == ("Sup A/S", "Vej 1\n2. sal", "da")
    assert [c.number for c in parties.page(book, kind="supplier", search="sup a/s").rows] == ["1"]
    assert parties.view(book, kind="customer", number="1").name == "Cust"


def test_a_file_gives_customers_their_gln_and_their_days_and_wrong_ones_are_named(
    house: Warehouse, brought: Import, tmp_path: Path
) -> None:
    header = "number,name,gln,payment_days\n"
    assert brought("customers", f"{header}7,City,5790001330552,30\n8,Shop,,\n") == (2, 0, 0)
    assert brought("customers", f"{header}7,City,5790001330552,\n") == (0, 0, 1)
    cards = [parties.view(house.book, kind="customer", number=number) for number in ("7", "8")]
    assert [(card.gln, card.payment_days) for card in cards] == [("5790001330552", 30), ("", None)]
    assert refused(house.book, tmp_path, "customers", f"{header}9,X,5790001330553,400\n") == [
        "Line 2, gln: 5790001330553 is not a GLN (EAN number): 13 digits, the last one a check digit.",
        "Line 2, payment_days: 400 is not a number of days between 0 and 365.",
    ]


def test_locations_are_created_renamed_and_left_alone(book: Book, brought: Import) -> None:
    assert brought("locations", "number,name\nA-01,One\nA-02,Two\n") == (2, 0, 0)
    assert brought("locations", "number,name\nA-01,One\nA-02,Zwei\nA-03,Three\n") == (1, 1, 1)
    assert [p.name for p in places.list_places(book)] == ["One", "Zwei", "Three"]


PO = "number,supplier,item,quantity,price\nPO-1500,S1,TP-80,20,100.50\nPO-1500,S1,CABLE,3,\nX7,S1,CABLE,1,\n"


def test_imported_orders_are_ordered_and_the_series_goes_on_after_them(
    house: Warehouse, brought: Import
) -> None:
    assert brought("purchase-orders", PO) == (2, 0, 0)
    order = purchasing.view(house.book, number="PO-1500")
    assert order.status == "open"
    assert [(n.line_no, n.item, n.quantity, n.price) for n in order.lines] == [
        (1, "TP-80", 20, 10_050),
        (2, "CABLE", 3, 10_000),
    ]
    assert brought("purchase-orders", PO) == (0, 0, 2)
    assert purchasing.create(house.book, supplier="S1").number == "PO-1501"
    sales = "number,customer,item,quantity,price,due\nSO-1,C1,TP-80,2,,2026-12-01\n"
    assert brought("sales-orders", sales) == (1, 0, 0)
    assert selling.view(house.book, number="SO-1").lines[0].price == 19_900
    assert selling.create(house.book, customer="C1").number == "SO-1001"


def test_a_draft_with_the_same_number_becomes_what_the_file_says(house: Warehouse, brought: Import) -> None:
    draft = purchasing.create(house.book, supplier="S1")
    text = f"number,supplier,item,quantity\n{draft.number},S1,CABLE,4\n"
    assert brought("purchase-orders", text) == (0, 1, 0)
    order = purchasing.view(house.book, number=draft.number)
    assert (order.status, [n.quantity for n in order.lines]) == ("open", [4])


def test_an_order_that_is_out_is_never_rewritten(house: Warehouse, tmp_path: Path, brought: Import) -> None:
    brought("purchase-orders", PO)
    said = "Line 2, number: PO-1500 is ordered and differs from the file."
    for changed in (
        PO.replace("TP-80,20", "TP-80,21"),
        PO.replace("100.50", "100.51"),
        PO.replace("PO-1500,S1,CABLE,3,\n", ""),
        PO.replace("PO-1500,S1,CABLE,3,\n", "PO-1500,S1,CABLE,3,\nPO-1500,S1,CABLE,3,\n"),
    ):
        assert refused(house.book, tmp_path, "purchase-orders", changed) == [said]


def test_every_bad_row_of_an_order_file_is_named(house: Warehouse, tmp_path: Path) -> None:
    book = house.book
    items.change(book, number="CABLE", item=items.view(book, number="CABLE").facts(blocked=True))
    sales = selling.create(book, customer="C1").number
    text = (
        "number,supplier,item,quantity,price,due\n"
        "PO-1,S1,TP-80,1000000000,,\n"
        "PO-1,S9,TP-80,1e9,,\n"
        "PO-2,C1,GONE,-1,,\n"
        "PO-3,S1,CABLE,1,,2026-13-01\n"
        "PO/4,S1,TP-80,0,,\n"
        f"{sales},S1,TP-80,1,,\n"
        "po-5,S1,TP-80,1,,\n"
        ",S1,TP-80,1,,\n"
    )
    party = "Check the number, or create the supplier first."
    assert sorted(refused(book, tmp_path, "purchase-orders", text)) == sorted(
        [
            "Line 2, quantity: Quantity 1000000000 is not between 1 and 1000000.",
            "Line 3, quantity: 1e9 is not a whole number.",
            f"Line 3, supplier: There is no supplier S9. {party}",
            "Line 3, supplier: S9 differs from line 2, which is the same order.",
            "Line 4, quantity: Quantity -1 is not between 1 and 1000000.",
            f"Line 4, supplier: There is no supplier C1. {party}",
            "Line 4, item: There is no item GONE. Check the number, or create the item first.",
            "Line 5, due: 2026-13-01 is not a date; expected year-month-day, such as 2026-11-23.",
            "Line 5, item: Item CABLE is blocked. Choose another item, or lift the block on its card.",
            "Line 6, number: Number PO/4 holds U+002F /; letters, digits, - and _ are allowed.",
            "Line 6, quantity: Quantity 0 is not between 1 and 1000000.",
            f"Line 7, number: Number {sales} belongs to the series SO, not to PO.",
            "Line 8, number: Number po-5 is not written like the numbers of series PO.",
            "Line 9, number: Number is empty.",
        ]
    )


def test_a_free_number_of_the_other_kind_is_taken(house: Warehouse, tmp_path: Path, brought: Import) -> None:
    brought("purchase-orders", PO)
    lines = refused(house.book, tmp_path, "sales-orders", "number,customer,item,quantity\nX7,C1,TP-80,1\n")
    assert lines == ["Line 2, number: Number X7 is used already. Choose another number."]


def test_danish_amounts_are_read_at_a_danish_station(book: Book, brought: Import) -> None:
    speak_in("da")
    assert brought("items", "number;name;cost_price\nA;A;1.234,50\n") == (1, 0, 0)
    assert items.view(book, number="A").cost_price == 123_450


def test_ten_thousand_rows_take_seconds(book: Book, tmp_path: Path) -> None:
    settings.install(book)
    rows = "".join(f"N{n:05},Name {n},yes,{n}.50\n" for n in range(10_000))
    path = written(tmp_path, f"number,name,has_serials,cost_price\n{rows}")
    start = time.monotonic()
    assert importing.import_file(book, what="items", path=path) == Imported("items", 10_000, 0, 0)
    assert importing.import_file(book, what="items", path=path) == Imported("items", 0, 0, 10_000)
    assert time.monotonic() - start < 20


def test_a_file_says_when_a_serial_number_is_asked_for(book: Book, brought: Import, tmp_path: Path) -> None:
    house = Warehouse(book)
    house.item("CAM-1", serial_at="shipment")
    house.stocked("CAM-1", 2)
    house.item("CAM-2")
    brought("items", "number,name,serial_at\nCAM-2,Camera,Shipment\nCAM-1,Camera,\n")
    assert [items.view(book, number=n).serial_at for n in ("CAM-1", "CAM-2")] == ["shipment", "shipment"]
    lines = refused(book, tmp_path, "items", "number,name,serial_at\nCAM-1,x,receipt\n")
    assert lines[0].startswith("Line 2, serial_at: 2 units of CAM-1 in stock have no serial number")
    lines = refused(book, tmp_path, "items", "number,name,serial_at\nCAM-2,x,never\n")
    assert "is no moment for a serial number; expected one of receipt, shipment" in lines[0]
