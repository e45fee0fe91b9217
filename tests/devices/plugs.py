"""What the system lists of ports: pyserial's own objects, and a hub whose cables a test can move about."""

from collections.abc import Sequence
from pathlib import Path

from serial.tools.list_ports_common import ListPortInfo

from devices.identity import Listed
from devices.virtual import VirtualScanner


def usb_port(
    device: str,
    *,
    vid: int = 0x05E0,
    pid: int = 0x1701,
    serial: str | None = None,
    socket: str = "1-1:1.0",
    product: str = "Scanner",
) -> ListPortInfo:
    """One port as pyserial lists it on Linux: `socket` with the interface of a device that has several."""
    port = ListPortInfo(device, skip_link_detection=True)
    port.vid, port.pid, port.serial_number, port.location = vid, pid, serial, socket
    port.product, port.manufacturer = product, None
    return port


class Hub:
    """Sockets for virtual scanners. What is plugged in gets the next free name, as the kernel deals them out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listed: dict[str, ListPortInfo] = {}
        self.scanners: dict[str, VirtualScanner] = {}
        self.listings = 0

    def plug(
        self, socket: str, name: str, *, serial: str | None = None, vid: int = 0x05E0, pid: int = 0x1701
    ) -> VirtualScanner:
        """Plug a scanner into `socket`; its device is `name` (ttyACM0, …)."""
        scanner = VirtualScanner(self._folder, name)
        scanner.start()
        self.scanners[socket] = scanner
        self._listed[socket] = usb_port(
            str(scanner.port), vid=vid, pid=pid, serial=serial, socket=f"{socket}:1.0"
        )
        return scanner

    def unplug(self, *sockets: str) -> None:
        """Pull what is in `sockets`."""
        for socket in sockets:
            del self._listed[socket]
            self.scanners.pop(socket).stop()

    def ports(self) -> Sequence[Listed]:
        """The listing."""
        self.listings += 1
        found: Sequence[Listed] = list(self._listed.values())
        return found

    def close(self) -> None:
        """Nothing is left plugged in."""
        self.unplug(*tuple(self.scanners))
