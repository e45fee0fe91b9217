"""What a verb raises when a person must act differently: one finite list, each with its sentence and its next step.

A sentence has one form: what was met, on which value, why not; `next_step` says what to do. Both are English
templates with {fields}; `models.language` speaks them. Programmer errors are not here and are not caught.
"""

from models.language import Said, say

SPOKEN = frozenset({"status", "field"})
"""Fields whose values are words of the program, not of the person."""


class Refusal(Exception):
    """A person must act differently. `template` and `next_step` are filled from `fields`."""

    template = "{reason}"
    one = ""
    """The template for a `count` of one, or one `missing`, where that is said otherwise."""
    next_step = ""

    def __init__(self, **fields: object) -> None:
        super().__init__(fields)
        self.fields = fields

    @property
    def sentence(self) -> str:
        """What was refused and why, in the station's language."""
        if self.one and self.fields.get("count", self.fields.get("missing")) == 1:
            return say(self.one, **self._spoken)
        return say(self.template, **self._spoken)

    @property
    def next(self) -> str:
        """What to do now, in the station's language; may be empty."""
        return say(self.next_step, **self._spoken) if self.next_step else ""

    @property
    def _spoken(self) -> dict[str, object]:
        fields = self.fields.items()
        return {
            key: Said(value) if key in SPOKEN and isinstance(value, str) else value for key, value in fields
        }

    def __str__(self) -> str:
        return f"{self.sentence} {self.next}".strip()


class Ask(Refusal):
    """Not wrong, but a person must say so: repeat the verb with `question` among the things they are sure of."""

    question = ""


# --- the book itself


class BookUnreachable(Refusal):
    template = "The book {url} cannot be opened: {reason}."
    next_step = "Check the database line of the configuration, then start again."


class BookUnsafe(Refusal):
    template = "The book is not safe to use: {what} is {found}, expected {expected}."
    next_step = "Nothing was changed. Use the program that wrote it, or restore a backup."


class NetworkFolder(Refusal):
    template = "{path} lies on a network file system ({kind}), where SQLite loses data."
    next_step = "Use PostgreSQL for several stations, or a folder on this machine's own disk."


class BookDamaged(Refusal):
    template = "The book is damaged: {reason}."
    next_step = "Stop working, keep the file, and restore the last backup."


class BookBusy(Refusal):
    template = "Another station keeps the book busy."
    next_step = "Scan it again. If this happens often, use PostgreSQL."


class DiskFull(Refusal):
    template = "The disk is full; nothing was kept."
    next_step = "Free some space, then scan it again."


class OutcomeUnknown(Refusal):
    template = "The book cannot be reached ({reason}); nobody knows yet whether this was kept."
    next_step = "Hold the item. When the book is back, scan it again: it counts once."


class BookAway(Refusal):
    template = "The book is away; nothing was done."
    next_step = "Scans for an open document are kept here. Do this when the book is back."
