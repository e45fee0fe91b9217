"""Keeps the server's driver out of a process that works on a SQLite file.

The database library imports every driver that is installed. PostgreSQL's costs more than all the rest of a
short command, so a process that knows its book before it loads the library hides it.
"""

import sys
from importlib import import_module

SERVER_DRIVER = "psycopg"
LIBRARIES = ("peewee", "playhouse.migrations")


def load_for(url: str) -> None:
    """Load the database library for the book at `url`. Does nothing where it is loaded already."""
    if "peewee" in sys.modules or SERVER_DRIVER in sys.modules or not url.startswith("sqlite:"):
        return
    sys.modules[SERVER_DRIVER] = None  # type: ignore[assignment]  # how Python marks what it must not import
    try:
        for library in LIBRARIES:
            import_module(library)
    finally:
        del sys.modules[SERVER_DRIVER]
