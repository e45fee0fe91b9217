"""`serialdock`: the one entry point. It finds the command, says one clear line when something is refused, and
answers 0 (done), 1 (`check` found differences) or 2 (refused, nothing changed).
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.refusals import Refusal

DONE, REFUSED, INTERRUPTED = 0, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; `argv` without the program's name."""
    from tui.commandline.arguments import parsed

    _fill_closed_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another alphabet is no error
    try:
        code = _run(words, parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        what = error.filename or "the output"
        _say(f"serialdock: {what} cannot be used: {error.strerror or error}")
        _leave_quietly()
        return REFUSED
    return code


def _run(words: list[str], parsed: Callable[[list[str]], Namespace]) -> int:
    from models.refusals import Refusal

    try:
        args = parsed(words)
        code: int = args.run(args)
    except SystemExit as end:  # argparse: help asked for, or a line that means nothing
        return end.code if isinstance(end.code, int) else DONE
    except Refusal as refusal:
        _refuse(refusal)
        return REFUSED
    return code


def _refuse(refusal: "Refusal") -> None:
    """The refusal on stderr; of a file, each bad line first."""
    from models.language import say
    from models.refusals_orders import ImportRefused, told
    from tui.commandline.exchange import NAMED_MOST
    from tui.commandline.output import printable

    if isinstance(refusal, ImportRefused) and len(refusal.lines) > 1:
        for bad in refusal.lines[:NAMED_MOST]:
            _say(printable(f"serialdock: {told(bad)}"))
        if len(refusal.lines) > NAMED_MOST:
            more = say("… and {count} more.", count=len(refusal.lines) - NAMED_MOST)
            _say(printable(f"serialdock: {more}"))
    _say(printable(f"serialdock: {refusal}"))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fill_closed_streams() -> None:
    """A stream that is closed leads nowhere from now on: else the next file to be opened, the book perhaps, gets its
    number, and what is printed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _leave_quietly() -> None:
    """Nobody reads our output any more: what is still buffered must not raise once more at the end."""
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
