"""Beginning to help: the row that says who typed."""

from dataclasses import replace

from applicants.cases.actions import add_event
from applicants.cases.models import Case, Stage
from applicants.helping.helper import Helper
from applicants.helping.models import Helping, Relation
from portal.actors import Actor
from portal.record.acting import action


@action
def begin_helping(*, by: Actor, case: Case, helper: Helper) -> Helping:
    """The helper of a file, once for each; the timeline says so, to her too."""
    relation = Relation(helper.relation)
    known = Helping.objects.filter(case=case, name=helper.name, relation=relation, user=helper.user).first()
    if known is not None:
        return known
    helping = Helping.objects.create(case=case, name=helper.name, relation=relation, user_id=helper.user)
    if case.stage == Stage.DRAFT:
        add_event(by=by, case=case, code="helper.began", params={"relation": helping.relation}, public=True)
    return helping


def typist(herself: Actor, helping: Helping) -> Actor:
    """She herself, typed for by a helper: she may what she may, and the record says who sat at the keys."""
    return replace(herself, helper=helping.pk, on_behalf_of=herself.id)
