"""Sharing a material with a client."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from advisors.models import Material, MaterialVersion
from applicants.cases.actions import add_event
from applicants.cases.models import Case, Stage
from applicants.persons.contacts import recipient_of
from applicants.sharing.models import Share
from portal.actors import Actor
from portal.language import registry
from portal.outbox.actions import queue
from portal.record.acting import action


@action
def share_material(*, by: Actor, case: Case, version: MaterialVersion) -> tuple[Share, bool]:
    """Put a version on her page, and write to her in her language; returns whether a message could go out.

    The same version twice is shared once, and she is written to once. `ValidationError` for what the actor may not
    hand on, and for a file that is not open.
    """
    if case.stage == Stage.DRAFT:
        raise ValidationError(_("This request has not been sent yet."))
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))
    material = version.material
    if not Material.objects.visible_to(by).published().filter(pk=material.pk).exists():
        raise ValidationError(_("This material is not published."))
    share, new = Share.objects.get_or_create(case=case, version=version)
    to = recipient_of(case.person)
    if new:
        told = {"material": _titles(material), "language": version.language_name}
        add_event(by=by, case=case, code="material.shared", params=told)
        if to is not None:
            queue(event="material_shared", to=to, params={"material": material}, about=case)
    return share, to is not None


def _titles(material: Material) -> dict[str, str]:
    """The title in every language that has one: the timeline says it in its reader's."""
    found = {language.code: getattr(material, f"title_{language.code}") for language in registry.LANGUAGES}
    return {code: title for code, title in found.items() if title}
