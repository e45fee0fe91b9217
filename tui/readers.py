"""Scanner readers, started and stopped with the station; their callbacks become messages here and nowhere
else.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

from models.language import say
from tui.messages import PortChanged, Scanned, Taken

if TYPE_CHECKING:
    from devices.feedback import Signal


class ReadScan(Protocol):
    """What a reader hands over for one whole text."""

    @property
    def text(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def scanner(self) -> str: ...
    @property
    def at(self) -> float: ...
    @property
    def fault(self) -> str | None: ...


class ReadState(Protocol):
    """What a reader tells about its port."""

    @property
    def scanner(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, object]: ...


class Reader(Protocol):
    """A thread of its own behind `start` and `stop`; `stop` returns within a second, all else at once.

    `name` is that of its scans; `held` says that the scanner was disabled by a refusal until `acknowledge`.
    """

    @property
    def name(self) -> str: ...
    @property
    def held(self) -> bool: ...
    def tell(self, signal: "Signal") -> object: ...
    def acknowledge(self) -> object: ...
    def start(self) -> object: ...
    def stop(self) -> object: ...


@runtime_checkable
class CountsEchoes(Protocol):
    """A reader that counts the labels it drops because it has just read them (R1.6)."""

    @property
    def name(self) -> str: ...
    @property
    def echoes(self) -> int: ...


MakeReader = Callable[[Callable[[ReadScan], None], Callable[[ReadState], None]], Reader]


class Readers:
    """All readers of this station. `post` must be safe to call from any thread."""

    def __init__(self, makers: Sequence[MakeReader], post: Callable[[Message], object]) -> None:
        self._post = post
        self._makers = makers
        self._readers: list[Reader] = []
        self._noted: dict[str, int] = {}

    def start(self) -> None:
        """Make and start every reader."""
        for make in self._makers:
            self.add(make)

    def add(self, make: MakeReader) -> None:
        """Make and start one more reader."""
        reader = make(self._scanned, self._changed)
        self._readers.append(reader)
        reader.start()

    def drop(self, scanner: str) -> None:
        """Stop the reader of that name and forget it; its port is free then."""
        for reader in [one for one in self._readers if one.name == scanner]:
            self._readers.remove(reader)
            reader.stop()

    def new_echoes(self) -> dict[str, int]:
        """By scanner, the echoes that `noted` has not been told of yet."""
        counted = {each.name: each.echoes for each in self._readers if isinstance(each, CountsEchoes)}
        return {
            name: new for name, echoes in counted.items() if (new := echoes - self._noted.get(name, 0)) > 0
        }

    def noted(self, echoes: Mapping[str, int]) -> None:
        """These are kept."""
        for name, count in echoes.items():
            self._noted[name] = self._noted.get(name, 0) + count

    def stop(self) -> None:
        """Stop every reader; nothing is delivered afterwards."""
        while self._readers:
            self._readers.pop().stop()

    def tell(self, scanner: str, signal: "Signal") -> None:
        """Sound a verdict on the scanner of that name, and on no other (R1.14)."""
        for reader in self._readers:
            if reader.name == scanner:
                reader.tell(signal)

    @property
    def held(self) -> bool:
        """Whether any scanner waits until a person has seen a refusal."""
        return any(reader.held for reader in self._readers)

    def acknowledge(self) -> None:
        """A person has seen it: every scanner reads again."""
        for reader in self._readers:
            reader.acknowledge()

    def _scanned(self, scan: ReadScan) -> None:
        taken = Taken(scan.text, "scanned", scan.scanner, scan.at, scan.fault, scan.raw)
        self._post(Scanned(taken))

    def _changed(self, state: ReadState) -> None:
        self._post(PortChanged(state.scanner, state.kind, say(state.template, **state.fields)))


def trouble(kind: str) -> str:
    """A port's state in one or two words."""
    words = {
        "disconnected": say("unplugged"),
        "missing": say("not there"),
        "busy": say("in use"),
        "denied": say("no permission"),
        "bad-settings": say("bad settings"),
    }
    return words.get(kind, kind)
