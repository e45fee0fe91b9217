"""Start to first paint in a real terminal, beside a hello world of the same screen library in the same run.

Both find their modules compiled, as an installed program does: one round goes before those that count.
"""

import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.books import scratch_folder, sqlite_book
from tests.builders import Warehouse
from tests.terminal import Terminal

ROUNDS = 7
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello world")
Hello().run()
"""


def painted(command: Sequence[str], text: str, env: Mapping[str, str]) -> float:
    """Seconds until `text` stands on the screen."""
    begun = time.perf_counter()
    with Terminal(command, env=env) as terminal:
        while text.encode() not in terminal.output:
            if time.perf_counter() - begun > 20:
                raise TimeoutError(terminal.screen())
            time.sleep(0.002)
        return time.perf_counter() - begun


def main() -> None:
    """Medians, turn and turn about."""
    with scratch_folder() as folder, sqlite_book(folder) as book:
        house = Warehouse(book)
        house.item("TP-80")
        house.received("TP-80", *(f"TP80-{n:06}" for n in range(10_000)))
        config = Path(folder) / "station.toml"
        config.write_text(f'database = "{book.url}"\nstation = "Bench 2"\n')
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        hello, ours = [], []
        for _ in range(1 + ROUNDS):
            hello.append(painted([sys.executable, "-c", HELLO], "hello world", compiled))
            ours.append(painted([sys.executable, "-m", "tui", "--config", str(config)], "Receive", compiled))
    base, station = statistics.median(hello[1:]), statistics.median(ours[1:])
    print(f"start to first paint, median of {ROUNDS}, 10 000 serials in the book")
    print(f"  hello world {base * 1e3:6.0f} ms")
    print(f"  station     {station * 1e3:6.0f} ms  {station / base:4.2f} x")


if __name__ == "__main__":
    main()
