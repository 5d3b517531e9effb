"""What the page shows on which a material is chosen for a client."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from advisors.materials.forms import LibraryFilterForm
from advisors.materials.queries import fitting, material_page
from advisors.models import Material, MaterialVersion
from applicants.cases.models import Case
from applicants.cases.page import head_of
from applicants.sharing.models import Share
from portal.actors import Actor
from portal.language import registry


@dataclass(frozen=True)
class Row:
    """A material with its versions, hers first; each with whether it is shared already."""

    material: Material
    versions: list[tuple[MaterialVersion, bool]]


def sharing_page(case: Case, actor: Actor, asked: QueryDict) -> dict[str, Any]:
    """Until somebody filters, what there is in the language she reads and in her office's country."""
    own = {"language": case.person.language, "country": case.office.country if case.office else ""}
    form = LibraryFilterForm(asked if "language" in asked else own)
    page = material_page(fitting(actor, form.chosen()).published(), after=asked.get("after", ""))
    taken = set(Share.objects.visible_to(actor).filter(case=case).values_list("version", flat=True))
    return head_of(case, actor) | {
        "form": form,
        "page": page,
        "rows": [_row(material, case.person.language, taken) for material in page.rows],
        "reads": registry.BY_CODE[case.person.language],
    }


def _row(material: Any, language: str, taken: set[int]) -> Row:
    versions = sorted(material.in_languages, key=lambda version: version.language != language)
    return Row(material, [(version, version.pk in taken) for version in versions])
