"""A day without a keyboard: cards read off the printed sheet, units by the labels that were printed for them (R3.6).

Nothing is scanned here that was not first rendered as a page and decoded from the picture of it.
"""

import subprocess
import time
from pathlib import Path

import pytest

from models import operators
from models.documents import GoodsLabel
from models.label_size import LabelSize
from printing import label_pdf
from tests.flows.floor import REPEAT_S, SERIALDOCK, Floor, Station
from tests.printing.labels import sent, symbols

GTIN, CABLE_GTIN = "05701234567899", "05701234567905"
CABLE = GoodsLabel("CABLE", "Cable", CABLE_GTIN)


def read_off(pdf: bytes, dpi: int = 300) -> list[str]:
    """What a scanner that sends AIM identifiers sends for every symbol on every page."""
    return [sent(code, aim=True) for page in symbols(pdf, dpi) for code in page]


class Hands(Station):
    """Somebody with a scanner, the printed sheet and printed labels, and no keyboard."""

    def __init__(self, floor: Floor, cards: dict[str, str]) -> None:
        super().__init__(floor)
        self.cards = cards

    def __enter__(self) -> "Hands":
        super().__enter__()
        return self

    def card(self, name: str, *seen: str) -> None:
        """Scan a card of the sheet; the same one not before a person would expect it to count."""
        before, at = self._card
        if before == name:
            time.sleep(max(0.0, REPEAT_S - (time.monotonic() - at)))
        self.scan(self.cards[name])
        self.sees(*seen)
        self._card = (name, time.monotonic())

    def keys(self, *keys: str) -> None:
        """There are none."""
        raise AssertionError("no keyboard here")


def printed(floor: Floor, *words: str) -> bytes:
    """What `serialdock print` writes."""
    out = floor.folder / "printed.pdf"
    run = [*SERIALDOCK, "--config", str(floor.config), "print", *words, "--out", str(out)]
    told = subprocess.run(run, capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    return out.read_bytes()


@pytest.fixture
def cards(floor: Floor) -> dict[str, str]:
    """The sheet of this book, by what its cards are called."""
    with floor.house() as house:
        house.item("TP-80", name="Thermal printer", gtin=GTIN, search="tp-80 thermal printer")
        house.item("CABLE", serials=False, name="Cable", gtin=CABLE_GTIN, search="cable")
        house.ordered(("TP-80", 3), ("CABLE", 5))
        house.sold(("TP-80", 3), ("CABLE", 1))
        house.book.perform(operators.create, number="7", name="Anna Holm")
    found = read_off(printed(floor, "cards"), 203)
    return {text.removeprefix("]C0CMD."): text for text in found}


def outbox(floor: Floor, pattern: str) -> Path:
    (path,) = floor.outbox.glob(pattern)
    return path


def test_goods_come_in_get_labels_and_leave_without_a_keyboard(floor: Floor, cards: dict[str, str]) -> None:
    coming = [GoodsLabel("TP-80", "Thermal printer", GTIN, serial) for serial in ("n-1", "N/002", "0003")]
    suppliers = [text for text in read_off(label_pdf.pages(coming, LabelSize())) if text.startswith("]d2")]
    (cable,) = read_off(label_pdf.pages([CABLE], LabelSize()))
    with Hands(floor, cards) as station:
        station.card("USER.7", "Anna Holm signs what is done")
        _receive(station, suppliers, cable)
        labels = read_off(outbox(floor, "GR-1001-labels-*.pdf").read_bytes(), 203)
        assert sorted(labels) == sorted(
            [f"]C0{label.serial}" for label in coming] + [f"]d201{GTIN}21{label.serial}" for label in coming]
        )
        _ship(station, floor, labels, cable)
    assert [floor.place(label.serial) for label in coming] == ["customer", "customer", "A-01"]
    note = floor.note("SH-1001")
    assert "n-1" in note
    assert "N/002" in note
    assert "0003" not in note
    assert floor.rows("SELECT DISTINCT o.name FROM posting p JOIN operator o ON o.id = p.operator_id") == [
        ("Anna Holm",)
    ]
    floor.checks()


def _receive(station: Hands, units: list[str], cable: str) -> None:
    station.card("1", "PO-1001")
    station.card("CONFIRM", "GR-1001 · PO-1001", "0 of 3")
    station.scan(*units)
    station.sees("COMPLETE", "3 of 3")
    station.card("HOLD", "GR-1001 is set aside; on this list: 3.", "scan or type anything")
    station.card("1", "PO-1001")
    station.card("CONFIRM", "GR-1001 · PO-1001", "✔ 3 of 3")
    station.count(cable, *(f"CABLE Cable: {n} of 5 counted" for n in range(1, 5)), "CABLE")
    station.card("CONFIRM", "Post GR-1001?")
    station.card("CONFIRM", "GR-1001 is posted: 8 units are in.")
    station.card("PRINT", "3 labels in outbox/GR-1001-labels-")
    station.card("MENU", "scan or type anything")


def _ship(station: Hands, floor: Floor, labels: list[str], cable: str) -> None:
    station.card("3", "SO-1001")
    station.card("PRINT", "Pick list of SO-1001 in outbox")
    (order,) = set(read_off(outbox(floor, "SO-1001-pick-list*.pdf").read_bytes(), 203))
    station.scan(order)
    station.sees("SO-1001 · Nordlys ApS")
    station.card("CONFIRM", "SH-1001 · SO-1001")
    station.scan("]C0n-1" if "]C0n-1" in labels else "")
    station.sees("n-1 · TP-80 1 of 3")
    station.scan(next(text for text in labels if text.endswith("210003")))
    station.sees("0003 · TP-80 2 of 3")
    station.card("UNDO", "0003 is taken back")
    station.scan(next(text for text in labels if text.endswith("21N/002")), cable)
    station.sees("CABLE")
    station.card("SHORT", "Close SH-1001 short? 1 unit is missing.", "TP-80 2/3")
    station.card("CANCEL", "Nothing was booked; SH-1001 is as it was.")
    station.card("SHORT", "Close SH-1001 short? 1 unit is missing.")
    station.card("CONFIRM", "Really close SH-1001 without them?", "stays open on SO-1001")
    station.card("CONFIRM", "SH-1001 shipped, delivery note in outbox")
    station.card("MENU", "scan or type anything", "1 in stock")
