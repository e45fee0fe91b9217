"""The signs of the station, and the letters for them where a terminal cannot draw them."""

import os
from collections.abc import Mapping

ASCII = {
    "✔": "+",
    "✖": "X",
    "↺": "<",
    "●": "*",
    "○": "o",
    "▸": ">",
    "·": "-",
    "…": "~",
    "–": "-",
    "—": "-",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "×": "x",
    "█": "#",
    "▀": "#",
    "▄": "#",
    "─": "-",
    "⌂": "@",
    "☐": "[ ]",
    "☒": "[x]",
}
"""Every sign the screens use beyond letters, and what stands for it in a terminal without it."""

_TABLE = str.maketrans(ASCII)


def letters_only(environ: Mapping[str, str] | None = None) -> bool:
    """True where signs would come out as diamonds: the bare Linux console, or a locale of "C".

    Python itself turns a C locale's LC_CTYPE into C.UTF-8 when it starts, so LC_CTYPE alone proves nothing.
    """
    values = os.environ if environ is None else environ
    if values.get("TERM") in {"linux", "vt100", "vt220", "dumb"}:
        return True
    locale = values.get("LC_ALL") or values.get("LANG") or ""
    return bool(locale) and "utf" not in locale.lower()


def sign(text: str) -> str:
    """`text` with every sign replaced by letters, where the terminal needs it."""
    return text.translate(_TABLE) if not text.isascii() and letters_only() else text
