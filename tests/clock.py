"""A clock for tests: it stands still until it is told to go on."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Called, it says the time; `on(seconds)` moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 13, 2, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at

    def on(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.at += timedelta(seconds=seconds)
