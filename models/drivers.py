"""Lets Peewee in without the PostgreSQL driver, and hands it the driver when a book lies on a server.

Peewee imports every driver it finds, and psycopg costs 130 to 200 ms of each start: a SQLite station with the extra
installed would pay that for nothing. Peewee's version is pinned, and the test suite runs on both engines.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi")


class LonePeewee(MetaPathFinder, Loader):
    """Waits for the first import of Peewee, whoever makes it, and carries it out while no driver can be found: a program
    that reads labels and opens no book imports no Peewee at all."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Peewee's own place, with this as its loader."""
        if (
            fullname != "peewee"
            or (spec := PathFinder.find_spec(fullname, path)) is None
            or spec.loader is None
        ):
            return None
        self._own, spec.loader = spec.loader, self
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run Peewee's module alone."""
        with _no_drivers():
            self._own.exec_module(module)


def import_alone(name: str) -> ModuleType:
    """Import a module of Peewee's while no driver can be found. Harmless when it, or a driver, is there already."""
    with _no_drivers():
        return import_module(name)


@contextmanager
def _no_drivers() -> Iterator[None]:
    held = [driver for driver in DRIVERS if driver not in sys.modules]
    shut: dict[str, object] = sys.modules  # type: ignore[assignment]
    for driver in held:
        shut[driver] = None  # what the import system takes for "not there"
    try:
        yield
    finally:
        for driver in held:
            del shut[driver]


def admit_psycopg() -> None:
    """Give Peewee psycopg 3, as it would have taken it by itself. Raises ImportError when it is not installed."""
    import peewee
    import psycopg
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb

    named = {"psycopg": psycopg, "TransactionStatus": TransactionStatus, "Json_pg3": Json, "Jsonb_pg3": Jsonb}
    for name, value in named.items():
        setattr(peewee, name, value)
    adapter = peewee.Psycopg3Adapter
    for name in ("IDLE", "INERROR", "UNKNOWN"):
        setattr(adapter, f"txn_{name.lower()}", getattr(TransactionStatus, name))
