"""R2.13: hostile frames from the wire to the book. `python -m tests.fuzz` plays a million on all cores.

Half of the frames are random bytes, half are mutated vectors. Each goes through framing, codes and labels; every
`SHARE`th also into the open list of a real book. Nothing may raise but a refusal, and nothing may be written without
a scan that was accepted.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from devices.framing import SUFFIXES, Fault, Frame, Framer
from models import codes, entry, labels, lookup
from models.book import Book
from models.checking import check
from models.refusals import Refusal
from tests.builders import Warehouse
from tests.vectors import VECTORS

FRAMES = 1_000_000
LENGTH_MAX = 100
SHARE = 100
PIECE = 25_000
"""Frames of one seed; each seed has a book of its own."""
CORPUS = [vector.data for vector in VECTORS if len(vector.data) <= 200]


@dataclass(frozen=True)
class Played:
    """What became of the frames of one seed: whole texts, faults, and scans a book accepted or refused."""

    texts: int = 0
    faults: int = 0
    accepted: int = 0
    refused: int = 0

    def __add__(self, other: "Played") -> "Played":
        return Played(
            self.texts + other.texts,
            self.faults + other.faults,
            self.accepted + other.accepted,
            self.refused + other.refused,
        )


class Named:
    """Whatever is raised inside says where."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Nothing to begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            error.add_note(self._where)


def hostile(chance: random.Random) -> bytes:
    """A frame of 0 to LENGTH_MAX bytes: random, or a vector that something happened to."""
    if chance.random() < 0.5:
        return chance.randbytes(chance.randint(0, LENGTH_MAX))
    data = bytearray(chance.choice(CORPUS))
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = chance.randbytes(1)
            case 1:
                data[at:at] = chance.randbytes(chance.randint(1, 3))
            case 2:
                del data[at : at + chance.randint(1, 4)]
            case 3:
                data[at:at] = data[max(0, at - chance.randint(1, 9)) : at]
            case 4:
                data[at:at] = chance.choice(CORPUS)
            case _:
                data[at:at] = chance.choice(
                    (b"\x1d", b"\x1e", b"\x04", b"]C1", b"(21)", b",", b"\r", b"CMD.")
                )
    return bytes(data[:LENGTH_MAX])


class Target:
    """A real book with an open receipt, which the frames are scanned into."""

    def __init__(self, folder: Path) -> None:
        self.book = Book(f"sqlite:///{folder / 'book.db'}", "Fuzz")
        house = Warehouse(self.book)
        house.item("TP-80", gtin="09521234543213")
        house.item("AB-1")
        house.received("TP-80", "SN0001", "ABC123")
        self.line = house.receipt(("TP-80", 1_000_000)).lines[0].id

    def scan(self, text: str, raw: bytes) -> bool:
        """One scan; True when it was accepted. What the book holds must agree with the answer."""
        before = self._rows()
        try:
            self.book.perform(lookup.find, text=text)
            self.book.perform(entry.add, line_id=self.line, text=text, how="scanned", source="fuzz", raw=raw)
        except Refusal as refusal:
            words = str(refusal)
        else:
            assert self._rows() > before, f"accepted, but not kept: {raw!r}"
            return True
        assert words, f"refused without a word: {raw!r}"
        assert self._rows() == before, f"refused, but kept: {raw!r}"
        return False

    def close(self) -> None:
        """The book must still check, and hold only what a serial number can be."""
        for (serial,) in self.book.rows("SELECT serial FROM entry"):
            assert 1 <= len(serial) <= 100, repr(serial)
            assert serial.isascii(), repr(serial)
            assert serial.isprintable(), repr(serial)
        assert check(self.book) == ()
        self.book.close()

    def _rows(self) -> tuple[int, int, int]:
        found = self.book.row(
            "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM serial_number), "
            "(SELECT count(*) FROM posting)"
        )
        assert found is not None
        return tuple(found)


def play(seed: int, frames: int, folder: Path, share: int = SHARE) -> Played:
    """Play `frames` frames of one seed. Raises what must not be raised, named by seed and frame."""
    chance = random.Random(seed)
    target = Target(folder)
    texts = faults = accepted = refused = 0
    framer, at = Framer(), 0.0
    for n in range(frames):
        if n % 1_000 == 0:
            framer = Framer(chance.choice(SUFFIXES) if chance.random() < 0.3 else "auto")
        frame = hostile(chance)
        at += 0.01 if chance.random() < 0.9 else 2.0
        with Named(f"seed {seed}, frame {n}: {frame!r}"):
            for found in (*framer.tick(at), *framer.feed(frame + b"\r\n", at)):
                if isinstance(found, Fault):
                    faults += 1
                    continue
                texts += 1
                read(found, chance)
                if texts % share == 0:
                    kept = target.scan(found.text, found.raw)
                    accepted, refused = accepted + kept, refused + (not kept)
    target.close()
    return Played(texts, faults, accepted, refused)


def read(found: Frame, chance: random.Random) -> None:
    """What the text says by its form, under a rule by chance."""
    code = codes.parse(found.text, rule=chance.choice(codes.RULES), di_1d=chance.random() < 0.2)
    assert code.notation
    assert codes.is_item_number(found.text) in (True, False)
    label = labels.read(found.text)
    assert label.refusal is None or str(label.refusal)


def _piece(order: tuple[int, int]) -> Played:
    with tempfile.TemporaryDirectory(prefix="sd-fuzz-") as folder:
        return play(*order, Path(folder))


def main(words: list[str]) -> None:
    """Play on all cores; the seed stands on the first line, and in what fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--frames", type=int, default=FRAMES)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args(words)
    cores = os.cpu_count() or 1
    print(f"{chosen.frames} frames, seed {chosen.seed}, {cores} cores", flush=True)
    begun = time.monotonic()
    pieces = [
        (chosen.seed + n, min(PIECE, chosen.frames - start))
        for n, start in enumerate(range(0, chosen.frames, PIECE))
    ]
    total = Played()
    with ProcessPoolExecutor(cores) as pool:
        for done in pool.map(_piece, pieces):
            total += done
    print(f"{total} in {time.monotonic() - begun:.0f} s; nothing raised, nothing kept without an answer")


if __name__ == "__main__":
    main(sys.argv[1:])
