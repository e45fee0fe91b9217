"""Lets Peewee in without the PostgreSQL driver, and hands it the driver when a book lies on a server.

Peewee imports every driver it finds, and psycopg costs 130 to 200 ms of each start: a SQLite station with the extra
installed would pay that for nothing. Peewee's version is pinned, and the test suite runs on both engines.
"""

import sys
from importlib import import_module
from types import ModuleType

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi")


def import_alone(name: str) -> ModuleType:
    """Import a module of Peewee's while no driver can be found. Harmless when it, or a driver, is there already."""
    held = [driver for driver in DRIVERS if driver not in sys.modules]
    shut: dict[str, object] = sys.modules  # type: ignore[assignment]
    for driver in held:
        shut[driver] = None  # what the import system takes for "not there"
    try:
        return import_module(name)
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
