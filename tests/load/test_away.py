"""R37 at a real terminal: the server is away, the station is killed, and every scan that was said to be kept is there again."""

import os
import signal
from pathlib import Path

from tests.flows.floor import SERIALDOCK, Floor, Station
from tests.load.test_book import server_is_told
from tests.terminal import Terminal


def test_scans_kept_while_the_server_is_away_outlive_kill_9_and_are_taken_in(
    server: str, postgresql: str, tmp_path: Path
) -> None:
    floor = Floor(tmp_path)
    floor.config.write_text(floor.config.read_text().replace(floor.url, postgresql))
    floor.url = postgresql
    with floor.house() as house:
        house.item("TP-80")
        receipt = house.receipt(("TP-80", 4)).number
    pgdata = Path(server.rsplit("host=", maxsplit=1)[-1])
    server_is_up = True
    try:
        with Station(floor) as station:
            station.scan(receipt)
            station.sees(f"{receipt} · PO-1001")
            station.press("enter", "No unit is entered yet")
            station.scan("SN1")
            station.sees("SN1 is new")
            server_is_told(pgdata, "stop")
            server_is_up = False
            station.scan("SN2", "SN3", "SN4")
            station.sees("KEPT HERE  SN4 waits for the book", "3 kept here, *", "offline", within=30)
            os.kill(station.terminal.pid, signal.SIGKILL)
        with Terminal([*SERIALDOCK, "--config", str(floor.config)], size=(250, 24)) as refused:
            refused.sees("cannot be opened", "3 scans kept", "Nothing of it is lost", within=30)
        server_is_told(pgdata, "start")
        server_is_up = True
        with Station(floor) as station:
            station.sees("3 kept here, *", "Going on with", within=30)
            station.press("*", "Kept here until the book is back: 3", "SN2", "SN3", "SN4")
            station.press("a", "3 scans are taken in")
            station.keys("esc")
            station.gone("kept here, *")
    finally:
        if not server_is_up:
            server_is_told(pgdata, "start")
    assert floor.entered() == ["SN1", "SN2", "SN3", "SN4"]
    floor.checks()
