"""Guides: who may read which, what an administrator does to them, what the portal brings along."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from advisors.guides.actions import mark_checked, publish, take_back
from advisors.guides.reference.load import load_guides
from advisors.models import Guide, GuideStep
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.language import registry
from portal.models import Entry, User
from portal.roles import Role
from tests.factories import GuideFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def page(name: str, *arguments: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_is_published_and_nothing_else() -> None:
    shown, draft = GuideFactory(), GuideFactory(state="draft")
    words = page("guide-list")
    assert shown.title in words
    assert draft.title not in words
    assert Client().get(reverse("guide", args=[draft.code])).status_code == 404


def test_who_writes_guides_reads_drafts_too(client_of: ClientOf) -> None:
    draft = GuideFactory(state="draft")
    assert draft.title in page("guide", draft.code, client=client_of(member(Role.ADMINISTRATOR)))
    assert client_of(member(Role.ADVISOR)).get(reverse("guide", args=[draft.code])).status_code == 404


def test_a_step_says_all_it_knows_and_names_where_its_link_leads() -> None:
    guide = GuideFactory(steps=0)
    link = "https://www.kvk.nl/inschrijven/"
    told = {"what": "Register", "where": "An office", "cost": "One payment", "documents": "A card", "duration": "A day"}
    GuideStep.objects.create(guide=guide, order=10, title="KVK", link=link, **told)
    words = page("guide", guide.code)
    for text in told.values():
        assert text in words
    assert f'href="{link}"' in words
    assert ">kvk.nl<" in words


def test_a_step_that_was_set_aside_is_not_shown() -> None:
    guide = GuideFactory()
    gone = guide.steps.first()
    GuideStep.objects.filter(pk=gone.pk).update(current=False)
    assert gone.title not in page("guide", guide.code)


@pytest.mark.parametrize(("days", "old"), [(None, True), (180, False), (181, True)])
def test_a_guide_is_old_when_the_last_check_is_too_long_ago(days: int | None, old: bool, client_of: ClientOf) -> None:  # noqa: FBT001 - a case of the table
    today = timezone.localdate()
    guide = GuideFactory(checked_on=None if days is None else today - timedelta(days=days))
    assert guide.is_old(today) == old
    assert ("Rules can have changed" in page("guide", guide.code)) == old
    assert ("to be checked again" in page("guide-desk", client=client_of(member(Role.ADVISOR)))) == old


def test_a_check_says_who_and_when() -> None:
    guide, user = GuideFactory(checked_on=None), member(Role.ADMINISTRATOR)
    mark_checked(by=actor_for_user(user), guide=guide)
    guide.refresh_from_db()
    assert (guide.checked_on, guide.checked_by) == (timezone.localdate(), user)


def test_a_guide_without_a_step_is_not_published() -> None:
    by = system("test")
    empty, full = GuideFactory(state="draft", steps=0), GuideFactory(state="draft")
    with pytest.raises(ValidationError, match="no step yet"):
        publish(by=by, guide=empty)
    publish(by=by, guide=full)
    assert list(Guide.objects.published()) == [full]
    take_back(by=by, guide=full)
    assert not Guide.objects.published().exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    rows: int, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(member(Role.ADVISOR))
    GuideFactory.create_batch(rows)
    with django_assert_max_num_queries(12):
        page("guide-desk", client=client)
    with django_assert_max_num_queries(4):
        page("guide-list")
    with django_assert_max_num_queries(4):
        page("guide", Guide.objects.all()[0].code)


def test_the_guides_that_come_along_are_drafts_in_seven_languages() -> None:
    assert load_guides(by=system("test")) == 3
    guides = Guide.objects.prefetch_related("steps")
    assert {(guide.country, guide.state, guide.example) for guide in guides} == {
        ("BE", "draft", True),
        ("FR", "draft", True),
        ("NL", "draft", True),
    }
    for guide in guides:
        assert guide.steps.count() >= 7
        for language in registry.LANGUAGES:
            with translation.override(language.code):
                texts = [text for step in guide.steps.all() for text in (step.title, step.what, step.where, step.cost)]
                assert all([guide.title, guide.legal_form, guide.intro, *texts])
        assert len({getattr(guide, f"title_{code}") for code in registry.CODES}) == len(registry.CODES)


def test_what_the_institution_changed_stays(client_of: ClientOf) -> None:
    call_command("reference")
    Guide.objects.filter(code="be-self-employed").update(title_en="Our own words")  # type: ignore[misc]  # modeltranslation's
    GuideStep.objects.filter(guide__code="be-self-employed").first().delete()  # type: ignore[union-attr]  # it has eight
    assert load_guides(by=system("test")) == 0
    assert Guide.objects.get(code="be-self-employed").title_en == "Our own words"  # type: ignore[attr-defined]  # modeltranslation's
    assert GuideStep.objects.filter(guide__code="be-self-employed").count() == 7


@pytest.mark.foreign_templates
def test_the_back_office_checks_and_publishes(client_of: ClientOf) -> None:
    user = member(Role.ADMINISTRATOR)
    client, draft, empty = (
        client_of(user),
        GuideFactory(state="draft", checked_on=None),
        GuideFactory(state="draft", steps=0),
    )
    address = reverse("admin:advisors_guide_changelist")
    for act in ("mark_checked", "publish"):
        client.post(address, {"action": act, "_selected_action": [draft.pk, empty.pk]})
    draft.refresh_from_db()
    empty.refresh_from_db()
    assert (draft.state, draft.checked_by, empty.state) == ("published", user, "draft")
    assert Entry.objects.of(draft).latest("pk").actor == f"staff:{user.pk}"
    client.post(address, {"action": "take_back", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.foreign_templates
def test_the_back_office_edits_a_step_in_each_language(client_of: ClientOf) -> None:
    client, step = client_of(member(Role.ADMINISTRATOR)), GuideFactory().steps.first()
    address = reverse("admin:advisors_guidestep_change", args=[step.pk])
    words = client.get(address).content.decode()
    assert all(f'name="what_{code}"' in words for code in registry.CODES)
    texts = {f"{field}_{code}": f"{field} {code}" for field in ("title", "what") for code in registry.CODES}
    answer = client.post(address, {"guide": step.guide_id, "order": "۱۰", "current": "on", **texts})
    assert answer.status_code == 302
    step.refresh_from_db()
    assert (step.title_ps, step.order) == ("title ps", 10)
    assert "Step 2" in client.get(reverse("admin:advisors_guide_change", args=[step.guide_id])).content.decode()
