"""One scanner written into the configuration file, every other line of it left as a person wrote it.

The new text is read as a configuration before it takes the old one's place; then it does so in one step: a
crash leaves the old file or the new one. Nothing is written that a person has not been shown (`Change.lines`).
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from models.language import say
from models.refusals import Refusal
from tui.config import BYTES_MOST, NAME, Config, config_folder, read_text, understood
from tui.config_errors import line_of

Value = str | int | float
KEYS: Final = ("name", "port", "baud", "line", "suffix", "feedback", "double_read")
"""What a scanner's block may be given here, in the order a new block has them; the rest of a block stays."""
DEFAULTS: Final[Mapping[str, Value]] = {"line": "8N1", "suffix": "auto", "feedback": "none", "baud": 9600}
"""Values that need no line of their own in a new block."""
INLINE: Final = re.compile(r"^[ \t]*scanner[ \t]*=", re.MULTILINE)
LONE_LF: Final = re.compile(r"(?<!\r)\n")
NEW_MODE: Final = 0o600


class ConfigNotWritten(Refusal):
    template = "{file} cannot be written: {reason}."
    next_step = "Check who may write there, or write the lines into it by hand."


class ScannerNotThere(Refusal):
    """Somebody has changed the file meanwhile."""

    template = "{file} has no scanner {name} any more."
    next_step = "Start the station again, so that it reads what is in the file now."


@dataclass(frozen=True)
class Change:
    """A configuration file before and after. `lines` are the block's lines as they will be."""

    file: Path
    before: str | None
    after: str
    lines: tuple[str, ...]
    config: Config


def change_scanner(config: Config, values: Mapping[str, Value], name: str | None = None) -> Change:
    """The file with a new scanner of these `values`, or with those of scanner `name` set to them.

    The file is read anew, so that what a person wrote meanwhile stays. Raises ConfigNotWritten, ScannerNotThere
    and as `read_config`.
    """
    file = config.file or config_folder() / NAME
    before = read_text(file) if config.file or file.exists() else None
    if before is not None:
        understood(before, file)
    text = _fresh(config) if before is None else before
    if INLINE.search(text):
        raise ConfigNotWritten(file=file, reason=say("its scanners are not in blocks under [[scanner]]"))
    after = _added(text, values) if name is None else _changed(text, values, name, file)
    if len(after.encode()) > BYTES_MOST:
        raise ConfigNotWritten(file=file, reason=say("it would be larger than {most} bytes", most=BYTES_MOST))
    return Change(file, before, after, tuple(_lines(before, after)), understood(after, file))


def write(change: Change) -> None:
    """Put the new text in the old one's place, durably and in one step. Raises ConfigNotWritten; then nothing has
    changed."""
    file = Path(os.path.realpath(change.file))
    try:
        if (read_text(file) if file.exists() else None) != change.before:
            raise ConfigNotWritten(file=change.file, reason=say("somebody has changed it meanwhile"))
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, change.after)
    except OSError as error:
        raise ConfigNotWritten(file=change.file, reason=error.strerror or str(error)) from error


def _replace(file: Path, text: str) -> None:
    mode = file.stat().st_mode & 0o7777 if file.exists() else NEW_MODE
    with NamedTemporaryFile("wb", dir=file.parent, prefix=f".{file.name}.", delete=False) as fresh:
        part = Path(fresh.name)
        try:
            fresh.write(text.encode())
            os.fchmod(fresh.fileno(), mode)
            if file.exists():
                with suppress(PermissionError):  # a file of another owner in a group we share
                    os.fchown(fresh.fileno(), file.stat().st_uid, file.stat().st_gid)
            fresh.flush()
            os.fsync(fresh.fileno())
            part.replace(file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _fresh(config: Config) -> str:
    """A file for a station that had none: its book and its outbox stay where they are."""
    import tomlkit

    document = tomlkit.document()
    document.add("database", tomlkit.item(config.database))
    document.add("station", tomlkit.item(config.station))
    document.add("language", tomlkit.item(config.language))
    document.add(tomlkit.nl())
    printer = tomlkit.table()
    printer.add("outbox", str(config.printer.outbox))
    document.add("printer", printer)
    return tomlkit.dumps(document)


def _added(text: str, values: Mapping[str, Value]) -> str:
    """`text` with a new block at its end, set off by a blank line."""
    lines = ["[[scanner]]", *_written(_told(values))]
    above = f"{text.rstrip()}\n\n" if text.strip() else ""
    return _with_endings_of(text, above + "\n".join(lines) + "\n")


def _changed(text: str, values: Mapping[str, Value], name: str, file: Path) -> str:
    """`text` with other values in the block of the scanner that is called `name`, by its name or its place."""
    import tomlkit

    document = tomlkit.parse(text)
    if tomlkit.dumps(document) != text:
        raise ConfigNotWritten(file=file, reason=say("other tables stand between its scanners"))
    for number, block in enumerate(document.get("scanner") or []):
        if str(block.get("name", f"scanner {number + 1}")).strip() == name:
            block.update({key: value for key, value in values.items() if key in block})
            new = {key: value for key, value in _told(values).items() if key not in block}
            changed = tomlkit.dumps(document).split("\n")
            below = line_of("\n".join(changed), ("scanner", number, "port"))
            changed[below:below] = _written(new)
            return _with_endings_of(text, "\n".join(changed))
    raise ScannerNotThere(file=file, name=name)


def _told(values: Mapping[str, Value]) -> dict[str, Value]:
    """What needs a line of its own, in the order of KEYS."""
    return {key: values[key] for key in KEYS if key in values and values[key] != DEFAULTS.get(key)}


def _written(values: Mapping[str, Value]) -> list[str]:
    """Lines of TOML."""
    import tomlkit

    return [f"{key} = {tomlkit.item(value).as_string()}" for key, value in values.items()]


def _with_endings_of(before: str, after: str) -> str:
    """`after` with CR LF throughout, if `before` has it so."""
    crlf = "\r\n" in before and not LONE_LF.search(before)
    return LONE_LF.sub("\r\n", after) if crlf else after


def _lines(before: str | None, after: str) -> list[str]:
    """The lines of `after` that are not in `before`, in order, under the heading they belong to."""
    from difflib import SequenceMatcher

    old, new = (before or "").splitlines(), after.splitlines()
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    found = [
        line for tag, _, _, a, b in matcher.get_opcodes() if tag in ("insert", "replace") for line in new[a:b]
    ]
    return [line for line in found if line.strip()]
