"""A key means one thing: what a hand has learnt on one screen holds on every other."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

from tui import screens
from tui.commands import EVERYWHERE, Command
from tui.screens.frame import Frame

MEANS = {
    "g": {"order", "links"},
    "k": {"print"},
    "h": {"rule"},
    "j": {"jobs", "print_jobs", "ja"},
    "o": {"operator"},
    "d": {"remove", "drop"},
    "delete": {"remove", "remove_too", "drop"},
    "x": {"cancel"},
    "v": {"reverse"},
    "u": {"undo"},
    "y": {"yes"},
}
"""Keys that are the same everywhere, and the commands each may set off."""


def every_command() -> Iterator[tuple[str, Command]]:
    """The commands of every screen there is."""
    for found in pkgutil.iter_modules(screens.__path__):
        for name, kind in vars(import_module(f"tui.screens.{found.name}")).items():
            if isinstance(kind, type) and issubclass(kind, Frame):
                for command in (*kind.commands, *EVERYWHERE):
                    yield name, command


@pytest.mark.parametrize("key", sorted(MEANS))
def test_a_key_means_the_same_on_every_screen(key: str) -> None:
    used = [(screen, command.id) for screen, command in every_command() if key in command.keys]
    assert used, f"{key} is used nowhere"
    assert {id_ for _, id_ in used} <= MEANS[key], used
