"""Keys by name: which character each adds to a text, and which key a sequence cut in two was meant to be."""

from dataclasses import dataclass

_CONTROLS = {f"ctrl+{chr(96 + n)}": chr(n) for n in range(1, 27)} | {
    "ctrl+@": "\x00",
    "ctrl+at": "\x00",
    "ctrl+space": "\x00",
    "ctrl+backslash": "\x1c",
    "ctrl+right_square_bracket": "\x1d",
    "ctrl+circumflex_accent": "\x1e",
    "ctrl+underscore": "\x1f",
}
SPLIT_KEYS = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "H": "home",
    "F": "end",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
    "1~": "home",
    "3~": "delete",
    "4~": "end",
    "5~": "pageup",
    "6~": "pagedown",
}
_FUNCTION_NUMBERS = (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)
SPLIT_KEYS |= {f"{code}~": f"f{number}" for number, code in enumerate(_FUNCTION_NUMBERS, 1)}


@dataclass(frozen=True)
class Stroke:
    """One key as the terminal reported it, at monotonic seconds."""

    key: str
    character: str | None
    at: float

    @property
    def data(self) -> str | None:
        """The character this key adds to a text, or None when it adds none."""
        if self.character is not None and len(self.character) == 1 and self.character.isprintable():
            return None if self.key.startswith("alt+") else self.character
        if self.key.startswith("ctrl+") and (self.key in _CONTROLS or self.character in _CONTROLS.values()):
            return _CONTROLS.get(self.key, self.character)
        if self.key.startswith(("alt+", "ctrl+")) or self.key in _NAMED or self.character is None:
            return None
        return self.character if len(self.character) == 1 else None


_NAMED = {"enter", "tab", "escape", "backspace", "delete", "shift+tab"}
