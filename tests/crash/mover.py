"""A station without a screen that moves and corrects units without end, and says what it has done: for kill -9."""

import sys
from itertools import count

from models import correcting, moving
from models.book import Book


def work(url: str, station: str) -> None:
    """Take units in hand, put them down, correct one; each line printed is an acknowledgement."""
    book = Book(url, station)
    print("ready", flush=True)
    units = [row[0] for row in book.rows("SELECT serial FROM serial_number ORDER BY id")][:30]
    for n in count():
        for serial in units[:5]:
            taken = book.perform(moving.scan, text=serial, how="scanned")
            assert isinstance(taken, moving.Taken)
            print("draft", taken.document, flush=True)
        placed = book.perform(moving.scan, text=("B-02", "A-01")[n % 2], how="scanned")
        assert isinstance(placed, moving.Placed)
        print("posted", placed.document, flush=True)
        new = f"{units[0]}x" if n % 2 == 0 else units[0].removesuffix("x")
        done = book.perform(correcting.correct, serial=units[0], item="TP-80", new=new, reason="again")
        units[0] = done.serial
        print("posted", done.document, flush=True)


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2])
