"""Who fills the slots of `portal/slots.py`, by dotted path, in order. Settings hand it on as `SLOTS`."""

from typing import Final

SLOTS: Final[dict[str, list[str]]] = {
    "journey_steps": ["applicants.journey.steps.steps", "loans.journey.steps", "loans.vouching.steps.steps"],
    "on_submit": ["loans.journey.on_submit", "applicants.documents.wanted.on_submit"],
    "on_close": ["loans.closing.on_close", "applicants.appointments.following.on_close"],
    "case_panels": [
        "applicants.documents.panels.case_panel",
        "loans.panels.case_panel",
        "applicants.appointments.panels.case_panel",
        "applicants.plans.panels.case_panel",
        "applicants.skills.panel.case_panel",
        "applicants.guidance.panels.case_panel",
        "applicants.sharing.panels.case_panel",
    ],
    "home_cards": [
        "applicants.appointments.panels.home_card",
        "loans.panels.loan_card",
        "loans.panels.home_card",
        "applicants.documents.panels.home_card",
        "applicants.plans.panels.home_card",
        "applicants.guidance.panels.home_card",
        "applicants.sharing.panels.home_card",
    ],
    "next_things": [
        "applicants.home.next_things.own_next_thing",
        "applicants.documents.panels.next_thing",
        "loans.panels.next_thing",
    ],
    "documents_wanted": ["loans.papers.wanted"],
    "advisor_sections": [
        "applicants.appointments.panels.advisor_section",
        "advisors.own.sections.languages",
        "advisors.own.sections.knowledge",
        "advisors.own.sections.hours",
        "applicants.appointments.panels.calendar_section",
        "advisors.own.sections.absences",
        "advisors.own.sections.mails",
        "advisors.network.digest.section",
        "applicants.handover.cover.section",
    ],
    "desk_marks": ["applicants.reception.waiting.desk_mark"],
    "permit_notes": ["loans.permit.permit_note"],
    "plan_instalments": ["loans.instalments.instalments"],
    "partner_cards": ["loans.panels.partner_card"],
    "partner_choices": ["partnerships.choices.partners"],
    "reference": ["loans.papers.load", "loans.arrears.reference.load"],
    "visible_rows": ["applicants.scope.visible_rows", "loans.scope.visible_rows"],
    "workflows": ["loans.charts.charts", "advisors.network.workflow.charts"],
    "client_names": ["applicants.persons.mentions.mentioned"],
    "desk_menu": ["applicants.menu.entries", "loans.menu.entries", "portal.menu.entries", "advisors.menu.entries"],
}
