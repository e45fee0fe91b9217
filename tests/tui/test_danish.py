"""The main screens as a Danish station shows them at 80 columns: nothing cut, no command in English."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from textual.message import Message

from devices.port_state import MISSING, PortState
from models import demo, lookup
from models.book import Book
from models.language import say, say_in, speak_in
from tests.builders import Warehouse
from tests.sentences import walked
from tests.tui.robot import Robot, station
from tui.commands import key_word
from tui.config import LITE, Config, Printer
from tui.messages import PortChanged
from tui.readers import Readers
from tui.station import make_station
from tui.words import place_word, what_word

SERIAL = "TP80-004103"
DATA = {"Scan", "Customer", "Shelf", "Labels"}
"""English words that are Danish too, or stand in the demo's own names."""

# The way to each screen from the menu, and what stands on it in Danish.
SCREENS = {
    "the menu": ((), ("Modtag", "Regulér", "Afsend", "Opsætning", "købsordrer venter", "lagerbog: lokal")),
    "receive": (("1",), ("Modtag: indkøbsordrer, der venter", "Leverandør")),
    "a receipt": (("1", "scan PO-1005"), ("· kladde", "Indtastet", "0 af 20", "c Bogfør")),
    "the serial dialog": (("1", "scan PO-1005", "enter"), ("Scan hver enheds serienummer.", "Esc Forlad")),
    "adjust": (("2",), ("Reguleringer", "bogført", "Svind", "kladde")),
    "a new adjustment": (("2", "n"), ("Ny regulering", "← Status →", "F2 Gem")),
    "an adjustment": (("scan AD-1003",), ("Regulering AD-1003 · kladde · Status", "op", "a Tilføj linje")),
    "ship": (("3",), ("Afsend: ordrer at plukke", "Plukket", "Begyndt på")),
    "a shipment": (("3", "scan SO-1005"), ("Plukket", "0 af 2", "l Liste")),
    "a shipped one": (("scan SH-1001",), ("v Tilbagefør", "Navn, serienumre")),
    "serial numbers": (("5",), ("66 serienumre", "på lager", "afsendt", "Tilstand")),
    "a filter": (("5", "f"), ("Hvilke serienumre?", "Indeholder")),
    "a life": ((f"scan {SERIAL}",), ("På lager på RETURN", "reguleret", "modtaget", "Kunde", "Partner")),
    "sales": (("6",), ("Salgsordrer", "bekræftet", "lukket", "kladde")),
    "a sales order": (("6", "enter"), ("i alt 8.299,00", "b Serienr.", "x Annullér")),
    "purchases": (("7",), ("Indkøbsordrer", "bestilt", "lukket")),
    "a purchase order": (("7", "enter"), ("i alt 6.400,00", "p Varslede nr.", "Bestilt")),
    "items": (("8",), ("Varer", "På lager", "Enhed")),
    "an item": (("8", "enter"), ("Kostpris: 25,00", "Lagerstyret: ja")),
    "an item's form": (("8", "n"), ("Ny vare", "Serienr.: mindste længde", "Kostpris")),
    "settings": (("9",), ("Tilvalg", "Operatører", "hvem varer går til")),
    "scanners": (("9", "4"), ("Opsætning · Scannere", "r Opdatér")),
    "printer": (("9", "5"), ("Bilag gemmes i", "t Testside")),
    "categories": (("9", "c"), ("Ukurans", "Produktion")),
    "layouts": (("9", "l"), ("Layouts", "kundens", "✔ standard")),
    "a layout": (("9", "l", "enter"), ("Firmablok: firmaets adresse", "Ordrebekræftelse", "e Ret hoved")),
    "a layout's columns": (("9", "l", "enter", "5"), ("✔ 100 %", "☐  Rabat", "fra", "F2 Gem ændringer")),
    "a layout's picture": (("9", "l", "enter", "5", "p"), ("Faktura · eksempel", "+ Større")),
    "a layout's head": (("9", "l", "enter", "e"), ("Sidefod", "2D-kode")),
    "number series": (("9", "9"), ("Varemodtagelse", "Næste nummer")),
    "help": (("?",), ("Enter / F2", "Tast", "Flytter enheder og varer fra én lokation til en anden.")),
}


async def go(robot: Robot, steps: tuple[str, ...]) -> None:
    """From the menu to a screen."""
    for step in steps:
        what, _, text = step.partition(" ")
        await (robot.scan(text) if what == "scan" else robot.press(step))


async def home(robot: Robot) -> None:
    """Back to the menu."""
    while len(robot.app.screen_stack) > 1:
        await robot.press("escape")


def english_of(templates: list[str]) -> re.Pattern[str]:
    """Finds a whole English word or sentence that Danish says otherwise."""
    plain = [t for t in templates if "{" not in t and len(t) > 3 and t not in DATA and t != say_in("da", t)]
    danish = {say_in("da", t) for t in templates}
    only = [re.escape(t) for t in plain if t not in danish]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(only, key=len, reverse=True))})(?!\w)")


def faults(robot: Robot, english: re.Pattern[str], titles: set[str]) -> Iterator[str]:
    """Everything that is wrong with the screen on top."""
    screen = robot.app.station_screen
    text = robot.text()
    yield from (f"English: {found}" for found in english.findall(text))
    for cut in re.findall(r"(\w{3,})…", text):
        yield from (f"cut: {title}" for title in titles if title.startswith(cut))
    rows = [row.plain for row in screen.command_bar._rows(screen.command_bar.size.width)]
    if any(len(row) > 78 for row in rows):
        yield f"too wide: {rows}"
    for command in screen.all_commands():
        shown = f"{key_word(command.key)} {command.label}"
        if command.shown and screen.allowed(command) and shown not in "   ".join(rows):
            yield f"no room for {shown}"


async def test_every_main_screen_is_danish_and_has_room_for_it(tmp_path: Path) -> None:
    url = f"{LITE}{tmp_path / 'station.db'}"
    demo.make(url, "Packing 1", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    config = Config(url, "Pakkeri 2", "da", False, (), Printer(tmp_path / "outbox"), tmp_path)
    templates = list(walked().places)
    english, titles = (
        english_of(templates),
        {say_in("da", t) for t in templates if " " not in t and t[0].isupper()},
    )
    wrong: dict[str, list[str]] = {}
    async with station(make_station(config)) as robot:
        for name, (steps, texts) in SCREENS.items():
            await go(robot, steps)
            missing = [f"missing: {text}" for text in texts if text not in robot.text()]
            if found := missing + list(faults(robot, english, titles)):
                wrong[name] = found
            await home(robot)
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


async def test_a_verdict_is_danish(tmp_path: Path) -> None:
    url = f"{LITE}{tmp_path / 'station.db'}"
    demo.make(url, "Packing 1", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    config = Config(url, "Pakkeri 2", "da", False, (), Printer(tmp_path / "outbox"), tmp_path)
    async with station(make_station(config)) as robot:
        await robot.scan("NOPE")
        robot.sees("✖ AFVIST  NOPE kendes ikke: hverken serienummer, vare, bilag eller lokation.")
        await robot.press("1")
        await robot.scan("PO-1005")
        await robot.press("enter")
        await robot.scan("TP80-004201", "TP80-004201")
        robot.sees(
            "✖ AFVIST  TP80-004201 er der to gange", "→ Læg den ved de andre", "varslet 20 · modtaget 1"
        )
        await robot.press("escape", "c")
        robot.sees("PR-80 100 som bestilt")


def test_no_danish_title_is_wider_than_what_stands_beside_it() -> None:
    """The words whose places are as wide as the English needs."""
    speak_in("da")
    assert len(say("Lines")) <= 5
    assert len(say(" or ")) <= 4
    assert max(len(say(verdict)) for verdict in ("OK", "REFUSED", "ASK", "WAIT")) <= 9


def test_a_port_tells_its_trouble_in_danish() -> None:
    said: list[Message] = []
    readers = Readers((), said.append)
    speak_in("da")
    readers._changed(
        PortState("scanner 1", "missing", MISSING, {"scanner": "scanner 1", "port": "/dev/ttyACM0"})
    )
    (changed,) = said
    assert isinstance(changed, PortChanged)
    assert changed.detail.startswith("scanner 1: ingen port /dev/ttyACM0.")


def test_what_a_scan_is_and_where_a_unit_was_are_told_in_danish(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", "T1")
    speak_in("da")
    assert lookup.find(lite, text="T1")[0].title == "Item TP-80 · på lager"
    assert [place_word(place) for place in ("Suppliers", "Customers", "Written off", "A-01")] == [
        "Leverandør",
        "Kunde",
        "Afskrevet",
        "A-01",
    ]
    assert [what_word(what) for what in ("receive", "adjust", "ship", "reverse")] == [
        "modtaget",
        "reguleret",
        "afsendt",
        "tilbageført",
    ]
