"""What a database says when it fails, told apart: what a person can do something about, and what is only to be tried again."""

from models.refusals import BookBusy, DiskFull


def first_line(error: Exception) -> str:
    """What the engine said, without its explanations."""
    return str(error).strip().splitlines()[0]


def plain(error: Exception, lite: bool) -> BookBusy | DiskFull | None:
    """What a person can do something about. (A server that broke a deadlock says "blocked": that is tried again.)"""
    words = str(error).lower()
    if "full" in words and ("disk" in words or "space" in words):
        return DiskFull()
    if "lock timeout" in words or (lite and ("locked" in words or "busy" in words)):
        return BookBusy()
    return None
