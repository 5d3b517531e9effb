"""What was decided about a loan application, by whom, at which level, and why."""

from __future__ import annotations

from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application
from loans.levels.models import Level
from portal.models import User
from portal.privacy import STORY, Personal
from portal.record.models import RecordChanges, Recorded

# Who decides on a loan decides at a level of hers, and not below the one that the amount asks for; a chair closes
# what the votes of the committee say.
_AT_ITS_LEVEL: Final = """
    SELECT application.principal, office.country INTO lent, place
      FROM loans_application AS application
      JOIN applicants_case AS file ON file.id = application.case_id
      JOIN portal_office AS office ON office.id = file.office_id
     WHERE application.id = NEW.application_id;
    IF NEW.level < 3 AND NEW.level = (
        SELECT count(*) FROM (SELECT DISTINCT ON (level) level, up_to FROM loans_levellimit
                               WHERE country IN ('', place) ORDER BY level, country DESC) AS most
         WHERE most.level <= NEW.level AND most.up_to < lent) THEN
        RAISE EXCEPTION 'this amount is decided higher up' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.level = 3 THEN
        SELECT count(*) FILTER (WHERE vote.choice = 'for'), count(*) FILTER (WHERE vote.choice = 'against'), count(*),
               min(committee.quorum), bool_or(committee.rule = 'unanimous')
          INTO yes, no, all_votes, least, unanimous
          FROM loans_agendaitem AS item
          JOIN loans_committeesession AS session ON session.id = item.session_id
          JOIN loans_committee AS committee ON committee.id = session.committee_id
          JOIN loans_committeemember AS chair
            ON chair.committee_id = committee.id AND chair.chairs AND chair.user_id = NEW.by_id
          JOIN loans_vote AS vote ON vote.item_id = item.id
         WHERE item.id = NEW.item_id AND item.application_id = NEW.application_id;
        IF all_votes = 0 OR all_votes < least THEN
            RAISE EXCEPTION 'a committee decides by its votes' USING ERRCODE = 'check_violation';
        END IF;
        IF (NEW.kind = 'approve') <> (yes > no AND NOT (unanimous AND no > 0)) THEN
            RAISE EXCEPTION 'the votes say otherwise' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM portal_membership
                    WHERE user_id = NEW.by_id
                      AND (role = 'head_office' OR (role = 'office_manager' AND NEW.level = 1))) THEN
        RAISE EXCEPTION 'this level is not of who decides' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class DecisionKind(models.TextChoices):
    APPROVE = "approve", _("approved")
    DECLINE = "decline", _("not approved")
    DEFER = "defer", _("later")
    SEND_BACK = "send_back", _("sent back")


class DeclineReason(models.TextChoices):
    CAPACITY = "capacity", _("The repayment would be too heavy for the income that is expected.")
    PLAN = "plan", _("The plan needs more work first.")
    GUARANTEE = "guarantee", _("There are not enough guarantees.")
    OUTSIDE = "outside", _("Our institution cannot finance this purpose.")
    OTHER = "other", _("Another reason, that your advisor will explain.")


class Decision(Recorded):
    """A decision with its reason; `reason_told` says whether the applicant hears it. What she read is in the outbox.

    `level` is at which it was taken, `level_needed` what amount and exceptions (`raised_by`, codes) asked for then;
    `until` is the day by which it is decided, of one put off. It stands: only its words may be erased.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=10, choices=DecisionKind)
    decline_reason = models.CharField(_("reason"), max_length=10, choices=DeclineReason, blank=True)
    reason_told = models.BooleanField(_("the applicant is told the reason"), default=False)
    note = models.TextField(_("internal note"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    item = models.ForeignKey(
        "loans.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.OFFICE)
    level_needed = models.PositiveSmallIntegerField(_("level needed"), choices=Level, default=Level.OFFICE)
    raised_by = models.JSONField(_("exceptions"), default=list, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"note": STORY, "decline_reason": STORY, "raised_by": STORY}

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="decision_decline_has_reason",
                condition=~Q(kind="decline") | ~Q(decline_reason=""),
                violation_error_message=_("Please choose a reason."),
            ),
            models.CheckConstraint(
                name="decision_later_has_a_day",
                condition=~Q(kind="defer") | Q(until__isnull=False),
                violation_error_message=_("Who decides later says until when."),
            ),
            models.CheckConstraint(
                name="decision_high_enough",
                condition=~Q(kind__in=["approve", "decline"]) | Q(level__gte=F("level_needed")),
                violation_error_message=_("This loan is decided higher up."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Trigger(
                name="four_eyes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (SELECT 1 FROM loans_application
                                WHERE id = NEW.application_id AND proposed_by_id = NEW.by_id) THEN
                        RAISE EXCEPTION 'nobody decides on their own proposal' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="level",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.kind IN ('approve', 'decline')"),
                declare=[
                    ("lent", "numeric"),
                    ("place", "text"),
                    ("yes", "int"),
                    ("no", "int"),
                    ("all_votes", "int"),
                    ("least", "int"),
                    ("unanimous", "boolean"),
                ],
                func=_AT_ITS_LEVEL,
            ),
            pgtrigger.Protect(
                name="keep_decisions",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.application_id, OLD.kind, OLD.by_id, OLD.at, OLD.level, OLD.level_needed, OLD.until)"
                    " IS DISTINCT FROM"
                    " (NEW.application_id, NEW.kind, NEW.by_id, NEW.at, NEW.level, NEW.level_needed, NEW.until))"
                ),
            ),
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.get_kind_display()
