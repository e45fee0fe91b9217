"""Every sentence an operator can meet has its Danish."""

import json
import string
import subprocess
import sys
from pathlib import Path

import pytest

from models.language import Said, language, say, say_in, speak_in
from models.refusals_scan import NotEditable
from models.refusals_values import TextEmpty
from tests.sentences import ROOT, TRACED, Walk, walked

DANISH = ROOT / "models" / "locale" / "da.json"

# Danish words that are the English ones.
SHARED = {
    "Bytes: {bytes}",
    "Filter",
    "IMEI",
    "Layout",
    "Layout {name}",
    "Layout {name} · {kind}",
    "Layouts",
    "Logo",
    "Logo: {logo}",
    "[logo]",
    "{size} kB",
    "Marketing",
    "Partner",
    "Menu",
    "Port",
    "Printer",
    "Scanner",
    "SerialDock",
    "Status",
    "Station",
    "Type",
    "USB",
    "OK",
    "find",
    "printer",
    "{file}: {size} bytes.",
}


@pytest.fixture(scope="module")
def walk() -> Walk:
    """The program, walked once."""
    return walked()


@pytest.fixture(scope="module")
def danish() -> dict[str, str]:
    """The Danish by its English."""
    found: dict[str, str] = json.loads(DANISH.read_text(encoding="utf-8"))
    return found


def fields_of(template: str) -> list[str]:
    """The names of the fields of a template, once each."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name is not None})


def wordless(template: str) -> bool:
    """True for a template of nothing but fields and signs: every language says it alike."""
    return not any(c.isalpha() for text, *_ in string.Formatter().parse(template) for c in text)


def test_every_template_has_its_danish(walk: Walk, danish: dict[str, str]) -> None:
    missing = {t: places[0] for t, places in walk.places.items() if not danish.get(t) and not wordless(t)}
    assert not missing


def test_the_danish_has_the_fields_of_the_english_and_no_other(danish: dict[str, str]) -> None:
    assert not {en: da for en, da in danish.items() if fields_of(en) != fields_of(da)}


def test_the_catalogue_holds_nothing_that_nobody_says(walk: Walk, danish: dict[str, str]) -> None:
    assert not danish.keys() - walk.places.keys()


def test_danish_differs_from_english_but_for_words_both_languages_share(danish: dict[str, str]) -> None:
    assert {en for en, da in danish.items() if en == da} == SHARED


def test_every_template_that_is_no_literal_is_traced_to_its_english(walk: Walk) -> None:
    assert walk.untraced.keys() == TRACED.keys(), sorted(walk.untraced.keys() ^ TRACED.keys())


def test_nothing_is_said_while_a_module_is_imported(walk: Walk) -> None:
    assert not walk.too_early


def test_blanks_and_the_full_stop_at_the_end_stay(danish: dict[str, str]) -> None:
    def edges(text: str) -> tuple[bool, bool, bool]:
        return text.startswith(" "), text.endswith(" "), text.endswith("?")

    assert not {en: da for en, da in danish.items() if edges(en) != edges(da)}
    assert not {en: da for en, da in danish.items() if en.endswith(".") and not da.endswith(".")}


def test_the_file_is_sorted_and_has_each_entry_once() -> None:
    texts = [english for english, _ in json.loads(DANISH.read_text(encoding="utf-8"), object_pairs_hook=list)]
    assert texts == sorted(set(texts), key=lambda text: (text.casefold(), text))


def test_a_walk_finds_a_template_in_every_shape(tmp_path: Path) -> None:
    source = """
say("Early")
class NotThis(Refusal):
    template = "Not this."
    next_step = "That " "instead."
def f(x, y):
    say("One" if x else "Many", count=x)
    say_in(y, "Paper")
    say(x)
    Command("take", "t", "Take", help="Takes it.")
"""
    (tmp_path / "tui").mkdir()
    file = tmp_path / "tui" / "some.py"
    file.write_text(source)
    walk = Walk(tmp_path)
    walk.module(file)
    said = {"Early", "Not this.", "That instead.", "One", "Many", "Paper", "Take", "Takes it."}
    assert walk.places.keys() == said
    assert walk.untraced.keys() == {"tui/some.py: say(x)"}
    assert walk.too_early == ["tui/some.py:2"]


def test_a_sentence_inside_a_sentence_is_spoken_in_the_language_of_the_moment() -> None:
    inner = Said("line {line}", {"line": 3})
    speak_in("da")
    assert f"{inner}" == "linje 3"
    assert say("{count} of {wanted}", count=inner, wanted=Said("open")) == "linje 3 af åben"


def test_a_refusal_speaks_statuses_and_field_names_too_and_leaves_what_a_person_typed() -> None:
    refusal, empty = NotEditable(document="open", status="posted"), TextEmpty(field="Name")
    speak_in("da")
    assert str(refusal).startswith("open er bogført;")
    assert str(empty).startswith("Navn er tom.")


def test_an_unknown_template_is_said_in_english_and_an_unknown_language_is_refused() -> None:
    speak_in("da")
    assert say("No such sentence {x}", x=1) == "No such sentence 1"
    with pytest.raises(ValueError, match="expected one of en, da"):
        speak_in("sv")
    assert language() == "da"


def test_paper_speaks_the_customers_language_whatever_the_station_speaks() -> None:
    assert say_in("da", "Delivery note") == "Følgeseddel"
    assert say("Delivery note") == "Delivery note"


def cost(lines: str) -> str:
    """What `lines` print in an interpreter of their own."""
    done = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_english_costs_nothing() -> None:
    loads = "import sys; from models.language import say; say('Receive'); print(any(m in sys.modules for m in ('babel', 'gettext')))"
    assert cost(loads) == "False"


def test_danish_is_loaded_in_less_than_20_ms() -> None:
    loads = "import time; from models.language import say_in; t = time.process_time(); say_in('da', 'Receive'); print(time.process_time() - t)"
    assert min(float(cost(loads)) for _ in range(5)) < 0.02
