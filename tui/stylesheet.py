"""A stylesheet that parses each of its sources once.

Textual parses them all when the theme's colours are set, and all again right after in a copy that it throws away, which is a
fifth of what a station needs to show its first screen.
"""

from typing import ClassVar

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

KEPT_MAX = 1_000
"""Parsed sources that are kept; a station has about a hundred."""

_Key = tuple[frozenset[tuple[str, str]], str, CSSLocation, bool, int, str]


class OnceParsed(Stylesheet):
    """As Textual's own, with what was parsed kept for the process. Rules are read only, so that sheets may share them."""

    _kept: ClassVar[dict[_Key, list[RuleSet]]] = {}

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._named = frozenset(self._variables.items())

    def set_variables(self, variables: dict[str, str]) -> None:
        """Parse what comes now with these variables."""
        super().set_variables(variables)
        self._named = frozenset(variables.items())

    def reparse(self) -> None:
        """Take the rules anew with the variables of now. Raises StylesheetError, and keeps the rules it had."""
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (self._named, css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._kept.get(key)
        if rules is None:
            rules = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
            if len(self._kept) < KEPT_MAX:
                self._kept[key] = rules
        return rules
