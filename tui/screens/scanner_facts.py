"""What the scanner settings tell: scanners of the configuration, ports of the machine, lines for the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.language import say
from tui.config import NAME, Config


@dataclass(frozen=True)
class Port:
    """A serial port that no scanner of the configuration uses."""

    name: str
    shown: str
    usb: str
    about: str


@dataclass(frozen=True)
class Other:
    """A scanner that is plugged in but gives no port."""

    product: str
    mode: str
    usb: str


def set_up(config: Config | None) -> list[tuple[str, str]]:
    """Name and port of every scanner of the configuration."""
    return [(one.name, one.port) for one in config.scanners] if config else []


def connected_ports(used: Sequence[str]) -> tuple[list[Port], list[Other]]:
    """The ports of this machine without those in `used`, and scanners in another mode. Takes a moment."""
    from os.path import realpath

    from devices.ports import in_wrong_mode, listing

    taken = {realpath(port) for port in used}
    ports = [
        Port(one.by_id or one.port, one.port, _usb(one.vid, one.pid), one.hint or one.product or one.maker)
        for one in listing()
        if realpath(one.port) not in taken
    ]
    others = [Other(one.product, one.mode, _usb(one.vid, one.pid)) for one in in_wrong_mode()]
    return ports, others


def file_lines(config: Config | None, port: Port | None) -> list[str]:
    """What to write into the configuration file to use `port`."""
    file = str(config.file) if config and config.file else NAME
    number = len(config.scanners) + 1 if config else 1
    lines = [port.about] if port and port.about else []
    return [
        *lines,
        say("To use it, write into {file}, then start the station again:", file=file),
        "",
        "[[scanner]]",
        f'name = "scanner {number}"',
        f'port = "{port.name if port else "/dev/serial/by-id/usb-…"}"',
    ]


def _usb(vid: int | None, pid: int | None) -> str:
    return f"{vid:04x}:{pid:04x}" if vid is not None and pid is not None else ""
