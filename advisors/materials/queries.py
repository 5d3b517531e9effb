"""What the pages read: a list by filters, and one version to open."""

from collections.abc import Mapping

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404

from advisors.materials.models import Material, MaterialQuerySet, MaterialVersion
from portal.actors import Actor
from portal.pages import Page, keyset_page

_VERSIONS = Prefetch("versions", MaterialVersion.objects.order_by("language"), to_attr="in_languages")


def fitting(actor: Actor, chosen: Mapping[str, str]) -> MaterialQuerySet:
    """The materials the actor sees, narrowed by codes: `language`, `kind`, `need`, `stage`, `country`, `state`.

    What is for everybody fits every need, stage and country.
    """
    found = Material.objects.visible_to(actor)
    for name, column in (("kind", "kind"), ("state", "state")):
        if chosen.get(name):
            found = found.filter(**{column: chosen[name]})
    for name, column in (("need", "needs"), ("stage", "stages")):
        if chosen.get(name):
            found = found.filter(Q(**{column: []}) | Q(**{f"{column}__contains": [chosen[name]]}))
    if chosen.get("country"):
        found = found.filter(country__in=["", chosen["country"]])
    if chosen.get("language"):
        spoken = MaterialVersion.objects.filter(language=chosen["language"])
        found = found.filter(pk__in=spoken.values("material"))
    return found


def material_page(found: MaterialQuerySet, *, after: str) -> Page[Material]:
    """A page of a list, the newest first, each with its versions in `in_languages`."""
    return keyset_page(
        found.select_related("office", "checked_by").prefetch_related(_VERSIONS), sort="-id", after=after
    )


def open_version(actor: Actor, ref: str, language: str) -> MaterialVersion:
    """A version of a material that the actor sees; 404 otherwise."""
    seen = Material.objects.visible_to(actor)
    version: MaterialVersion = get_object_or_404(
        MaterialVersion.objects.select_related("material"), material__in=seen, material__ref=ref, language=language
    )
    return version
