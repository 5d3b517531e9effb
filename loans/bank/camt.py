"""Reads camt.053, the statement of an account by ISO 20022, in the versions 02, 04 and 08. Pure.

The file comes from outside: no entity is resolved, nothing is fetched, no tree without limit is built. Names are told
by their ending, since each version and some banks have a namespace of their own. Sources: the message definition
reports of camt.053.001.02, .04 and .08.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]  # lxml brings no types

from loans.bank.statements import MOST_LINES, Line, Problem, Statement, known, with_keys
from loans.iban import normalise
from portal.money import euros

_KIND: Final = re.compile(r"camt\.(\d{3})\.001\.(\d{2})$")
_VERSIONS: Final = ("02", "04", "08")


def looks_like_xml(content: bytes) -> bool:
    return b"<" in content[:200].lstrip()[:8] or content[:4] in (b"<\x00?\x00", b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def read(content: bytes) -> list[Statement]:
    """The statements of the file, each with what came in. `Problem` when it is none, or is broken."""
    root = _tree(content)
    kind = _KIND.search(etree.QName(root).namespace or "")
    if kind is None or etree.QName(root).localname != "Document":
        raise Problem("no_statement")
    if kind[1] != "053":
        raise Problem("other_message", values={"name": f"camt.{kind[1]}"})
    if kind[2] not in _VERSIONS:
        raise Problem("other_version", values={"name": f"camt.053.001.{kind[2]}"})
    found = [_statement(each) for each in _all(root, "BkToCstmrStmt", "Stmt")]
    if not found:
        raise Problem("no_statement")
    if sum(len(each.lines) + len(each.problems) + each.went_out for each in found) > MOST_LINES:
        raise Problem("too_many", values={"most": MOST_LINES})
    return found


def _tree(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise Problem("broken", values={"line": max(problem.lineno or 1, 1)}) from problem
    if root.getroottree().docinfo.doctype:
        raise Problem("has_doctype")
    return root


def _statement(statement: Any) -> Statement:
    account = _own_account(statement)
    lines: list[Line] = []
    problems: list[Problem] = []
    went_out = 0
    for where, entry in enumerate(_all(statement, "Ntry"), start=1):
        try:
            if _text(entry, "CdtDbtInd") == "DBIT":
                went_out += 1
                continue
            lines += _entry(entry, where)
        except Problem as problem:
            problems.append(problem)
    return Statement(account, with_keys(account, lines), problems, went_out)


def _own_account(statement: Any) -> str:
    named = _text(statement, "Acct", "Id", "IBAN") or _text(statement, "Acct", "Id", "Othr", "Id")
    try:
        return normalise(named)
    except ValueError:
        return named


def _entry(entry: Any, where: int) -> list[Line]:
    """The payments of one entry: several where the bank put them together and says what each is."""
    if _text(entry, "CdtDbtInd") != "CRDT":
        raise Problem("no_direction", where)
    if _text(entry, "RvslInd") in ("true", "1"):
        raise Problem("came_back", where)
    if (_text(entry, "Sts", "Cd") or _text(entry, "Sts")) != "BOOK":
        raise Problem("not_booked", where)
    amount = _amount(_one(entry, "Amt"), where)
    on = _day(entry, where)
    reference = known(_text(entry, "AcctSvcrRef") or _text(entry, "NtryRef"))
    details = list(_all(entry, "NtryDtls", "TxDtls"))
    parts = [_part_amount(each, where) for each in details] if len(details) > 1 else []
    if parts and None not in parts and sum(part for part in parts if part is not None) == amount:
        return [
            _line(where, on, part, each, reference)
            for part, each in zip(parts, details, strict=True)
            if part is not None
        ]
    return [_line(where, on, amount, details[0] if len(details) == 1 else entry, reference, entry=entry)]


def _line(where: int, on: date, amount: Decimal, detail: Any, reference: str, *, entry: Any = None) -> Line:
    payer = _text(detail, "RltdPties", "Dbtr", "Nm") or _text(detail, "RltdPties", "Dbtr", "Pty", "Nm")
    ultimate = _text(detail, "RltdPties", "UltmtDbtr", "Nm") or _text(detail, "RltdPties", "UltmtDbtr", "Pty", "Nm")
    written = [_plain(each.text) for each in _all(detail, "RmtInf", "Ustrd")]
    written += [_plain(each.text) for each in _all(detail, "RmtInf", "Strd", "CdtrRefInf", "Ref")]
    written += [known(_text(detail, "Refs", "EndToEndId"))]
    if not any(written) and entry is not None:
        written = [_text(entry, "AddtlNtryInf")]
    own = [reference, known(_text(detail, "Refs", "AcctSvcrRef") or _text(detail, "Refs", "TxId"))]
    return Line(
        where=where,
        on=on,
        amount=amount,
        payer=(payer or ultimate)[:140],
        iban=_payer_account(detail),
        text=" ".join(filter(None, written))[:500],
        # the entry's own reference and the payment's, where they are two
        reference=" ".join(dict.fromkeys(filter(None, own)))[:160],
    )


def _payer_account(detail: Any) -> str:
    named = _text(detail, "RltdPties", "DbtrAcct", "Id", "IBAN")
    try:
        return normalise(named) if named else ""
    except ValueError:
        return ""


def _part_amount(detail: Any, where: int) -> Decimal | None:
    """What one payment of several is, in euros; None where the file does not say, or money went the other way."""
    named = _one(detail, "Amt")
    if named is None:
        named = _one(detail, "AmtDtls", "TxAmt", "Amt")
    if named is None or _text(detail, "CdtDbtInd") == "DBIT":
        return None
    return _amount(named, where)


def _amount(named: Any, where: int) -> Decimal:
    written = _plain(named.text) if named is not None else ""
    try:
        amount = euros(Decimal(written))
    except (ValueError, InvalidOperation) as problem:
        raise Problem("no_amount", where, {"written": written[:20]}) from problem
    if amount <= 0:
        raise Problem("not_above_0", where, {"written": written[:20]})
    currency = named.get("Ccy", "")
    if currency != "EUR":
        raise Problem("other_currency", where, {"written": written[:20], "currency": currency[:3]})
    return amount


def _day(entry: Any, where: int) -> date:
    """The value date: from then on the money is there; where it is not named, the day of booking."""
    for name in ("ValDt", "BookgDt"):
        written = _text(entry, name, "Dt") or _text(entry, name, "DtTm")
        if not written:
            continue
        try:
            return datetime.fromisoformat(written).date() if "T" in written else date.fromisoformat(written[:10])
        except ValueError as problem:
            raise Problem("no_day", where, {"written": written[:20]}) from problem
    raise Problem("no_day", where, {"written": ""})


def _all(node: Any, *path: str) -> Iterator[Any]:
    """Every element at the end of the path, whatever the namespace."""
    if not path:
        yield node
        return
    for child in node:
        if isinstance(child.tag, str) and etree.QName(child).localname == path[0]:
            yield from _all(child, *path[1:])


def _one(node: Any, *path: str) -> Any:
    return next(_all(node, *path), None)


def _text(node: Any, *path: str) -> str:
    found = _one(node, *path)
    return "" if found is None else _plain(found.text)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
