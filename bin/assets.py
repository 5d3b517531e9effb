"""Copies what the portal serves out of node_modules into static/vendor. Standard library only."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

NASTALIQ = "@fontsource/noto-nastaliq-urdu"
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.rtl.min.css": "bootstrap.rtl.min.css",
    "bootstrap/LICENSE": "bootstrap.LICENSE.txt",
    "bootstrap-icons/LICENSE": "bootstrap-icons.LICENSE.txt",
    "@fontsource/vazirmatn/files/vazirmatn-arabic-400-normal.woff2": "vazirmatn-400.woff2",
    "@fontsource/vazirmatn/files/vazirmatn-arabic-700-normal.woff2": "vazirmatn-700.woff2",
    "@fontsource/vazirmatn/LICENSE": "vazirmatn.LICENSE.txt",
    f"{NASTALIQ}/files/noto-nastaliq-urdu-arabic-400-normal.woff2": "noto-nastaliq-urdu-400.woff2",
    f"{NASTALIQ}/LICENSE": "noto-nastaliq-urdu.LICENSE.txt",
}
# Of Bootstrap, what no page uses: a first page on a slow line is weighed (tests/portal/test_look.py).
LEFT_OUT = re.compile(
    r"\.(accordion|breadcrumb|btn-(check|close|dark|info|light|outline-(dark|info|light|success|warning)|warning)"
    r"|card-(group|header-|img)|carousel|collaps|drop(down|end|start|up)|figure|fixed-|focus-ring|form-(floating|range|switch)"
    r"|icon-link|link-|list-group|modal|nav|object-fit|offcanvas|offset-|placeholder|popover|ratio|spinner|sticky-|tab-content"
    r"|table-(dark|info|light|secondary)|text-bg-|toast|tooltip|was-validated|bs-)|-xxl\b|data-bs-theme|data-bs-popper"
)
KEYFRAMES_LEFT_OUT = re.compile(r"@keyframes (placeholder|progress|spinner)")
# A reference to a file that is not served makes a manifest's collectstatic fail.
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=\S+ \*/\s*$")


def sprite(everything: str, names: list[str]) -> str:
    """Of the whole sprite of icons, one with only these names; `SystemExit` names those that do not exist."""
    symbols = {
        found["id"]: found[0]
        for found in re.finditer(r'<symbol[^>]* id="(?P<id>[^"]+)".*?</symbol>', everything, re.DOTALL)
    }
    missing = sorted(set(names) - symbols.keys())
    if missing:
        raise SystemExit(f"static/icons.txt names icons that Bootstrap Icons does not have: {', '.join(missing)}.")
    chosen = "\n".join(symbols[name] for name in sorted(set(names)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{chosen}\n</svg>\n'


def rules(css: str) -> list[tuple[str, str]]:
    """The outermost rules of a style sheet without comments: what stands before each brace, and within it."""
    found, start, depth, opened = [], 0, 0, 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened].strip(), css[opened + 1 : place]))
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1  # @charset
    return found


def without(css: str) -> str:
    """The style sheet without the selectors of LEFT_OUT, and without the rules that have none left."""
    kept = []
    for head, body in rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if head.startswith("@media"):
            inner = without(body)
            kept += [f"{head}{{{inner}}}"] if inner else []
        elif head.startswith("@"):
            kept += [] if KEYFRAMES_LEFT_OUT.match(head) else [f"{head}{{{body}}}"]
        else:
            selectors = [one for one in re.split(r",(?![^(]*\))", head) if not LEFT_OUT.search(one)]
            kept += [f"{','.join(selectors)}{{{body}}}"] if selectors else []
    return "".join(kept)


def build(root: Path) -> None:
    """Make static/vendor anew from node_modules and static/icons.txt."""
    modules, vendor = root / "node_modules", root / "static" / "vendor"
    lines = (root / "static" / "icons.txt").read_text().splitlines()
    icons = sprite(
        (modules / "bootstrap-icons" / "bootstrap-icons.svg").read_text(),
        [line.strip() for line in lines if line.strip() and not line.startswith("#")],
    )
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for source, target in FILES.items():
        if target.endswith(".css"):
            text = SOURCE_MAP.sub("", (modules / source).read_text())
            (vendor / target).write_text(without(text))
        else:
            shutil.copyfile(modules / source, vendor / target)
    (vendor / "icons.svg").write_text(icons)
