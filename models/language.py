"""One sentence, two languages: English templates are the keys, Danish lives in `locale/da.json`.

Read by screens and paper alike, so it sits below both. A template without a translation is shown in English; the
test suite refuses such a gap before an operator can meet it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "da")
_chosen = ["en"]


def speak_in(language: str) -> None:
    """Choose the language of every later `say` in this process. Unknown languages raise ValueError."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r}: expected one of {', '.join(LANGUAGES)}")
    _chosen[0] = language


def language() -> str:
    """The language chosen last: "en" or "da"."""
    return _chosen[0]


def say(template: str, /, **fields: object) -> str:
    """`template` in the chosen language with its {fields} filled in."""
    return say_in(_chosen[0], template, **fields)


def say_in(language: str, template: str, /, **fields: object) -> str:
    """Like `say`, in a language of the caller's choice: paper speaks the customer's."""
    text = template if language == "en" else _catalogue(language).get(template, template)
    return text.format(**fields) if fields else text


class Said:
    """A sentence inside a sentence, spoken when the outer one is: in the language of that moment."""

    def __init__(self, template: str, fields: Mapping[str, object] | None = None) -> None:
        self._template, self._fields = template, fields or {}

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __str__(self) -> str:
        return say(self._template, **self._fields)


@cache
def _catalogue(language: str) -> dict[str, str]:
    file = Path(__file__).parent / "locale" / f"{language}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found
