"""The delivery note is read back from the PDF, by text and by scanner."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from models.documents import DeliveryLine, Party
from printing.delivery_note import render
from printing.errors import BarcodeCharacters, BarcodeTooWide, NoGlyph
from tests.printing.papers import PRINTER, bars, note, plain, printed, shipped, texts, words

ROOT = Path(__file__).parents[2]
HUNDRED = "{:06d}-" + "W9" * 46 + "Z"


def test_the_note_names_everything_a_receiver_checks() -> None:
    labels = DeliveryLine("LB-57", "Labels 57 × 32 mm", "roll", 24, 20, 4)
    seen = " ".join(words(render(note(PRINTER, labels))))
    for fact in (
        "Delivery note SH-1001",
        "23 November 2026",
        "SO-1007",
        "PO 4711",
        "Fjordlager A/S",
        "VAT no. DK12345678",
        "Nordlys ApS",
        "No. C-1004",
        "5970 Ærøskøbing",
        "TP-80 Thermal printer TP80-004217 TP80-004218 TP80-004221 pcs 5 3 2",
        "LB-57 Labels 57 × 32 mm roll 24 20 4",
        "Lines: 2 · Units: 23 · Serial numbers: 3",
        "Page 1 of 1",
    ):
        assert fact in seen, fact


def test_the_documents_own_language_rules_the_date_whatever_the_station_speaks() -> None:
    assert "23. november 2026" in " ".join(words(render(note(PRINTER, language="da"))))
    assert "23 November 2026" in " ".join(words(render(note(PRINTER, language="en"))))


def test_a_language_we_do_not_write_gets_english() -> None:
    assert render(note(PRINTER, language="de")) == render(note(PRINTER, language="en"))


def test_packages_and_a_reversed_note_are_named() -> None:
    marked = replace(
        note(PRINTER), packages=("1 pallet, 420 kg", "(00)357012340000000012"), reverses="SH-0990"
    )
    seen = " ".join(words(render(marked)))
    assert "Packages 1 pallet, 420 kg (00)357012340000000012" in seen
    assert "Reversed delivery note" in seen
    assert "Reverses" in seen
    assert "SH-0990" in seen


@pytest.mark.parametrize("count", [1, 500])
def test_serials_of_100_characters_come_out_whole_and_once(count: int) -> None:
    serials = tuple(HUNDRED.format(index) for index in range(count))
    assert {len(serial) for serial in serials} == {100}
    pdf = render(note(shipped(*serials, name="A long name, " * 30)))
    for found in (Counter(words(pdf)), Counter(printed(pdf))):
        assert all(found[serial] == 1 for serial in serials)


def test_serials_stand_in_the_order_of_the_book() -> None:
    serials = tuple(f"Q{index * 7919 % 1009:05d}" for index in range(1000))
    assert [word for word in words(render(note(shipped(*serials)))) if word.startswith("Q0")] == list(serials)


def test_no_serial_is_parted_from_its_item_or_drawn_below_the_page() -> None:
    for before in range(20, 40):
        lines = [DeliveryLine(f"IT-{index:02d}", "Cable", "pcs", 1, 1, 0) for index in range(before)]
        for page in texts(render(note(*lines, shipped("ONLY-1")))):
            assert ("ONLY-1" in page) == ("Handheld scanner" in page)


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_page_scans_to_the_number(dpi: int) -> None:
    serials = tuple(HUNDRED.format(index) for index in range(130))
    for number in ("SH-1001", "SH-9", "sh_10000000001", "ABCDEFGHIJKLMNOPQRSTUVWXYZ-01234"):
        found = bars(render(note(shipped(*serials), number=number)), dpi)
        assert found == [[number]] * len(found)
        assert len(found) == 3


def test_a_number_no_scanner_could_read_is_refused() -> None:
    with pytest.raises(BarcodeTooWide, match="it needs 234 mm and there are 106 mm"):
        render(note(PRINTER, number="A" * 80))
    for number in ("", "SH-Ø", "SH\n1", "SH\x1b"):
        with pytest.raises(BarcodeCharacters):
            render(note(PRINTER, number=number))


def test_the_same_note_is_the_same_file_in_any_process_and_order() -> None:
    sample = note(PRINTER, shipped(*(f"Łódź-{index}" for index in range(50)), name="Кириллица Ελλάς"))
    first = render(sample)
    render(note(shipped("OTHER", name="žluťoučký kůň ש")))
    assert render(sample) == first
    program = (
        "from hashlib import sha256; from printing.delivery_note import render;"
        "from tests.printing.papers import *;"
        "s = note(PRINTER, shipped(*(f'Łódź-{i}' for i in range(50)), name='Кириллица Ελλάς'));"
        "print(sha256(render(s)).hexdigest())"
    )
    for seed in ("0", "12345"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "LANG": "C", "TZ": "Asia/Tokyo"}
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == sha256(first).hexdigest()


def test_the_first_documents_of_a_process_may_be_drawn_at_once() -> None:
    program = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from hashlib import sha256;"
        "from printing.delivery_note import render; from tests.printing.papers import *;"
        "sys.setswitchinterval(1e-6);"
        "sample = note(PRINTER, shipped('A-1', name='Łódź Кириллица שלום'));"
        "pool = ThreadPoolExecutor(8);"
        "print({sha256(pdf).hexdigest() for pdf in pool.map(render, [sample] * 16)})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    alone = sha256(render(note(PRINTER, shipped("A-1", name="Łódź Кириллица שלום")))).hexdigest()
    assert done.stdout.strip() == str({alone})


@pytest.mark.usefixtures("only_shipped_fonts")
def test_a_machine_without_fonts_prints_the_same_file() -> None:
    sample = note(shipped("A-1", name="Łódź Ærø Кириллица Ελλάς Việt Nam €"))
    bare = render(sample)
    program = (
        "import sys; from tests.printing.papers import *; from printing.delivery_note import render;"
        "sys.stdout.buffer.write(render(note(shipped('A-1', name='Łódź Ærø Кириллица Ελλάς Việt Nam €'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == bare


@pytest.mark.usefixtures("only_shipped_fonts")
def test_a_character_without_a_font_is_refused_by_name_and_never_a_square() -> None:
    with pytest.raises(NoGlyph) as refused:
        render(note(shipped("A-1", name="Printer for 東京")))
    assert refused.value.sentence == (
        "cannot print 東 (U+6771) in “Printer for 東京”: no font on this station has that character."
    )
    assert "fonts-droid-fallback" in refused.value.next


def test_names_of_many_scripts_print_as_themselves() -> None:
    name = "Łódź Ærø Кириллица Ελλάς Việt ½ € № ő ş"
    assert plain(render(note(shipped("A-1", name=name)))).count(name.replace(" ", "")) == 1


def test_text_without_end_goes_on_over_pages_and_nothing_is_lost() -> None:
    name = [f"W{index:05d}" for index in range(4000)]
    found = printed(render(note(shipped("A-1", name=" ".join(name)))))
    assert [word for word in found if word.startswith("W0")] == name
    assert plain(render(note(shipped("A-1", name="é" * 20_000)))).count("é") >= 20_000
    address = Party("Nordlys", "", tuple(f"Street-{index:04d}" for index in range(300)))
    found = printed(render(replace(note(PRINTER), deliver_to=address)))
    assert [word for word in found if word.startswith("Street-")] == list(address.address)


def test_a_serial_wider_than_the_page_is_wrapped_not_cut() -> None:
    serial = "".join(f"{index:04d}" for index in range(100))
    assert serial in plain(render(note(shipped(serial, "B-2"))))


def test_no_price_is_on_the_note_and_no_line_is_a_note_too() -> None:
    seen = plain(render(note()))
    assert "Lines:0·Units:0" in seen
    assert "price" not in plain(render(note(PRINTER))).lower()
