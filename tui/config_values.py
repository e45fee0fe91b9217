"""The keys of the configuration file and what each may hold. Pure: no file, no path, no device."""

from collections.abc import Callable
from typing import Any

from models.label_size import (
    FORMATS,
    GAP_MOST,
    HEIGHT_LEAST,
    HEIGHT_MOST,
    RESOLUTIONS,
    WIDTH_LEAST,
    WIDTH_MOST,
)
from models.language import LANGUAGES, say

FEEDBACK = ("ok", "refused", "complete", "unknown", "kept", "enable", "acknowledge")
"""What a custom profile may say, as `devices.feedback` has it, which a station without a scanner never loads."""
SOUNDS = ("accepted", "refused", "complete", "unknown", "kept")
TOP = (
    "database",
    "station",
    "language",
    "bell",
    "acknowledge",
    "layout_check",
    "scanner",
    "printer",
    "labels",
    "sound",
)
SCANNER = (
    "name",
    "port",
    "baud",
    "line",
    "suffix",
    "gap",
    "silence",
    "double_read",
    "gs_substitute",
    "feedback",
    *(f"feedback_{key}" for key in FEEDBACK),
    "ack_nak",
)
PRINTER = ("outbox", "command")
LABELS = ("format", "width", "height", "column_gap", "dpi", "command", "address")
SOUND = ("player", *SOUNDS)
TEXT_MOST = 60
SCANNERS_MOST = 32
BAUD_MOST = 12_000_000


class Wrong(Exception):
    """What is wrong with one value; `path` leads to it: names of keys, and numbers in a list from 0."""

    def __init__(self, template: str, path: tuple[str | int, ...] = (), **fields: object) -> None:
        super().__init__(template)
        self.template, self.path, self.fields = template, path, fields

    def __str__(self) -> str:
        return say(self.template, **self.fields)

    def at(self, *path: str | int) -> "Wrong":
        """The same, found at `path`."""
        return Wrong(self.template, path, **self.fields)

    def named(self) -> str:
        """The sentence with the key it is about in it."""
        key, words = self.path[-1], str(self)
        told = isinstance(key, int) or words.startswith(key) or "key" in self.fields
        return words if told else f"{key}: {words}"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong('expected a text in quotes, such as "Packing 2"')
    if any(not c.isprintable() for c in value):
        raise Wrong("control characters are not allowed here")
    return value


def _short(value: Any) -> str:
    text = _text(value).strip()
    if len(text) > TEXT_MOST:
        raise Wrong("{length} characters, at most {most}", length=len(text), most=TEXT_MOST)
    return text


def _language(value: Any) -> str:
    if value not in LANGUAGES:
        raise Wrong("expected one of {languages}", languages=", ".join(f'"{name}"' for name in LANGUAGES))
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("expected true or false")
    return value


def _baud(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= BAUD_MOST:
        raise Wrong("expected a whole number from 1 to {most}, such as 9600", most=BAUD_MOST)
    return value


def _seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Wrong("expected a number of seconds, such as 1.0")
    return float(value)


def _millimetres(least: float, most: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not least <= value <= most:
            raise Wrong("expected millimetres, from {least} to {most}", least=f"{least:g}", most=f"{most:g}")
        return float(value)

    return check


def _form(value: Any) -> str:
    if value not in FORMATS:
        raise Wrong("expected one of {values}", values=", ".join(f'"{name}"' for name in FORMATS))
    return str(value)


def _resolution(value: Any) -> int:
    if value not in RESOLUTIONS or isinstance(value, bool):
        raise Wrong("expected one of {values}", values=", ".join(str(dpi) for dpi in RESOLUTIONS))
    return int(value)


def _address(value: Any) -> tuple[str, int]:
    """Host and port; 9100 where none is named."""
    text = _text(value).strip()
    host, _, port = text.rpartition(":") if text.count(":") == 1 else (text, "", "9100")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536 or " " in host:
        raise Wrong('expected the printer\'s name or address, such as "192.0.2.10:9100"')
    return host, int(port)


def _words(value: Any, example: str = '["lp", "-d", "packing"]') -> tuple[str, ...] | None:
    texts = isinstance(value, list) and bool(value) and all(isinstance(word, str) for word in value)
    if not texts or not value[0].strip() or any("\0" in word for word in value):
        raise Wrong("expected a list of texts, such as {example}", example=example)
    return tuple(value)


def _player(value: Any) -> tuple[str, ...] | None:
    return _words(value, '["aplay", "-q"]')


def _table(name: str) -> Callable[[Any], dict[str, Any]]:
    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong("expected a table; write {name} on a line of its own", name=f"[{name}]")
        return value

    return check


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Wrong("expected tables; write [[scanner]], with double brackets, above each scanner")
    if len(value) > SCANNERS_MOST:
        raise Wrong("{count} scanners, at most {most}", count=len(value), most=SCANNERS_MOST)
    return value


CHECKS: dict[str, Callable[[Any], Any]] = {
    "database": _text,
    "station": _short,
    "language": _language,
    "bell": _truth,
    "acknowledge": _truth,
    "layout_check": _truth,
    "scanner": _tables,
    "printer": _table("printer"),
    "labels": _table("labels"),
    "name": _short,
    "port": _text,
    "baud": _baud,
    "line": _text,
    "suffix": _text,
    "gap": _seconds,
    "silence": _seconds,
    "double_read": _seconds,
    "gs_substitute": _text,
    "feedback": _text,
    **dict.fromkeys((f"feedback_{key}" for key in FEEDBACK), _text),
    "ack_nak": _truth,
    "outbox": _text,
    "command": _words,
    "format": _form,
    "width": _millimetres(WIDTH_LEAST, WIDTH_MOST),
    "height": _millimetres(HEIGHT_LEAST, HEIGHT_MOST),
    "column_gap": _millimetres(0, GAP_MOST),
    "dpi": _resolution,
    "address": _address,
    "sound": _table("sound"),
    "player": _player,
    **dict.fromkeys(SOUNDS, _text),
}
