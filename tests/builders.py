"""A warehouse for tests, built in a few words: `Warehouse(book).item("TP-80")`, `.ordered("TP-80", 20)`, `.received(…)`."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from models import adjusting, entry, receiving, shipping
from models.book import Book
from models.goods_documents import Done
from models.refusals import Refusal

T = TypeVar("T")
SURE = {"other-item": "yes", "looks": "yes"}


class Warehouse:
    """Builds what a test starts from. Every verb runs under an operation id of its own, as at a station."""

    def __init__(self, book: Book) -> None:
        self.book = book
        with book.write():
            self.shelf = book.insert("location", kind="stock", number="A-01", name="Shelf A-01")
            self.other_shelf = book.insert("location", kind="stock", number="B-02", name="Shelf B-02")
            self.supplier = book.insert(
                "party", kind="supplier", number="S1", name="Printec GmbH", search="s1 printec gmbh"
            )
            self.customer = book.insert(
                "party", kind="customer", number="C1", name="Nordlys ApS", search="c1 nordlys aps"
            )
            book.execute(
                "INSERT INTO setting (key, value) VALUES ('addon.serial-numbers', 'yes') ON CONFLICT DO NOTHING"
            )

    @classmethod
    def found(cls, book: Book) -> "Warehouse":
        """The warehouse that another process has built in this book."""
        house = object.__new__(cls)
        house.book = book
        house.supplier = book.value("SELECT id FROM party WHERE kind = 'supplier'")
        house.customer = book.value("SELECT id FROM party WHERE kind = 'customer'")
        return house

    def item(self, number: str = "TP-80", *, serials: bool = True, **values: object) -> int:
        """An item; its id."""
        facts: dict[str, object] = {
            "number": number,
            "name": f"Item {number}",
            "has_serials": int(serials),
            "cost_price": 10_000,
            "location_id": self.shelf,
            "search": number.casefold(),
        }
        with self.book.write():
            return self.book.insert("item", **(facts | values))

    def status(self, number: str) -> str:
        """A document's status."""
        return str(self.book.value("SELECT status FROM document WHERE number = ?", number))

    def ordered(self, *lines: tuple[str, int]) -> str:
        """A purchase order that is out; its number."""
        return self._order("PO", self.supplier, lines)

    def sold(self, *lines: tuple[str, int]) -> str:
        """A confirmed sales order; its number."""
        return self._order("SO", self.customer, lines)

    def _order(self, kind: str, party: int, lines: Sequence[tuple[str, int]]) -> str:
        book = self.book
        with book.write():
            next_ = book.value("UPDATE series SET next = next + 1 WHERE kind = ? RETURNING next - 1", kind)
            order = book.insert(
                "document",
                kind=kind,
                number=f"{kind}-{next_}",
                status="open",
                party_id=party,
                station_id=book.station_id,
                created_at=book.stamp(),
            )
            for n, (item, quantity) in enumerate(lines, start=1):
                item_id = book.value("SELECT id FROM item WHERE number = ?", item)
                book.insert(
                    "document_line",
                    document_id=order,
                    line_no=n,
                    item_id=item_id,
                    quantity=quantity,
                    price=12_500,
                )
        return f"{kind}-{next_}"

    def receipt(self, *lines: tuple[str, int]) -> receiving.Receipt:
        """A goods receipt begun on a new purchase order."""
        return self.book.perform(receiving.start, order=self.ordered(*lines))

    def shipment(self, *lines: tuple[str, int]) -> shipping.Shipment:
        """A shipment begun on a new sales order."""
        return self.book.perform(shipping.start, order=self.sold(*lines))

    def repeated(self, verb: Callable[..., T], **values: object) -> tuple[T, T]:
        """Both answers when the first reply is lost and the same operation is done again."""
        return self.book.perform(lambda book: (verb(book, **values), verb(book, **values)))

    def scan(self, line_id: int, text: str, **sure: str) -> entry.Added:
        """One scan into a list."""
        return self.book.perform(
            entry.add,
            line_id=line_id,
            text=text,
            how="scanned",
            source="scanner 1",
            raw=text.encode(),
            sure=sure,
        )

    def received(self, item: str, *serials: str) -> Done:
        """Units that came in on a purchase order of their own."""
        receipt = self.receipt((item, len(serials)))
        self.book.perform(
            entry.add_many, line_id=receipt.lines[0].id, texts=serials, how="scanned", sure=SURE
        )
        return self.book.perform(receiving.post, number=receipt.number)

    def stocked(self, item: str, quantity: int) -> Done:
        """A quantity of an item without serials, adjusted in."""
        made = self.book.perform(adjusting.create, category="Status")
        self.book.perform(adjusting.add_line, number=made.number, item=item, way="up", quantity=quantity)
        return self.book.perform(adjusting.post, number=made.number)

    def shipped(self, item: str, *serials: str) -> Done:
        """Units that left on a sales order of their own."""
        shipment = self.shipment((item, len(serials)))
        for serial in serials:
            self.pick(shipment.number, serial)
        return self.book.perform(shipping.post, number=shipment.number)

    def pick(self, shipment: str, text: str, item: str = "") -> shipping.Picked:
        """One scan on a shipment."""
        return self.book.perform(
            shipping.pick, number=shipment, text=text, how="scanned", source="scanner 1", item=item
        )

    def place(self, serial: str) -> int | None:
        """The place of a serial, None when it is not known."""
        found: int | None = self.book.value("SELECT place FROM serial_number WHERE serial = ?", serial)
        return found

    def in_stock(self, item: str) -> int:
        """Units of an item on all shelves."""
        return int(
            self.book.value(
                "SELECT coalesce(sum(quantity), 0) FROM stock s JOIN item i ON i.id = s.item_id WHERE i.number = ?",
                item,
            )
        )


def packing_house(book: Book) -> Warehouse:
    """Two items with serial numbers, T1 to T3 and C1, C2 in stock, and ten cables with a product code."""
    built = Warehouse(book)
    built.item("TP-80", name="Thermal printer")
    built.item("SC-20", name="Handheld scanner")
    built.item("CABLE", serials=False, gtin="05701234567899", name="USB cable")
    built.received("TP-80", "T1", "T2", "T3")
    built.received("SC-20", "C1", "C2")
    built.stocked("CABLE", 10)
    return built


def tamper(book: Book, *statements: str) -> None:
    """Change the book as somebody with the database's own tools would: no trigger of it minds."""
    with book.write():
        if book.lite:
            for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                book.execute(f"DROP TRIGGER {name}")
        else:
            tables = "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.relhastriggers"
            for (table,) in book.rows(f"{tables} AND c.relnamespace = current_schema()::regnamespace"):
                book.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in statements:
            book.execute(statement)


def refusal(verb: Callable[[], object]) -> str:
    """What a verb refuses with: its sentence and its next step."""
    try:
        verb()
    except Refusal as refused:
        return str(refused)
    raise AssertionError("nothing was refused")
