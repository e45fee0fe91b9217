"""What the scanner settings tell: scanners of the configuration, ports of the machine, and names for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.language import say
from tui.config import Config
from tui.widgets.plain import plain

if TYPE_CHECKING:
    from devices.ports import PortInfo, WrongMode


@dataclass(frozen=True)
class Line:
    """One line of the list: a scanner that is set up (`name`, `port`), a port that could be one, or a scanner in
    another mode. `info` is what is plugged in there now."""

    name: str = ""
    port: str = ""
    info: "PortInfo | None" = None
    other: "WrongMode | None" = None

    @property
    def vid(self) -> int | None:
        """The maker's number, when it is known."""
        return self.info.vid if self.info else None

    @property
    def usb(self) -> str:
        """Both USB numbers."""
        one = self.info or self.other
        return f"{one.vid:04x}:{one.pid:04x}" if one and one.vid is not None and one.pid is not None else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name this port can be written by, the one that lasts longest first."""
        found = (self.info.identity, self.info.by_id, self.info.port) if self.info else ()
        return tuple(dict.fromkeys(name for name in (*found, self.port) if name))

    @property
    def unsure(self) -> str:
        """The name to take instead of the configured one, which another device may get; "" when it is well."""
        from devices.identity import is_passing

        return self.names[0] if self.name and is_passing(self.port) and self.names[0] != self.port else ""


def lines_of(config: Config | None) -> list[Line]:
    """What is set up, then the other ports, then scanners in another mode. Takes a moment."""
    from devices import ports

    scanners = [(one.name, one.port) for one in config.scanners] if config else []
    found = ports.listing()
    known = [
        Line(name, port, next((one for one in found if one.answers_to(port)), None))
        for name, port in scanners
    ]
    used = {line.info.port for line in known if line.info}
    free = [Line(info=one) for one in found if one.port not in used]
    return [*known, *free, *(Line(other=one) for one in ports.in_wrong_mode())]


def device_lines(line: Line) -> list[str]:
    """Who made it, what it may be, and its names."""
    if line.other is not None:
        about = " · ".join(part for part in (line.usb, line.other.maker, line.other.product) if part)
        return [
            say(
                "{about}: found, but in {mode} mode, which gives no port.",
                about=about,
                mode=line.other.mode,
            ),
            say("Set it to USB-COM with the code in its manual; the number then changes."),
        ]
    info = line.info
    if info is None:
        return []
    parts = (line.usb, info.maker, info.product, info.hint)
    names = [say("Names: {name}", name=line.names[0]), *(f"       {name}" for name in line.names[1:])]
    return [" · ".join(part for part in parts if part) or say("No USB device."), *names]


def unsure_lines(line: Line) -> list[str]:
    """A warning about a name that is dealt out anew at each plug-in (R40)."""
    from devices.identity import is_passing

    if not line.name or not is_passing(line.port):
        return []
    told = say("{port} may be another device after the next plug-in.", port=line.port)
    if line.unsure:
        return [told, say("Press w to set up the name that stays: {name}", name=line.unsure)]
    return [told, say("Plug it in, then press w to set up the name that stays.")]


def plain_lines(lines: Sequence[str]) -> str:
    """Several lines, each harmless."""
    return "\n".join(plain(line).plain for line in lines)
