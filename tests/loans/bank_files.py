"""Files as banks send them, invented: camt.053 in three versions, and CSV."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

OURS = "BE71096123456769"
HERS = "BE68539007547034"
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."


@dataclass(frozen=True)
class Paid:
    """One entry of a statement."""

    amount: str = "208.33"
    text: str = ""
    payer: str = ""
    iban: str = ""
    on: date | str = date(2026, 10, 5)
    reference: str = ""
    currency: str = "EUR"
    direction: str = "CRDT"
    status: str = "BOOK"


def camt(*entries: Paid | str, account: str = OURS, version: str = "08") -> bytes:
    """A statement of one account; an entry as text stands as it is."""
    inside = "".join(each if isinstance(each, str) else entry(each, version) for each in entries)
    return document(statement(inside, account), version)


def document(statements: str, version: str = "08") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{_NAMESPACE}{version}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr>{statements}</BkToCstmrStmt></Document>"
    ).encode()


def statement(inside: str, account: str = OURS) -> str:
    return f"<Stmt><Id>1</Id><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>{inside}</Stmt>"


def entry(paid: Paid, version: str = "08", *, details: str | None = None) -> str:
    status = f"<Cd>{paid.status}</Cd>" if version == "08" else paid.status
    reference = f"<AcctSvcrRef>{paid.reference}</AcctSvcrRef>" if paid.reference else ""
    return (
        f'<Ntry><Amt Ccy="{paid.currency}">{paid.amount}</Amt><CdtDbtInd>{paid.direction}</CdtDbtInd>'
        f"<Sts>{status}</Sts><BookgDt><Dt>{paid.on}</Dt></BookgDt><ValDt><Dt>{paid.on}</Dt></ValDt>{reference}"
        f"<NtryDtls>{detail(paid, version) if details is None else details}</NtryDtls></Ntry>"
    )


def detail(paid: Paid, version: str = "08", *, amount: str = "") -> str:
    """One payment of an entry; `amount` where the entry has several."""
    name = f"<Nm>{escape(paid.payer)}</Nm>" if paid.payer else ""
    debtor = f"<Dbtr><Pty>{name}</Pty></Dbtr>" if version == "08" else f"<Dbtr>{name}</Dbtr>"
    account = f"<DbtrAcct><Id><IBAN>{paid.iban}</IBAN></Id></DbtrAcct>" if paid.iban else ""
    own = f'<Amt Ccy="EUR">{amount}</Amt>' if amount else ""
    if amount and version == "02":
        own = f"<AmtDtls><TxAmt>{own}</TxAmt></AmtDtls>"
    written = f"<RmtInf><Ustrd>{escape(paid.text)}</Ustrd></RmtInf>" if paid.text else ""
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{own}"
        f"<RltdPties>{debtor}{account}</RltdPties>{written}</TxDtls>"
    )


HEADINGS = "Boekingsdatum;Bedrag;Munt;Tegenrekening;Naam tegenpartij;Mededeling;Referentie"
COLUMNS = {
    "day": "Boekingsdatum",
    "amount": "Bedrag",
    "currency": "Munt",
    "iban": "Tegenrekening",
    "payer": "Naam tegenpartij",
    "text": "Mededeling",
    "reference": "Referentie",
}


def table(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\r\n".join([headings, *rows]).encode()
