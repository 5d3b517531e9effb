"""The demo's bank files: one read and half decided on, one whose columns nobody has named yet."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from django.utils import timezone

from loans.bank.importing import take_file
from loans.bank.models import BankAccount, BankLine
from loans.bank.sending import read_file, send_file
from loans.bank.settling import book_line, put_aside
from loans.demo.institution import read
from loans.ledger.models import Loan
from loans.ledger.standing import standing_of
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.models import Membership, Office
from portal.refs import display
from portal.roles import Role

_GHENT: Final = "ghent"
_ENTRY: Final = (
    '<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
    "<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>MB{number:06}</AcctSvcrRef>"
    "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties>"
    "<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
)
_STATEMENT: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>'
    "<Acct><Id><IBAN>{account}</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
)
_TABLE: Final = (
    "Rekening;Boekingsdatum;Valutadatum;Bedrag;Munt;Naam tegenpartij;Tegenrekening;Mededeling\r\n"
    "BE78 0017 2547 1264;{day};{day};150,00;EUR;Bakkerij Amal;BE68 5390 0754 7034;lening november\r\n"
    "BE78 0017 2547 1264;{day};{day};-64,90;EUR;Proximus;;factuur\r\n"
)


def bring(today: date) -> None:
    """The accounts, and what a manager of Ghent did with the last file."""
    for row in read("institution")["accounts"]:
        office = Office.objects.get(code=row["office"])
        BankAccount.objects.create(iban=row["iban"], name=row["name"], office=office)
    manager = _manager(_GHENT)
    ghent = BankAccount.objects.get(office__code=_GHENT)
    paid = today - timedelta(days=1)
    take_file(by=manager, content=statement_of(ghent.iban, _entries(paid)).encode())
    lines = BankLine.objects.filter(bank_import__account=ghent).order_by("number")
    # one is booked already, where another one is left to confirm
    for line in lines.certain().select_related("loan")[1:2]:
        if line.loan is not None:
            book_line(by=manager, line=line, parts=[(line.loan, line.amount)])
    for line in lines.open().filter(payer__startswith="Verzekering"):
        put_aside(by=manager, line=line, note="The insurance paid back a part of the premium.")
    brussels = BankAccount.objects.get(office__code="brussels")
    table = _TABLE.format(day=f"{paid:%d/%m/%Y}")
    broken = statement_of(ghent.iban, _entries(paid))[:400]
    for sent in (
        send_file(by=_manager("brussels"), content=table.encode("windows-1252"), account=brussels),
        send_file(by=manager, content=broken.encode()),
    ):
        read_file(sent.pk, by=system("demo"))


def _manager(code: str) -> Actor:
    memberships = Membership.objects.filter(role=Role.OFFICE_MANAGER, office__code=code).select_related("user")
    return actor_for_user(memberships.order_by("pk")[0].user)


def _entries(day: date) -> list[str]:
    """Payments by number and by name, some that nobody knows, and two that are no use."""
    found: list[str] = []
    loans = Loan.objects.active().filter(application__case__office__code=_GHENT, disbursed_on__lt=day)
    for place, loan in enumerate(loans.select_related("application__case__person").order_by("-pk")[:4]):
        person, upcoming = loan.application.case.person, standing_of(loan, timezone.localdate()).next_due
        if upcoming is not None:
            name = person.latin_name or person.full_name
            by_number = place != 1
            text = f"Lening {display(loan.ref)}" if by_number else "maandelijkse betaling"
            found.append(entry(len(found), day, upcoming.outstanding.amount, name, text))
    found.append(entry(10, day, Decimal("75.00"), "J. Peeters", "zoals afgesproken"))
    found.append(entry(11, day, Decimal("31.40"), "Verzekering Zuid", "terugbetaling premie"))
    found.append(entry(12, day, Decimal("90.00"), "A. Haile", "loan", currency="USD"))
    found.append(entry(13, day, Decimal("420.00"), "Huur Dok Noord", "huur", direction="DBIT"))
    return found


def statement_of(account: str, entries: list[str]) -> str:
    """A camt.053 of one account."""
    return _STATEMENT.format(account=account, entries="".join(entries))


def entry(
    number: int, day: date, amount: Decimal, payer: str, text: str, *, currency: str = "EUR", direction: str = "CRDT"
) -> str:
    return _ENTRY.format(
        number=number,
        day=day.isoformat(),
        amount=amount,
        payer=escape(payer),
        text=escape(text),
        currency=currency,
        direction=direction,
    )
