"""Every sentence an operator can meet has its Danish: found by walking the code, never by a list kept by hand."""

import ast
import importlib
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.language import Said, language, say, say_in, speak_in
from models.refusals_nouns import TextEmpty
from models.refusals_scan import NotEditable

ROOT = Path(__file__).parent.parent
PO = ROOT / "models" / "locale" / "da.po"
LAYERS = ("models", "printing", "tui", "devices")

# A call and which of its arguments are English templates.
SPEAKERS = {
    "say": (0,),
    "say_in": (1,),
    "Said": (0,),
    "Wrong": (0,),
    "refuse": (2,),
    "counted": (1, 2),
    "Command": (2, 3),
}
# How a field of a record is named in a refusal: the first argument of these.
NAMERS = {"line", "lines", "number", "plain_number"}
ATTRIBUTES = {"template", "next_step"}

# Templates that are values of a constant, spoken elsewhere.
CONSTANTS = {
    "models.checking": ("QUESTIONS",),
    "models.codes_kinds": ("REASONS",),
    "models.settings": ("ADD_ONS",),
    "models.categories": ("KINDS",),
    "devices.port_state": ("TEMPLATES",),
    "tui.commandline.scanner_report": ("FAULTS", "SET_TAB", "SET_NONE"),
}

# Calls whose template is no literal, and where its English comes from.
TRACED = {
    "models/checking.py: say(sentence)": "QUESTIONS",
    "models/csv_reading.py: say(template, **fields)": "the literals given to refuse()",
    "models/judging.py: Said(*unfit)": "what SerialPattern.fault returns",
    "models/purchasing.py: say(missed[0], **missed[1])": "what SerialPattern.fault returns",
    "models/language.py: say_in(_chosen[0], template, **fields)": "say itself",
    "models/language.py: say(self._template, **self._fields)": "Said itself",
    "models/lookup.py: say(state_of(row[3]))": "the words of tui.words.state_word",
    "models/import_orders.py: Said(old[2])": "the words of tui.words.status_word",
    "models/refusals.py: say(self.template, **self._spoken)": "template of every Refusal",
    "models/refusals.py: say(self.next_step, **self._spoken)": "next_step of every Refusal",
    "models/refusals.py: Said(value)": "the words of tui.words.status_word, and the first argument of NAMERS",
    "tui/commandline/care.py: say(changed.title)": "ADD_ONS",
    "tui/commandline/care.py: say(one.title)": "ADD_ONS",
    "tui/commandline/output.py: say(one if count == 1 else many, count=count)": "the literals given to counted()",
    "tui/commandline/scanner_report.py: say(state.template, **state.fields)": "TEMPLATES",
    "tui/commandline/scanner_report.py: say(SET_TAB)": "SET_TAB",
    "tui/commandline/scanner_report.py: say(SET_NONE)": "SET_NONE",
    "tui/commandline/scanner_report.py: say(FAULTS['incomplete'])": "FAULTS",
    "tui/commandline/scanner_report.py: say(FAULTS[scan.fault])": "FAULTS",
    "tui/commandline/scanner_report.py: say(code.template, text=code.text, detail=code.detail)": "REASONS",
    "tui/commandline/scanner_report.py: say(code.next_step)": "REASONS",
    "tui/commands.py: say(self.text)": "the literals given to Command()",
    "tui/commands.py: say(self.help or self.text)": "the literals given to Command()",
    "tui/config_values.py: Wrong(example)": "a literal two lines above",
    "tui/config_values.py: Wrong(self.template, path, **self.fields)": "the Wrong it is made from",
    "tui/config_values.py: say(self.template, **self.fields)": "the literals given to Wrong()",
    "tui/readers.py: say(state.template, **state.fields)": "TEMPLATES",
    "tui/screens/add_ons.py: say(one.title)": "ADD_ONS",
    "tui/screens/add_ons.py: say(done.title)": "ADD_ONS",
    "tui/screens/home.py: say(entry.title)": "the literals given to Entry()",
    "tui/screens/settings.py: Command(f'open:{id_}', key, title, shown=False)": "spoken by menu()",
    "models/codes.py: Command(facts.text, facts.aim, facts.trimmed, name)": "a command card, no command",
    "tui/screens/home.py: Command(f'open:{entry.id}', str(number), entry.title, shown=False)": "Entry()",
}


@dataclass
class Walk:
    """What the code says: every template with the places that say it, and what the walk could not follow."""

    places: dict[str, list[str]] = field(default_factory=dict)
    untraced: dict[str, str] = field(default_factory=dict)
    too_early: list[str] = field(default_factory=list)

    def add(self, template: object, place: str) -> None:
        """Note one template, or all those in a constant."""
        if isinstance(template, str):
            if any(character.isalpha() for character in template) and "://" != template:
                self.places.setdefault(template, []).append(place)
        elif isinstance(template, dict):
            self.add(tuple(template.values()), place)
        elif isinstance(template, tuple):
            for one in template:
                self.add(one, place)

    def module(self, file: Path) -> None:
        """Walk one module."""
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = str(file.relative_to(ROOT))
        for node in ast.walk(tree):
            place = f"{name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                self._call(node, name, place)
            elif isinstance(node, ast.ClassDef):
                self._class(node, place)
            elif isinstance(node, ast.Return | ast.Assign) and file.name in {"patterns.py", "config_values.py"}:
                self._loose(node, place)
        self._early(tree, name)

    def _call(self, node: ast.Call, name: str, place: str) -> None:
        function = node.func
        called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        for index in SPEAKERS.get(called, ()):
            named = [k.value for k in node.keywords if called == "Command" and k.arg == ("text", "help")[index - 2]]
            for argument in (node.args[index : index + 1] or named)[:1]:
                self._argument(argument, f"{name}: {ast.unparse(node)}", place)
        if called == "Entry" and name == "tui/screens/home.py":
            self._argument(node.args[1], "", place)
        if name.startswith("models/") and called in NAMERS and node.args:
            self._name(node.args[0], place)
        if name.startswith("models/"):
            for keyword in node.keywords:
                if keyword.arg == "field":
                    self._name(keyword.value, place)

    def _name(self, value: ast.expr, place: str) -> None:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and "_" not in value.value:
            self.add(value.value, place)

    def _argument(self, value: ast.expr, call: str, place: str) -> None:
        if isinstance(value, ast.IfExp):
            self._argument(value.body, call, place)
            self._argument(value.orelse, call, place)
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            self.add(value.value, place)
        else:
            self.untraced[call] = place

    def _class(self, node: ast.ClassDef, place: str) -> None:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                if statement.targets[0].id in ATTRIBUTES:
                    self._argument(statement.value, f"{node.name}.{statement.targets[0].id}", place)

    def _loose(self, node: ast.Return | ast.Assign, place: str) -> None:
        """A pattern's fault (template and fields), and an example kept in a name."""
        value = node.value
        if isinstance(value, ast.Tuple) and len(value.elts) == 2 and isinstance(value.elts[1], ast.Dict):
            self._argument(value.elts[0], "", place)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "example":
            self._argument(node.value, "", place)

    def _early(self, tree: ast.Module, name: str) -> None:
        """A sentence spoken while a module is imported is spoken before the language is known."""
        waiting: list[ast.AST] = list(tree.body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
                continue
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "say_in"}:
                self.too_early.append(f"{name}:{node.lineno}")
            waiting += ast.iter_child_nodes(node)


def walked() -> Walk:
    """The whole program."""
    walk = Walk()
    for layer in LAYERS:
        for file in sorted((ROOT / layer).rglob("*.py")):
            walk.module(file)
    for module, names in CONSTANTS.items():
        for name in names:
            value = getattr(importlib.import_module(module), name)
            if name == "QUESTIONS":
                value = tuple(sentence for _, _, sentence in value)
            walk.add(value, f"{module}.{name}")
    return walk
