"""The configuration file of one station, in TOML. A key or value that cannot be right is named with its line.

A relative path in it is relative to the file. Without a file everything has a default, and the station keeps
its book in the user's own data folder.
"""

import os
import platform
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from tui.config_errors import ConfigTooLarge, ConfigUnreadable, ConfigWrong, DatabaseUnknown, line_of, wrong
from tui.config_labels import Labels, labels_of
from tui.config_values import CHECKS, LABELS, PRINTER, SCANNER, SOUND, TOP, Wrong

if TYPE_CHECKING:
    from devices.scanner import ScannerSettings

NAME = "serialdock.toml"
BYTES_MOST = 64 * 1024
VIRTUAL = "virtual"
"""The port name that lets the station make its own scanner out of software."""
SERVERS = ("postgresql://", "postgres://")
LITE = "sqlite:///"


@dataclass(frozen=True)
class Printer:
    """Where documents are kept, and the program that prints them; None when the outbox is all there is."""

    outbox: Path
    command: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Sound:
    """The program that plays, None for the terminal's bell; `files` stand before our own tones, which are made
    in `folder`."""

    folder: Path
    player: tuple[str, ...] | None = None
    files: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """How one station is set up. `database` is a URL with an absolute path; `folder` is where relative paths
    start, and where a virtual scanner has its port."""

    database: str
    station: str
    language: str
    bell: bool
    scanners: tuple["ScannerSettings", ...]
    printer: Printer
    folder: Path
    file: Path | None = None
    labels: Labels = field(default_factory=Labels)
    acknowledge: bool = False
    sound: Sound | None = None
    layout_check: bool = False

    @property
    def kept_here(self) -> Path:
        """Where the station keeps scans while its server is away: beside its configuration file, named after it."""
        return self.folder / f"{self.file.stem if self.file else 'serialdock'}.kept"

    @property
    def virtual(self) -> tuple[str, ...]:
        """The names of the virtual scanners that stand in `folder`."""
        return tuple(VIRTUAL for s in self.scanners if Path(s.port) == self.folder / VIRTUAL)


def read_config(file: Path | None = None, database: str | None = None) -> Config:
    """The configuration in `file`, or in the first of the usual places that has one; `database` stands before
    the file's. Raises ConfigUnreadable, ConfigTooLarge, ConfigWrong, DatabaseUnknown."""
    found = file or usual_file()
    config = understood(read_text(found), found) if found else _from({}, data_folder(), None)
    return with_database(config, database) if database is not None else config


def usual_file() -> Path | None:
    """./serialdock.toml, or else the one in the user's configuration folder, when it is there."""
    places = (Path(NAME), config_folder() / NAME)
    return next((place for place in places if place.exists()), None)


def config_folder() -> Path:
    """Where a user's own configuration file is."""
    return _home("XDG_CONFIG_HOME", ".config")


def data_folder() -> Path:
    """Where a station without a configuration file keeps its book."""
    return _home("XDG_DATA_HOME", ".local/share")


def with_database(config: Config, database: str) -> Config:
    """`config` with another book. A relative path is relative to the working folder. Raises
    DatabaseUnknown."""
    try:
        return replace(config, database=database_url(database, Path.cwd()))
    except Wrong as problem:
        raise DatabaseUnknown(database=hidden(database)) from problem


def database_url(text: str, base: Path) -> str:
    """`text` with its path made absolute. Raises Wrong."""
    if text.startswith(SERVERS):
        return text
    path = unquote(text.removeprefix(LITE))
    if not text.startswith(LITE) or not path or path.endswith("/") or path == ":memory:" or "\0" in path:
        raise Wrong("{value} is no database: expected sqlite:///FILE or postgresql://…", value=hidden(text))
    return LITE + quote(str(base.absolute() / Path(path).expanduser()))


def hidden(url: str) -> str:
    """A database URL as it may stand in a sentence: without its password."""
    head, at, tail = url.rpartition("@")
    return f"{head.rsplit(':', 1)[0]}@{tail}" if at and head.count(":") > 1 else url


def _home(variable: str, default: str) -> Path:
    named = os.environ.get(variable, "")
    return (Path(named) if os.path.isabs(named) else Path.home() / default) / "serialdock"


def read_text(file: Path) -> str:
    """What a configuration file holds. Raises ConfigUnreadable, ConfigTooLarge, ConfigWrong."""
    try:
        with file.open("rb") as stream:
            data = stream.read(BYTES_MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigUnreadable(file=file, reason=reason) from error
    if len(data) > BYTES_MOST:
        raise ConfigTooLarge(file=file, most=BYTES_MOST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigWrong(file=file, line=line, problem="not UTF-8") from error


def understood(text: str, file: Path) -> Config:
    """The configuration `text` of `file` says. Raises ConfigWrong."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(file, text, error) from error
    try:
        return _from(table, file.absolute().parent, file)
    except Wrong as problem:
        line = line_of(text, problem.path)
        raise ConfigWrong(file=file, line=line, problem=problem.named()) from problem


def _from(table: dict[str, Any], folder: Path, file: Path | None) -> Config:
    top = _checked(table, TOP, ())
    printer = _checked(top.get("printer", {}), PRINTER, ("printer",))
    try:
        database = database_url(top.get("database", "sqlite:///station.db"), folder)
    except Wrong as problem:
        raise problem.at("database") from problem
    return Config(
        database=database,
        station=top.get("station") or platform.node()[:60] or "Station 1",
        language=top.get("language", "en"),
        bell=top.get("bell", True),
        scanners=_scanners(top.get("scanner", []), folder),
        printer=Printer(folder / Path(printer.get("outbox", "outbox")).expanduser(), printer.get("command")),
        folder=folder,
        file=file,
        labels=labels_of(_checked(top.get("labels", {}), LABELS, ("labels",))),
        acknowledge=top.get("acknowledge", False),
        sound=_sound(top.get("sound", {}), folder),
        layout_check=top.get("layout_check", False),
    )


def _sound(table: dict[str, Any], folder: Path) -> Sound:
    sound = _checked(table, SOUND, ("sound",))
    files = {}
    for name in (name for name in sound if name != "player"):
        if "player" not in sound:
            raise Wrong("{key}: needs a player", path=("sound", name), key=name)
        files[name] = folder / Path(sound[name]).expanduser()
        if not files[name].is_file():
            raise Wrong("{key}: there is no file {file}", path=("sound", name), key=name, file=files[name])
    return Sound(_home("XDG_CACHE_HOME", ".cache") / "sounds", sound.get("player"), files)


def _checked(table: dict[str, Any], known: tuple[str, ...], path: tuple[str | int, ...]) -> dict[str, Any]:
    """The values of one table, each of its right type."""
    found = {}
    for key, value in table.items():
        if key not in known:
            raise Wrong(
                "unknown key {key}; expected one of {keys}", path=(*path, key), key=key, keys=", ".join(known)
            )
        try:
            found[key] = CHECKS[key](value)
        except Wrong as problem:
            raise problem.at(*path, key) from problem
    return found


def _scanners(tables: list[dict[str, Any]], folder: Path) -> tuple["ScannerSettings", ...]:
    found: list[ScannerSettings] = []
    for number, table in enumerate(tables):
        values = _checked(table, SCANNER, ("scanner", number))
        values.setdefault("name", f"scanner {number + 1}")
        if "port" not in values:
            raise Wrong("this scanner has no port", path=("scanner", number))
        settings = _scanner(values, folder, number)
        for key in ("name", "port"):
            if getattr(settings, key) in {getattr(other, key) for other in found}:
                raise Wrong(
                    "{key} {value} is another scanner's already",
                    path=("scanner", number, key),
                    key=key,
                    value=getattr(settings, key),
                )
        found.append(settings)
    return tuple(found)


def _scanner(values: dict[str, Any], folder: Path, number: int) -> "ScannerSettings":
    from devices.scanner import ScannerSettings

    if values["port"] == VIRTUAL:
        values["port"] = str(folder / VIRTUAL)
    names = {"gap": "gap_s", "double_read": "double_read_s", "silence": "silence_s"}
    try:
        return ScannerSettings(**{names.get(key, key): value for key, value in values.items()})
    except (ValueError, OSError) as error:
        words = str(error).casefold().replace("gs substitute", "gs_substitute").replace("-", "_")
        guilty = max((key for key in values if words.startswith(key)), key=len, default="port")
        raise Wrong("{reason}", path=("scanner", number, guilty), reason=str(error)) from error
