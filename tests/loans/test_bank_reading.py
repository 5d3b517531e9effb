"""Files of banks: what came in is read whatever the version, and what is broken says what and where."""

from datetime import date
from decimal import Decimal

import pytest

from loans.bank import camt, delimited
from loans.bank.delimited import Columns
from loans.bank.statements import Problem, Statement
from tests.loans import bank_files as files
from tests.loans.bank_files import COLUMNS, HERS, OURS, Paid

D = Decimal


def one(content: bytes) -> Statement:
    (statement,) = camt.read(content)
    return statement


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_each_version_of_camt_says_who_paid_what(version: str) -> None:
    paid = Paid("208.33", "lening 7K2M-9QXY", "Élise & Söhne", HERS, date(2026, 10, 5), "BANK1")
    statement = one(files.camt(paid, Paid(direction="DBIT"), version=version))
    (line,) = statement.lines
    assert (statement.account, statement.went_out, statement.problems) == (OURS, 1, [])
    assert (line.amount, line.payer, line.iban, line.on) == (D("208.33"), "Élise & Söhne", HERS, date(2026, 10, 5))
    assert (line.text, line.reference) == ("lening 7K2M-9QXY", "BANK1")


@pytest.mark.parametrize("version", ["02", "08"])
def test_an_entry_of_several_payments_gives_each(version: str) -> None:
    first, second = Paid(payer="A", text="one"), Paid(payer="B", text="two")
    details = files.detail(first, version, amount="100.00") + files.detail(second, version, amount="50.50")
    whole = files.entry(Paid("150.50", reference="R"), version, details=details)
    lines = one(files.camt(whole, version=version)).lines
    assert [(line.payer, line.amount) for line in lines] == [("A", D("100.00")), ("B", D("50.50"))]
    assert lines[0].key != lines[1].key
    # parts that do not add up are no parts: the entry stays whole
    wrong = files.entry(Paid("150.00"), version, details=details)
    assert [line.amount for line in one(files.camt(wrong, version=version)).lines] == [D("150.00")]


def test_several_statements_and_other_prefixes_are_read() -> None:
    inside = files.statement(files.entry(Paid())) + files.statement(files.entry(Paid()), HERS)
    content = files.document(inside).replace(b"<Document xmlns=", b"<Document xmlns:x='urn:other' xmlns=")
    assert [each.account for each in camt.read(content)] == [OURS, HERS]


@pytest.mark.parametrize(
    ("paid", "code"),
    [
        (Paid(currency="USD"), "other_currency"),
        (Paid("-5.00"), "not_above_0"),
        (Paid("0"), "not_above_0"),
        (Paid("1.005"), "no_amount"),
        (Paid("12,50"), "no_amount"),
        (Paid("NaN"), "no_amount"),
        (Paid(on="2026-02-31"), "no_day"),
        (Paid(status="PDNG"), "not_booked"),
        (Paid(direction=""), "no_direction"),
    ],
)
def test_an_entry_that_is_no_use_says_why_and_the_rest_is_read(paid: Paid, code: str) -> None:
    statement = one(files.camt(Paid("10.00"), paid, Paid("20.00")))
    assert [line.amount for line in statement.lines] == [D("10.00"), D("20.00")]
    assert [(problem.where, problem.code) for problem in statement.problems] == [(2, code)]


def test_alike_payments_of_a_day_have_keys_of_their_own_that_hold_in_another_file() -> None:
    cash = Paid("50.00", "cash")
    first = one(files.camt(cash, cash)).lines
    again = one(files.camt(Paid("9.00"), cash, cash, version="02")).lines
    assert len({line.key for line in first}) == 2
    assert [line.key for line in again[1:]] == [line.key for line in first]
    # the bank's own reference tells more than words, which banks write anew
    named = [one(files.camt(Paid("50.00", text, reference="R7"))).lines[0].key for text in ("a", "b")]
    assert named[0] == named[1]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><a>&b;&c;</a></Document>"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (files.camt(Paid())[:300], "broken"),
        (b"<Document/>", "no_statement"),
        (files.camt(Paid()).replace(b"camt.053", b"camt.054"), "other_message"),
        (files.camt(Paid(), version="99"), "other_version"),
        (files.document(""), "no_statement"),
        (BOMB, "has_doctype"),
        (BOMB.decode().encode("utf-16"), "has_doctype"),
    ],
)
def test_a_file_that_is_no_statement_says_so(content: bytes, code: str) -> None:
    assert camt.looks_like_xml(content)
    with pytest.raises(Problem) as found:
        camt.read(content)
    assert found.value.code == code


def test_more_than_is_read_at_once_is_refused() -> None:
    with pytest.raises(Problem) as found:
        camt.read(files.camt(files.entry(Paid()) * 20_001))
    assert found.value.code == "too_many"


def csv_of(*rows: str, decimal: str = ",", encoding: str = "utf-8") -> Statement:
    content = files.table(*rows).decode().encode(encoding)
    return delimited.read(content, Columns(COLUMNS, decimal), account=OURS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_is_read_in_any_encoding_of_banks(encoding: str) -> None:
    (line,) = csv_of(f"05/10/2026;+1.208,33;EUR;{HERS};Hélène;lening;R1", encoding=encoding).lines
    assert (line.amount, line.payer, line.on) == (D("1208.33"), "Hélène", date(2026, 10, 5))
    assert (line.iban, line.text, line.reference, line.where) == (HERS, "lening", "R1", 2)


@pytest.mark.parametrize("day", ["2026-10-05", "05-10-2026", "05.10.26", "20261005", "5/10/2026", "05/10/2026 09:31"])
def test_days_are_read_as_european_banks_write_them(day: str) -> None:
    assert csv_of(f"{day};1;;;;;").lines[0].on == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("written", "decimal", "euros"),
    [
        ("1.234,5", ",", "1234.5"),
        ("1.234", ",", "1234"),
        ("1,234.56", ".", "1234.56"),
        ("1 234,56 €", ",", "1234.56"),
        ("12'000.00", ".", "12000"),
    ],
)
def test_amounts_are_read_by_the_sign_of_the_cents(written: str, decimal: str, euros: str) -> None:
    assert csv_of(f'05/10/2026;"{written}";;;;;', decimal=decimal).lines[0].amount == D(euros)


def test_lines_of_a_csv_that_are_no_use_say_why() -> None:
    rows = ["05/10/2026;12,345;;;;;", "never;5;;;;;", "05/10/2026;5;USD;;;;", "05/10/2026;-5;;;;;", ";;;;;;", "short;"]
    statement = csv_of(*rows, "05/10/2026;7;;;;;")
    assert [line.amount for line in statement.lines] == [D(7)]
    assert statement.went_out == 1
    found = [(problem.where, problem.code) for problem in statement.problems]
    assert found == [(2, "no_amount"), (3, "no_day"), (4, "other_currency"), (7, "no_day")]


def test_separators_headings_below_a_preamble_and_a_column_for_in_or_out() -> None:
    rows = '"20261005","9,95","Bij","Zaki"\n"20261006","3,00","Af","Shop"\n'
    content = f'Account BE71\n\n"Datum","Bedrag (EUR)","Af Bij","Naam"\n{rows}'.encode()
    found = delimited.table(content)
    guessed = delimited.guessed(found.headings)
    assert guessed == {"day": "Datum", "amount": "Bedrag (EUR)", "payer": "Naam", "direction": "Af Bij"}
    statement = delimited.read(content, Columns(guessed), account=OURS)
    assert [(line.payer, line.amount, line.where) for line in statement.lines] == [("Zaki", D("9.95"), 4)]
    assert statement.went_out == 1


@pytest.mark.parametrize("content", [b"hello", b"\x00\x01;\x02", b'"never closed;a\n' * 3])
def test_what_is_no_table_says_so(content: bytes) -> None:
    with pytest.raises(Problem):
        delimited.read(content, Columns(COLUMNS), account=OURS)
