"""Every sentence the program can say to a person, found by walking its code: never a list kept by hand."""

import ast
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
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
ATTRIBUTES = {"template", "one", "next_step"}

# Templates that are values of a constant, spoken elsewhere.
CONSTANTS = {
    "models.checking": ("QUESTIONS",),
    "models.codes_kinds": ("REASONS",),
    "models.layout": ("TITLES",),
    "models.layout_columns": ("KINDS",),
    "models.masks": ("WORDS",),
    "models.settings": ("ADD_ONS",),
    "models.categories": ("KINDS",),
    "models.counting": ("STATUS_WORDS",),
    "models.orders": ("OPEN_WORDS",),
    "printing.sales_document": ("TITLES", "TOTALS"),
    "devices.port_state": ("TEMPLATES",),
    "devices.layouts": ("NAMES",),
    "tui.commandline.scanner_report": ("FAULTS", "SET_TAB", "SET_NONE"),
}

# Calls whose template is no literal, and where its English comes from.
TRACED = {
    "models/checking.py: say(sentence)": "QUESTIONS",
    "models/codes.py: Command(facts.trimmed)": "a command card, no command of a screen",
    "models/codes.py: Command(name)": "a command card, no command of a screen",
    "models/csv_reading.py: say(template)": "the literals given to refuse()",
    "models/correcting.py: Said(*fault)": "what SerialPattern.fault returns",
    "models/counting_taking.py: Said(*fault)": "what SerialPattern.fault returns",
    "models/judging.py: Said(*fault)": "what SerialPattern.fault returns",
    "models/purchasing.py: say(missed[0])": "what SerialPattern.fault returns",
    "models/language.py: say_in(template)": "say itself",
    "models/language.py: say(self._template)": "Said itself",
    "models/judging_ways.py: Said(state_of(fact.place))": "the words of tui.words.state_word",
    "models/coming_back.py: Said(state_of(row[1]))": "the words of tui.words.state_word",
    "models/repairing.py: Said(state_of(unit.place))": "the words of tui.words.state_word",
    "models/layout_columns.py: say(KINDS[kind])": "KINDS",
    "models/layout_columns.py: Said(KINDS[kind])": "KINDS",
    "models/layout_columns.py: say(TITLES[name])": "TITLES",
    "models/layouts.py: Said(KINDS[kind])": "KINDS",
    "models/lookup.py: say(state_of(row[3]))": "the words of tui.words.state_word",
    "models/import_orders.py: Said(state_word(flow, old[2]))": "the words of tui.words.status_word, and OPEN_WORDS",
    "models/import_serials.py: Said(*unfit)": "what SerialPattern.fault returns",
    "models/import_serials_judged.py: Said(state_of(place))": "the words of tui.words.state_word",
    "models/refusals.py: say(self.template)": "template of every Refusal",
    "models/refusals.py: say(self.one)": "one of every Refusal",
    "models/refusals.py: say(self.next_step)": "next_step of every Refusal",
    "models/refusals.py: Said(value)": "the words of tui.words.status_word, and the first argument of NAMERS",
    "printing/columns.py: say_in(TITLES[one.id])": "TITLES",
    "printing/sales_document.py: say_in(TITLES[document.kind])": "TITLES",
    "printing/sales_document.py: say_in(TOTALS[document.kind])": "TOTALS",
    "tui/commandline/care.py: say(changed.title)": "ADD_ONS",
    "tui/commandline/care.py: say(one.title)": "ADD_ONS",
    "tui/commandline/exchange.py: say(ADD_ONS[name])": "ADD_ONS",
    "tui/commandline/output.py: say(one)": "the literals given to counted()",
    "tui/commandline/output.py: say(many)": "the literals given to counted()",
    "tui/commandline/scanner_report.py: say(state.template)": "TEMPLATES",
    "tui/commandline/scanner_report.py: say(SET_TAB)": "SET_TAB",
    "tui/commandline/scanner_report.py: say(SET_NONE)": "SET_NONE",
    "tui/commandline/scanner_report.py: say(FAULTS['incomplete'])": "FAULTS",
    "tui/commandline/scanner_report.py: say(FAULTS[scan.fault])": "FAULTS",
    "tui/commandline/scanner_report.py: say(code.template)": "REASONS",
    "tui/commandline/scanner_report.py: say(code.next_step)": "REASONS",
    "tui/commands.py: say(self.text)": "the literals given to Command()",
    "tui/commands.py: say(self.help or self.text)": "the literals given to Command()",
    "tui/config_values.py: Wrong(self.template)": "the Wrong it is made from",
    "tui/config_values.py: say(self.template)": "the literals given to Wrong()",
    "tui/readers.py: say(state.template)": "TEMPLATES",
    "tui/reasons.py: say(refusal.template)": "template of every Refusal",
    "tui/scanner_words.py: say(code.template)": "REASONS",
    "tui/page_text.py: say_in(KINDS[kind])": "KINDS",
    "tui/page_text.py: say_in(TITLES[column.id])": "TITLES",
    "tui/screens/layout.py: Command(title)": "KINDS",
    "tui/screens/keyboard_test.py: say(NAMES[pair[side]])": "NAMES",
    "tui/screens/scanner_test.py: say(state.template)": "TEMPLATES",
    "tui/screens/add_ons.py: say(one.title)": "ADD_ONS",
    "tui/screens/add_ons.py: say(done.title)": "ADD_ONS",
    "tui/screens/home.py: say(entry.title)": "the literals given to Entry()",
    "tui/screens/home.py: Command(entry.title)": "the literals given to Entry()",
    "tui/screens/settings.py: Command(title)": "spoken by menu()",
}


@dataclass
class Walk:
    """What the code says: every template with the places that say it, and what the walk could not follow."""

    root: Path = ROOT
    places: dict[str, list[str]] = field(default_factory=dict)
    untraced: dict[str, str] = field(default_factory=dict)
    too_early: list[str] = field(default_factory=list)

    def add(self, template: object, place: str) -> None:
        """Note one template, or all those in a constant."""
        if isinstance(template, str):
            if any(character.isalpha() for character in template):
                self.places.setdefault(template, []).append(place)
        elif isinstance(template, Mapping):
            self.add(tuple(template.values()), place)
        elif isinstance(template, tuple):
            for one in template:
                self.add(one, place)

    def module(self, file: Path) -> None:
        """Walk one module."""
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = str(file.relative_to(self.root))
        for node in ast.walk(tree):
            place = f"{name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                self._call(node, name, place)
            elif isinstance(node, ast.ClassDef):
                self._class(node, place)
            elif isinstance(node, ast.Return | ast.Assign) and file.name in {
                "patterns.py",
                "masks.py",
                "serial_kinds.py",
                "config_values.py",
            }:
                self._loose(node, place)
        self._early(tree, name)

    def _call(self, node: ast.Call, name: str, place: str) -> None:
        function = node.func
        called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        for index in SPEAKERS.get(called, ()):
            named = [
                k.value for k in node.keywords if called == "Command" and k.arg == ("text", "help")[index - 2]
            ]
            for argument in (node.args[index : index + 1] or named)[:1]:
                self._argument(argument, f"{name}: {called}({ast.unparse(argument)})", place)
        if called == "Entry" and name == "tui/screens/home_menu.py":
            self._argument(node.args[2], "", place)
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
            for one in (value.body, value.orelse):
                self._argument(one, call.replace(ast.unparse(value), ast.unparse(one)), place)
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            self.add(value.value, place)
        else:
            self.untraced[call] = place

    def _class(self, node: ast.ClassDef, place: str) -> None:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) in ATTRIBUTES:
                self._argument(statement.value, f"{node.name}: {ast.unparse(statement)}", place)

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
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"say", "say_in"}
            ):
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
