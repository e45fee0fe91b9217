"""A station without a screen that takes units in for repair, sends them back and returns goods, without end: for kill -9."""

import sys
from itertools import count

from models import repair_posting, repairing, supplier_return, supplier_return_posting
from models.book import Book
from tests.builders import Warehouse


def work(url: str, station: str) -> None:
    """Post step after step; each line printed is an acknowledgement: the document, and what it is then."""
    book = Book(url, station)
    house = Warehouse.found(book)
    print("ready", flush=True)
    for n in count():
        serials = [f"{station}-{n}-{m}" for m in range(20)]
        receipt = house.received("TP-80", *serials).document
        house.shipped("TP-80", *serials[:10])
        number = book.perform(repairing.begin, serial=serials[0], item="TP-80", how="scanned")
        for serial in serials[1:10]:
            book.perform(repairing.scan, number=number, text=serial, how="scanned")
        book.perform(repair_posting.take_in, number=number)
        print("open", number, flush=True)
        book.perform(repairing.scan, number=number, text=serials[0], how="scanned")
        book.perform(repair_posting.write_off, number=number, reason="Burnt")
        book.perform(repairing.mark_all, number=number)
        book.perform(repair_posting.send_back, number=number, done="Cleaned")
        print("closed", number, flush=True)
        back = book.perform(supplier_return.start, receipt=receipt).number
        book.perform(supplier_return.take_all, number=back)
        book.perform(supplier_return_posting.post, number=back)
        print("posted", back, flush=True)


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2])
