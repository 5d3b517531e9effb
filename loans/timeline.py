"""What the events of a loan are called on the timeline of a file; registered when the floor is ready."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from applicants.cases import timeline
from loans.applications.decision_models import DeclineReason
from loans.arrears.models import FollowUpKind
from loans.changes.models import ChangeKind
from loans.permits.models import Settled

_SENTENCES: Final = {
    "application.submit": _("The loan application was sent."),
    "application.review": _("The advisor reads the loan application."),
    "application.ask": _("The applicant was asked: %(reason)s"),
    "application.answered": _("What was asked for has come."),
    "application.offer_saved": _("Offer saved: %(product)s, %(principal)s over %(months)s months."),
    "application.propose": _("A loan of %(principal)s was proposed."),
    "application.approve": _("The loan was approved."),
    "application.decline": _("The loan was not approved: %(reason)s"),
    "application.defer": _("It is decided by %(day)s: %(reason)s"),
    "application.send_back": _("Sent back to the advisor: %(reason)s"),
    "application.accept": _("The loan was accepted."),
    "application.note_acceptance": _("The loan was accepted. The advisor noted it."),
    "application.sign": _("The contract was signed on %(day)s."),
    "application.disburse": _("The loan was paid out on %(day)s."),
    "application.lapse": _("The offer ended: %(reason)s"),
    "condition.met": _("Condition met: %(text)s"),
    "loan.repaid": _("A payment of %(amount)s was received."),
    "loan.reversed": _("A payment of %(amount)s was taken back: it was booked by mistake."),
    "loan.finished": _("The loan is repaid in full."),
    "loan.reopened": _("The loan is open again."),
    "arrears.borrower_told": _("A reminder was sent: %(amount)s is late."),
    "arrears.guarantors_told": _("The guarantors were told that the loan is late."),
    "change.asked": _("A change of the loan was asked for: %(kind)s."),
    "change.withdrawn": _("The change that was asked for was taken back: %(kind)s."),
    "change.made": _("The loan was changed: %(kind)s."),
    "change.refused": _("The change was not made: %(kind)s."),
    "permit_exception.ask": _("A permit exception was asked for: last instalment on %(last)s."),
    "permit_exception.agree": _("The permit exception was agreed to."),
    "permit_exception.refuse": _("The permit exception was not agreed to."),
    "permit_exception.take_back": _("The permit exception that was asked for was taken back."),
    "permit_exception.settle": _("The permit exception is no longer needed. %(why)s"),
    "permit.renewed": _("The residence document was renewed."),
    "follow_up.logged": _("Late payment discussed: %(kind)s."),
    "follow_up.promised": _("Promised: %(amount)s by %(day)s."),
    "application.withdraw": _("The applicant withdrew the loan application."),
    "application.note_withdrawal": _("The loan application was withdrawn: %(reason)s"),
    "fund.proposed": _("Proposed for the fund %(fund)s: %(amount)s."),
    "fund.included": _("The fund %(fund)s carries %(amount)s of the loan."),
    "fund.ended": _("The fund %(fund)s no longer carries a part of the loan."),
    "fund.excluded": _("The fund %(fund)s does not carry this loan."),
    "guarantee.named": _("Guarantor added: %(name)s."),
    "guarantee.unnamed": _("Taken off the list: %(name)s."),
    "guarantee.asked_again": _("Guarantor asked once more by the applicant: %(name)s."),
    "organisation.proposed": _("Proposed by the applicant: %(name)s."),
    "organisation.settled": _("The proposed organisation was looked at: %(name)s."),
    "group.wished": _("Wish to borrow as a group with %(name)s."),
    "group.invited": _("Asked to join the group %(group)s."),
    "group.join": _("Joined the group %(group)s."),
    "group.note_join": _("Joined the group %(group)s. The advisor noted it."),
    "group.refuse": _("Does not want to join the group %(group)s."),
    "group.note_refusal": _("Does not want to join the group %(group)s. The advisor noted it."),
    "group.leave": _("Left the group %(group)s."),
    "group.note_leave": _("Left the group %(group)s. The advisor noted it."),
    "group.take_back": _("The invitation to the group %(group)s was taken back."),
    "group.ended": _("The group %(group)s ended."),
    "group.connected": _("Is in the group %(group)s by this file."),
    "group.leads": _("Leader of the group %(group)s."),
    "guarantee.invited": _("Guarantor asked: %(name)s."),
    "guarantee.opened": _("%(name)s opened the request to guarantee."),
    "guarantee.agree": _("%(name)s agrees to guarantee."),
    "guarantee.vouch": _("%(name)s vouches for the applicant."),
    "guarantee.refuse": _("%(name)s does not want to guarantee."),
    "guarantee.step_back": _("%(name)s took the guarantee back."),
    "guarantee.covered": _("%(name)s covers a part of the loan."),
    "guarantee.past": _("%(name)s vouched until a day that has passed. It no longer counts."),
    "guarantee.resumed": _("The guarantee of %(name)s is in force again."),
    "guarantee.signed": _("%(name)s signed the guarantee on paper on %(day)s."),
    "guarantee.withdrawn": _("The request to %(name)s was withdrawn."),
    "guarantee.released": _("The guarantee of %(name)s ended."),
}
_CHANGED: Final[dict[str, timeline.Read]] = {"kind": timeline.of_choices(ChangeKind)}
_READERS: Final[dict[str, dict[str, timeline.Read]]] = {
    "application.offer_saved": {"principal": timeline.as_euro, "months": timeline.as_number},
    "application.propose": {"principal": timeline.as_euro},
    "application.decline": {"reason": timeline.of_choices(DeclineReason)},
    "application.defer": {"day": timeline.as_date},
    "application.sign": {"day": timeline.as_date},
    "application.disburse": {"day": timeline.as_date},
    "loan.repaid": {"amount": timeline.as_euro},
    "loan.reversed": {"amount": timeline.as_euro},
    "arrears.borrower_told": {"amount": timeline.as_euro},
    "change.asked": _CHANGED,
    "change.withdrawn": _CHANGED,
    "change.made": _CHANGED,
    "change.refused": _CHANGED,
    "permit_exception.ask": {"last": timeline.as_date},
    "permit_exception.settle": {"why": timeline.of_choices(Settled)},
    "follow_up.logged": {"kind": timeline.of_choices(FollowUpKind)},
    "follow_up.promised": {"amount": timeline.as_euro, "day": timeline.as_date},
    "fund.proposed": {"amount": timeline.as_euro},
    "fund.included": {"amount": timeline.as_euro},
    "guarantee.signed": {"day": timeline.as_date},
}


def register() -> None:
    """Add the sentences of this floor. `params` are named in the actions that write the events."""
    timeline.register(_SENTENCES, _READERS)
