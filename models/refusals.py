"""What a verb raises when a person must act differently: one finite list, each with its sentence and its next step.

A sentence has one form: what was met, on which value, why not; `next_step` says what to do. Both are English
templates with {fields}; `models.language` speaks them. Programmer errors are not here and are not caught.
"""

from models.language import say


class Refusal(Exception):  # noqa: N818 - the word of the trade: a scan is refused
    """A person must act differently. `template` and `next_step` are filled from `fields`."""

    template = "{reason}"
    next_step = ""

    def __init__(self, **fields: object) -> None:
        super().__init__(fields)
        self.fields = fields

    @property
    def sentence(self) -> str:
        """What was refused and why, in the station's language."""
        return say(self.template, **self.fields)

    @property
    def next(self) -> str:
        """What to do now, in the station's language; may be empty."""
        return say(self.next_step, **self.fields) if self.next_step else ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.next}".strip()
