"""kill -9 in the middle of an import: all units are here, or none, and the next import finishes the work."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from models.book import Book
from models.checking import check
from tests.builders import Warehouse

ROOT = Path(__file__).parents[2]
UNITS = 8_000


def test_a_file_of_units_is_in_the_book_whole_or_not_at_all(
    book: Book, url: str, tmp_path: Path, long_form: bool
) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    file = tmp_path / "stock.csv"
    file.write_text("item,serial\n" + "".join(f"TP-80,K{n:05}\n" for n in range(UNITS)))
    line = [sys.executable, "-m", "tui", "--database", url, "import", "serials", str(file)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    chance = random.Random(11)
    for n in range(40 if long_form else 3):
        with subprocess.Popen(
            line, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            time.sleep(chance.uniform(0.4, 1.5))
            process.kill()
        assert house.in_stock("TP-80") in (0, UNITS), f"kill {n}"
        assert check(book, full=False) == ()
    done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert house.in_stock("TP-80") == UNITS
