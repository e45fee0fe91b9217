"""Running `serialdock` in this process, as a person reads it: what it prints, what it complains, how it ends."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tui.cli import main


@dataclass(frozen=True)
class Said:
    """One run."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()


class Command:
    """`serialdock` on one book, unless a line names another."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = url
        self._capsys = capsys

    def __call__(self, *words: str | Path, url: str | None = "") -> Said:
        """Run one line."""
        self._capsys.readouterr()
        chosen = self.url if url == "" else url
        book = ["--database", chosen] if chosen is not None else []
        code = main([*book, *(str(word) for word in words)])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def refused(self, *words: str | Path, url: str | None = "") -> str:
        """Run a line that must be refused, and give its one line on stderr without the program's name."""
        said = self(*words, url=url)
        assert said.code == 2, said
        assert said.err.count("\n") == 1, said.err
        assert said.err.startswith("serialdock: "), said.err
        return said.err.removeprefix("serialdock: ").rstrip("\n")
