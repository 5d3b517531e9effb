"""The minutes of a session: what is kept of it when it is signed, and how they read on paper and on the page.

What is kept is data without words of ours (codes, days, amounts as text), so that they read in any language. Clients
stand there by the numbers of their files, colleagues by their names as they were.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.applications.decision_models import DeclineReason
from loans.committees.models import AgendaItem, Choice, CommitteeSession, Outcome, Rule
from loans.words import day_words, euro_words, number_words
from portal.language.moments import moment_words
from portal.pdf.document import Block, Document, Facts, Heading, Notice, Paragraph, Table, ltr
from portal.pdf.typeset import paper
from portal.refs import display


def taken(session: CommitteeSession) -> dict[str, Any]:
    """The minutes as they stand, from the rows."""
    committee = session.committee
    there = set(session.attendances.values_list("user_id", flat=True))
    members = list(committee.members.select_related("user"))
    return {
        "committee": committee.name,
        "rule": committee.rule,
        "quorum": committee.quorum,
        "at": session.at.isoformat(),
        "by_circulation": session.by_circulation,
        "place": session.place,
        "present": [str(member.user) for member in members if member.user_id in there],
        "absent": [str(member.user) for member in members if member.user_id not in there],
        "items": [_item(item) for item in _items(session)],
        "notes": session.notes,
        "signed_by": str(session.signed_off_by or ""),
        "signed_at": session.signed_off_at.isoformat() if session.signed_off_at else "",
    }


def _items(session: CommitteeSession) -> Iterable[AgendaItem]:
    items = session.items.select_related("application__case", "application__terms__product", "application__proposed_by")
    return items.prefetch_related("votes__user", "decisions", "application__conditions")


def _item(item: AgendaItem) -> dict[str, Any]:
    application = item.application
    decision = next(iter(item.decisions.all()), None)
    approved = item.outcome == Outcome.APPROVE
    return {
        "number": item.number,
        "file": display(application.case.ref),
        "amount": str(application.principal or ""),
        "months": application.months or 0,
        "proposed_by": str(application.proposed_by or ""),
        "outcome": item.outcome,
        "votes": [{"name": str(vote.user), "choice": vote.choice, "word": vote.word} for vote in item.votes.all()],
        "conditions": [condition.text for condition in application.conditions.all()] if approved else [],
        "reason": decision.decline_reason if decision else "",
        "note": decision.note if decision else "",
        "until": decision.until.isoformat() if decision and decision.until else "",
    }


def minutes_of(session: CommitteeSession) -> dict[str, Any]:
    """Those that were signed; before, as they would read now."""
    kept: dict[str, Any] | None = session.minutes
    return taken(session) if kept is None else kept


def on_paper(minutes: dict[str, Any]) -> Document:
    """In the language of the moment."""
    blocks: list[Block] = []
    if not minutes["signed_at"]:
        blocks.append(Notice(_("Draft"), [_("These minutes are not signed off yet.")]))
    blocks.append(Facts(_head(minutes)))
    for item in minutes["items"]:
        blocks += _point(item)
    if minutes["notes"]:
        blocks += [Heading(_("Notes")), *map(Paragraph, minutes["notes"].splitlines())]
    if minutes["signed_at"]:
        said = {"name": minutes["signed_by"], "day": _moment(minutes["signed_at"])}
        blocks.append(Paragraph(_("Signed off by %(name)s on %(day)s.") % said))
    return paper(title=_("Minutes"), subtitle=minutes["committee"], blocks=blocks)


def _head(minutes: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [(_("When"), _moment(minutes["at"]))]
    if minutes["by_circulation"]:
        rows.append((_("How"), _("Votes by circulation")))
    if minutes["place"]:
        rows.append((_("Where"), minutes["place"]))
    if not minutes["by_circulation"]:
        rows += [
            (_("Present"), ", ".join(minutes["present"]) or "–"),
            (_("Absent"), ", ".join(minutes["absent"]) or "–"),
        ]
    rule = str(Rule(minutes["rule"]).label)
    return [*rows, (_("Carried by"), rule), (_("Votes needed"), number_words(minutes["quorum"]))]


def _point(item: dict[str, Any]) -> list[Block]:
    title = _("%(number)s. File %(file)s") % {"number": number_words(item["number"]), "file": ltr(item["file"])}
    facts = []
    if item["amount"]:
        asked = {"amount": euro_words(Decimal(item["amount"])), "months": number_words(item["months"])}
        facts.append((_("Proposed"), _("%(amount)s over %(months)s months") % asked + f"\n{item['proposed_by']}"))
    facts.append((_("Outcome"), str(Outcome(item["outcome"]).label) if item["outcome"] else _("still open")))
    if item["until"]:
        facts.append((_("Decide by"), day_words(datetime.fromisoformat(item["until"]).date())))
    if item["reason"]:
        facts.append((_("Reason"), str(DeclineReason(item["reason"]).label)))
    if item["conditions"]:
        facts.append((_("Conditions"), "\n".join(item["conditions"])))
    if item["note"]:
        facts.append((_("Note for colleagues"), item["note"]))
    blocks: list[Block] = [Heading(title), Facts(facts)]
    if item["votes"]:
        rows = [[vote["name"], str(Choice(vote["choice"]).label), vote["word"]] for vote in item["votes"]]
        blocks.append(Table([_("Member"), _("Vote"), _("In a word")], rows))
    return blocks


def _moment(kept: str) -> str:
    return moment_words(timezone.localtime(datetime.fromisoformat(kept)), get_language() or "en")
