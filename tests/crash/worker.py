"""A station without a screen that receives, spreads freight, ships and reverses without end, and says what it has done: for kill -9."""

import sys
from itertools import count

from models import goods_reversing, landing
from models.book import Book
from tests.builders import Warehouse


def work(url: str, station: str) -> None:
    """Post document after document; each line printed is an acknowledgement."""
    book = Book(url, station)
    house = Warehouse.found(book)
    print("ready", flush=True)
    for n in count():
        serials = [f"{station}-{n}-{m}" for m in range(40)]
        receipt = house.received("TP-80", *serials).document
        print("posted", receipt, flush=True)
        freight = book.perform(landing.spread, receipt=receipt, text="Freight", amount=12_345, way="value")
        print("posted", freight.number, flush=True)
        print("posted", house.shipped("TP-80", *serials[:3]).document, flush=True)
        book.perform(landing.reverse, number=freight.number)
        print("reversed", freight.number, flush=True)
        back = house.received("TP-80", f"{station}-{n}-back").document
        print("posted", back, flush=True)
        book.perform(goods_reversing.reverse, number=back)
        print("reversed", back, flush=True)


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2])
