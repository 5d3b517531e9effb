"""What the pages of the network show: lists of practices, what is new for somebody, regions and their gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from advisors.network.models import Practice, PracticeQuerySet, Reading, Trial, Usage
from advisors.network.region_models import Referent, Region, RegionOffice
from portal.actors import Actor
from portal.models import Office
from portal.pages import Page, keyset_page

FIRST: Final = 8  # of each list on the first page of the network
MOST_FOUND: Final = 30
_ORDERS: Final = {"newest": "-created_at", "title": "title"}
_TEXTS: Final = ("title", "question", "tried", "came", "watch")


def with_columns(found: PracticeQuerySet, actor: Actor) -> PracticeQuerySet:
    """What a row of a list shows, in the same one query."""
    trials = Trial.objects.filter(practice=OuterRef("pk")).order_by().values("practice")
    people = trials.annotate(total=Sum("people")).values("total")
    work = trials.annotate(total=Sum(F("self_employed") + F("salaried"))).values("total")
    used = Usage.objects.filter(practice=OuterRef("pk")).order_by().values("practice")
    read = Reading.objects.filter(practice=OuterRef("pk"), user=actor.id, read_at__gte=OuterRef("news_at"))
    return found.select_related("author").annotate(
        people=Coalesce(Subquery(people), 0),
        in_work=Coalesce(Subquery(work), 0),
        used_at=Coalesce(Subquery(used.annotate(total=Count("pk")).values("total")), 0),
        is_read=Exists(read),
    )


def filtered(actor: Actor, chosen: Mapping[str, str]) -> PracticeQuerySet:
    """Narrowed by codes; the retired only when asked for by state."""
    found = Practice.objects.visible_to(actor)
    found = found.filter(state=chosen["state"]) if chosen.get("state") else found.living()
    for name in ("shelf", "language"):
        if chosen.get(name):
            found = found.filter(**{name: chosen[name]})
    if chosen.get("office"):
        here = {"practice": OuterRef("pk"), "office__code": chosen["office"]}
        found = found.filter(Exists(Trial.objects.filter(**here)) | Exists(Usage.objects.filter(**here)))
    return found


def practice_page(actor: Actor, chosen: Mapping[str, str], *, after: str) -> Page[Practice]:
    order = _ORDERS.get(chosen.get("sort", ""), "-news_at")
    return keyset_page(with_columns(filtered(actor, chosen), actor), sort=order, after=after, size=20)


def search(actor: Actor, chosen: Mapping[str, str], text: str) -> list[Practice]:
    """Each of the words stands somewhere in the practice."""
    found = filtered(actor, chosen)
    for word in text.split():
        found = found.filter(Q(*((f"{name}__icontains", word) for name in _TEXTS), _connector=Q.OR))
    return list(with_columns(found, actor).order_by("-news_at", "-pk")[: MOST_FOUND + 1])


@dataclass(frozen=True)
class RegionLine:
    """A region with its offices and today's referents."""

    region: Region
    offices: list[Office]
    referents: list[Referent]

    @property
    def is_gap(self) -> bool:
        return not self.referents


def region_lines() -> list[RegionLine]:
    """Every region, those without a referent first. Three queries."""
    today = Referent.objects.on(timezone.localdate()).select_related("user")
    regions = Region.objects.prefetch_related(
        Prefetch("places", RegionOffice.objects.select_related("office")),
        Prefetch("referents", today),
    )
    lines = [
        RegionLine(each, [row.office for row in each.places.all()], list(each.referents.all())) for each in regions
    ]
    return sorted(lines, key=lambda line: not line.is_gap)


def offices_without_region() -> list[Office]:
    return list(Office.objects.open().filter(place=None))


def near(actor: Actor) -> set[int] | None:
    """Her offices and the others of their regions; None for who has every office."""
    if actor.offices is None:
        return None
    own = set(actor.offices)
    same = RegionOffice.objects.filter(region__places__office__in=own).values_list("office", flat=True)
    return own | set(same)


def home(actor: Actor) -> dict[str, Any]:
    """What is new for her, what is tried near her, and what is missing."""
    seen = Practice.objects.visible_to(actor)
    fresh = with_columns(seen.unread_by(actor.id), actor).order_by("-news_at", "-pk")
    tried = with_columns(seen.in_test_at(near(actor)), actor).order_by("-state_since", "-pk")
    lines = region_lines()
    return {
        "fresh": list(fresh[:FIRST]),
        "tried": list(tried[:FIRST]),
        "gaps": [line for line in lines if line.is_gap],
        "regions": len(lines),
    }


def unread(actor: Actor) -> int:
    """How many practices have something new for her: one query, for the tabs of the network's pages."""
    return Practice.objects.visible_to(actor).unread_by(actor.id).count()
