"""What the first scan will want is imported once the first screen stands: neither waits for the other's modules."""

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import Final

BREATH_S: Final = 0.02
"""Seconds for keys and scans between two imports."""
SOON: Final = (
    "models.codes",
    "models.lookup",
    "models.entry",
    "models.receiving",
    "models.shipping",
    "tui.jumping",
    "tui.screens.receipt",
    "tui.screens.serial_entry",
    "tui.screens.shipment",
)


async def import_soon(at_rest: Callable[[], bool]) -> None:
    """Import them one by one, each after a breath, and only while the station is `at_rest`: a scan under way has the
    machine for itself. The table of GS1 identifiers, which takes longest, is read beside the screen."""
    for name in SOON:
        await asyncio.sleep(BREATH_S)
        while not at_rest():
            await asyncio.sleep(BREATH_S)
        import_module(name)
    await asyncio.to_thread(import_module("models.codes_gs1_table").load)
