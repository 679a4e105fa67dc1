"""Mutants of a module's source: every place where one small change may turn a decision round."""

from __future__ import annotations

import ast
import difflib
import enum
import re
from dataclasses import dataclass

from kg import model

ENUMS = {name: [one.name for one in kind] for name, kind in vars(model).items() if isinstance(kind, enum.EnumMeta)}
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn},
    **{ast.NotIn: ast.In, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt},
}
OFF_BY_ONE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Div(), ast.Div: ast.Mult(), ast.BitOr: ast.BitAnd(),
    ast.BitAnd: ast.BitOr(),
}  # fmt: skip
# Changes that no test can see: what is computed is the same without them.
SAME_WITHOUT = frozenset(
    {"cache", "lru_cache", "cached_property", "dataclass", "property", "contextmanager", "override"}
)
UNSEEN_KEYWORDS = frozenset({"slots", "frozen", "repr", "strict", "source", "from_e"})
WORDS = re.compile(r"\S+")
ALTERNATIVE = re.compile(r"(?<=[(|])\w[\w ]*(?=\|)|(?<=\|)\w[\w ]*(?=[)|])")


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change: the source between two offsets replaced; ``function`` is the name of the one it is in."""

    module: str
    start: int
    end: int
    replacement: str
    operator: str
    function: str

    def source(self, original: str) -> str:
        return original[: self.start] + self.replacement + original[self.end :]

    def line(self, original: str) -> int:
        return original.count("\n", 0, self.start) + 1

    def diff(self, original: str) -> str:
        """The lines that differ, without the context around them."""
        told = difflib.unified_diff(
            original.splitlines(), self.source(original).splitlines(), n=0, lineterm="", fromfile="", tofile=""
        )
        return "\n".join(line for line in told if not line.startswith(("---", "+++", "@@")))


def mutants(module: str, source: str) -> list[Mutant]:
    """All mutants of a module, in order of the text and each once; a few may not compile (``compiles``)."""
    found = _Finder(module, source)
    found.visit(ast.parse(source))
    return sorted({one for one in found.mutants if one.replacement != source[one.start : one.end]})


def compiles(mutant: Mutant, source: str) -> bool:
    """Whether a mutant is a program at all."""
    try:
        ast.parse(mutant.source(source))
    except SyntaxError:
        return False
    return True


class _Finder(ast.NodeVisitor):
    """Walks a module and notes what may be changed; types, docstrings and what is said in errors are left alone."""

    def __init__(self, module: str, source: str) -> None:
        self.module, self.text = module, source
        self.mutants: list[Mutant] = []
        self.function = ""
        self.owner = ""
        # of each line: offset of its first character, and its bytes, since ``ast`` counts columns in UTF-8
        self.lines, at = [], 0
        for line in source.splitlines(keepends=True):
            self.lines.append((at, line.encode()))
            at += len(line)

    # -- what is walked

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        outer, self.function = self.function, self.function or self.owner + node.name
        if any("cache" in ast.unparse(one) for one in node.decorator_list):
            self.function = ""  # called once, by whoever comes first
        for one in node.decorator_list:
            name = ast.unparse(one).partition("(")[0].rpartition(".")[2]
            if name not in SAME_WITHOUT:
                start, end = self._span(one)
                self._add(self.text.rfind("@", 0, start), end, "", "decorator removed")
            self.visit(one)
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        self._body(node.body)
        self.function = outer

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name ``ast`` calls

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self.owner = self.owner, f"{self.owner}{node.name}."
        self._body(node.body)
        self.owner = outer

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(target, ast.Name) and target.id.startswith("__") for target in node.targets):
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        self._replace(node, "pass", "statement removed")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """What an f-string says is no decision."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """An import decides nothing."""

    def _body(self, body: list[ast.stmt]) -> None:
        for index, statement in enumerate(body):
            if index == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                continue  # a docstring
            if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
                continue
            self.visit(statement)

    # -- what is changed

    def visit_If(self, node: ast.If) -> None:
        self._condition(node.test)
        self._replace(node.test, "False", "branch removed")
        self._replace(node.test, "True", "condition removed")
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._condition(test)
            self._replace(test, "True", "condition removed")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and not isinstance(node.value, ast.Constant):
            boolean = isinstance(node.value, ast.Compare | ast.BoolOp) or (
                isinstance(node.value, ast.UnaryOp) and isinstance(node.value.op, ast.Not)
            )
            changed = f"not ({ast.unparse(node.value)})" if boolean else "None"
            self._replace(node.value, changed, "return value changed")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
            self._replace(node, "pass", "statement removed")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._replace(node, "pass", "statement removed")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._replace(node, "pass", "statement removed")

    def visit_Break(self, node: ast.Break) -> None:
        self._replace(node, "pass", "statement removed")

    def visit_Compare(self, node: ast.Compare) -> None:
        for table, operator in ((FLIPPED, "comparison flipped"), (OFF_BY_ONE, "off by one")):
            for index, op in enumerate(node.ops):
                if type(op) in table:
                    ops = [*node.ops[:index], table[type(op)](), *node.ops[index + 1 :]]
                    changed = ast.Compare(node.left, ops, node.comparators)
                    self._replace(node, f"({ast.unparse(changed)})" if len(ops) > 1 else ast.unparse(changed), operator)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        self._replace(node, f"({ast.unparse(ast.BoolOp(other, node.values))})", "connective swapped")
        for index in range(len(node.values)):
            rest = [value for number, value in enumerate(node.values) if number != index]
            kept = ast.unparse(rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))
            self._replace(node, f"({kept})", "operand removed")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._replace(node, f"({ast.unparse(node.operand)})", "negation removed")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        other = ARITHMETIC.get(type(node.op))
        if other is not None:
            self._replace(node, f"({ast.unparse(ast.BinOp(node.left, other, node.right))})", "arithmetic swapped")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        for keyword in node.keywords:
            if keyword.arg is not None and keyword.arg not in UNSEEN_KEYWORDS:
                rest = [one for one in node.keywords if one is not keyword]
                changed = ast.unparse(ast.Call(node.func, node.args, rest))
                self._replace(node, changed, "keyword removed")
        if isinstance(node.func, ast.Name) and node.func.id in ("any", "all", "min", "max"):
            other = {"any": "all", "all": "any", "min": "max", "max": "min"}[node.func.id]
            self._replace(node.func, other, "function swapped")
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
        ):
            self._words(node.func.value)
            return
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.attr in ENUMS.get(node.value.id, ()):
            for other in ENUMS[node.value.id]:
                if other != node.attr:
                    self._replace(node, f"{node.value.id}.{other}", "value swapped")
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set | ast.Tuple | ast.List) -> None:
        if len(node.elts) > 1 and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            strings = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in node.elts)
            for index, _ in enumerate(node.elts):
                rest = [one for number, one in enumerate(node.elts) if number != index]
                if strings:
                    changed = ast.unparse(type(node)(elts=rest))
                    self._replace(node, changed, "word removed")
        self.generic_visit(node)

    visit_Tuple = visit_List = visit_Set  # noqa: N815

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._replace(node, str(not value), "constant changed")
        elif isinstance(value, int):
            self._replace(node, str(value + 1), "constant changed")
            if value:
                self._replace(node, str(value - 1), "constant changed")
        elif isinstance(value, float):
            self._replace(node, repr(round(value * 1.2, 6)), "constant changed")
            self._replace(node, repr(round(value * 0.8, 6)), "constant changed")
        elif isinstance(value, str):
            self._string(node, value)

    # -- help

    def _string(self, node: ast.Constant, value: str) -> None:
        start, end = self._span(node)
        raw = self.text[start:end]
        if "|" in value and raw.startswith(("r", "R")):  # a regular expression: one of its alternatives
            for match in ALTERNATIVE.finditer(raw):
                bar = 1 if raw[match.end() : match.end() + 1] == "|" else 0
                self._add(start + match.start(), start + match.end() + bar, "", "word removed")
        elif len(value) > 1 and not value.isspace():
            self._add(start, end, repr(f"{value[:-1]}_"), "string changed")

    def _words(self, node: ast.Constant) -> None:
        start, end = self._span(node)
        inner = self.text[start:end]
        quote = 3 if inner.startswith(('"""', "'''")) else 1
        for match in WORDS.finditer(inner[quote : len(inner) - quote]):
            self._add(start + quote + match.start(), start + quote + match.end(), "", "word removed")

    def _condition(self, test: ast.expr) -> None:
        if not isinstance(test, ast.Compare | ast.UnaryOp):  # those have mutants that say the same
            self._replace(test, f"not ({ast.unparse(test)})", "condition negated")

    def _replace(self, node: ast.AST, replacement: str, operator: str) -> None:
        self._add(*self._span(node), replacement, operator)

    def _add(self, start: int, end: int, replacement: str, operator: str) -> None:
        self.mutants.append(Mutant(self.module, start, end, replacement, operator, self.function))

    def _span(self, node: ast.AST) -> tuple[int, int]:
        lineno, end_lineno = getattr(node, "lineno"), getattr(node, "end_lineno")  # noqa: B009 - of any node with a place
        return self._offset(lineno, node.col_offset), self._offset(end_lineno, node.end_col_offset)

    def _offset(self, line: int, column: int) -> int:
        start, content = self.lines[line - 1]
        return start + len(content[:column].decode())
