#!/usr/bin/env python3
"""
Sizes that keep a file readable: file 300 lines, test file 400, template 120, function 40, view 25.

Blank lines, comments and docstrings of a function do not count against it. bin/budgets.txt lists what is
larger for now: `path[:function] lines`. It only shrinks: an exception larger than need be is a fault too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = ROOT / "bin" / "budgets.txt"
PYTHON = ("portal", "advisors", "applicants", "partnerships", "loans", "bin", "bench", "tests")
FILE, TEST_FILE, TEMPLATE, FUNCTION, VIEW = 300, 400, 120, 40, 25


def python_files() -> list[Path]:
    found = [path for folder in PYTHON for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """The lines of code from `def` to the end, without docstring, blank lines and comments."""
    skipped: set[int] = set()
    if ast.get_docstring(node, clean=False) is not None:
        skipped = set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    numbers = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    return sum(
        1
        for number in numbers
        if number not in skipped and lines[number - 1].strip() and not lines[number - 1].strip().startswith("#")
    )


def is_view(path: Path) -> bool:
    return path.name == "views.py" or "views" in path.parts


def sizes() -> Iterator[tuple[str, int, int]]:
    """Each thing that has a budget: its name, its size, its budget."""
    for path in python_files():
        name, text = str(path.relative_to(ROOT)), path.read_text()
        lines = text.splitlines()
        yield name, len(lines), TEST_FILE if path.parts[len(ROOT.parts)] == "tests" else FILE
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", length(node, lines), VIEW if is_view(path) else FUNCTION
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield str(path.relative_to(ROOT)), len(path.read_text().splitlines()), TEMPLATE


def exceptions() -> dict[str, int]:
    lines = [line for line in EXCEPTIONS.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return {name: int(size) for name, size in (line.split()[:2] for line in lines)}


def faults() -> Iterator[str]:
    allowed = exceptions()
    largest: dict[str, tuple[int, int]] = {}
    for name, size, budget in sizes():
        largest[name] = max(largest.get(name, (0, 0)), (size, budget))
    for name, (size, budget) in largest.items():
        if name not in allowed:
            if size > budget:
                yield f"{name}: {size} lines, the budget is {budget}"
        elif size <= budget:
            yield f"{name}: within its budget again; take it out of bin/budgets.txt"
        elif size != allowed[name]:
            yield f"{name}: {size} lines; bin/budgets.txt says {allowed[name]}, and that may only go down"
    for name in allowed.keys() - largest.keys():
        yield f"{name}: is gone; take it out of bin/budgets.txt"


if __name__ == "__main__":
    found = list(faults())
    print(*found, sep="\n")
    sys.exit(1 if found else 0)
