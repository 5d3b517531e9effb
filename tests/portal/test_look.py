"""The look: one frame for all pages, both directions, light, legible, and nothing named that is not there."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from portal.accounts.scope import actor_for_user
from portal.components import SampleForm
from portal.context import menu_for
from portal.language import registry
from portal.models import User
from portal.roles import Role
from portal.views import broken
from tests.factories import member

ROOT = Path(settings.BASE_DIR)
CSS = {path.name: path.read_text() for path in sorted((ROOT / "static" / "css").glob("*.css"))}
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path for path in sorted((ROOT / "templates").rglob("*.html"))}
FONTS = {
    "ar": ("vazirmatn-400", "vazirmatn-700"),
    "fa": ("vazirmatn-400", "vazirmatn-700"),
    "ps": ("vazirmatn-400", "vazirmatn-700"),
    "ur": ("noto-nastaliq-urdu-400",),
}
KILOBYTE = 1000
PHYSICAL = re.compile(
    r"(?<![-\w])((margin|padding|border)-(left|right|top|bottom)|(left|right|top|bottom)|float|clear)\s*:(?!\s*none)"
    r"|text-align\s*:\s*(left|right)|(?<![-\w])(min-|max-)?(width|height)\s*:\s*(?=[^;]*;)"
    r"|border-(top|bottom)-(left|right)-radius"
)
MEDIA = re.compile(r"@media[^{]*\{")


def home(code: str) -> str:
    response = Client().get(f"/{code}/")
    assert response.status_code == 200
    return response.content.decode()


def served(html: str) -> set[Path]:
    """The files that a browser fetches for this page, fonts left out."""
    addresses = re.findall(r'(?:src|href)="/static/([^"#?]+)', html)
    found = {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", address) for address in addresses}
    return {Path(str(finders.find(address))) for address in found}


def weight(html: str, code: str) -> int:
    """Bytes of the page and all it needs, gzipped as the server sends them; fonts are compressed already."""
    fonts = [ROOT / "static" / "vendor" / f"{name}.woff2" for name in FONTS.get(code, ())]
    parts = [html.encode(), *(path.read_bytes() for path in served(html))]
    return sum(len(gzip.compress(part)) for part in parts) + sum(path.stat().st_size for path in fonts)


@pytest.mark.parametrize("name", CSS)
def test_own_css_knows_no_left_and_right(name: str) -> None:
    css = MEDIA.sub("@media {", re.sub(r"/\*.*?\*/", "", CSS[name], flags=re.DOTALL))
    assert [found[0] for found in PHYSICAL.finditer(css)] == []


@pytest.mark.parametrize("name", CSS)
def test_own_css_never_clips_arabic_script(name: str) -> None:
    for word in ("letter-spacing", "text-transform", "font-style: italic"):
        assert word not in CSS[name]
    assert "overflow: hidden" not in re.sub(r"thead \{[^}]*\}", "", CSS[name])


def test_every_page_stands_in_the_frame() -> None:
    """A page extends, a fragment begins with _."""
    frameless = [
        name
        for name, path in TEMPLATES.items()
        if not name.startswith("bootstrap5/")
        and not path.name.startswith("_")
        and name not in ("base.html", "500.html")
        and path.parent.name != "print"
        and not path.read_text().startswith("{% extends ")
    ]
    assert frameless == []


def test_no_style_or_script_within_a_page_and_no_other_host() -> None:
    styled = re.compile(r'<style|\sstyle="|\son[a-z]+="|<script(?![^>]*\ssrc=)|javascript:')
    asking = re.compile(r'(src|href)="(https?:)?//')
    texts = {name: path.read_text() for name, path in TEMPLATES.items()}
    assert [name for name, text in texts.items() if styled.search(text) or asking.search(text)] == []


def test_crispy_draws_in_one_place() -> None:
    drawn = [name for name, path in TEMPLATES.items() if re.search(r"\{% crispy |\|crispy", path.read_text())]
    assert drawn == ["portal/_form.html"]


def test_every_icon_named_is_in_the_sprite() -> None:
    named: set[str] = set()
    for path in TEMPLATES.values():
        named |= set(re.findall(r'\{% icon ["\']([\w-]+)["\']', path.read_text()))
    for app in ("portal", "advisors", "applicants", "partnerships", "loans"):
        for path in (ROOT / app).rglob("*.py"):
            named |= set(re.findall(r'icon="([\w-]+)"', path.read_text()))
    assert named - set((ROOT / "static" / "icons.txt").read_text().split()) == set()


def test_every_class_named_has_a_rule() -> None:
    """Also catches what was cut from Bootstrap (bin/assets.py) and used all the same."""
    css = "".join(CSS.values()) + (ROOT / "static" / "vendor" / "bootstrap.min.css").read_text()
    ruled = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", css)) | {"desk-width", "home", "components"}
    unruled: dict[str, set[str]] = {}
    for name, path in TEMPLATES.items():
        for value in re.findall(r'class="([^"]*)"', path.read_text()):
            plain = re.sub(r"[\w-]*(\{[{%].*?[%}]\}[\w-]*)+", " ", value)
            missing = set(plain.split()) - ruled
            if missing:
                unruled.setdefault(name, set()).update(missing)
    assert unruled == {}


@pytest.mark.django_db
@pytest.mark.parametrize("code", registry.CODES)
def test_the_first_page_is_light(code: str) -> None:
    most = {"ur": 250, "ar": 120, "fa": 120, "ps": 120}.get(code, 60)
    assert weight(home(code), code) <= most * KILOBYTE


@pytest.mark.django_db
@pytest.mark.parametrize("code", registry.CODES)
def test_the_page_says_its_language_and_direction(code: str) -> None:
    html = home(code)
    direction = "rtl" if registry.BY_CODE[code].bidi else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert ("bootstrap.rtl.min" in html) == registry.BY_CODE[code].bidi


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "nothing-here/?q=1"])
def test_every_page_leads_to_itself_in_every_language(path: str) -> None:
    html = Client().get(f"/fa/{path}").content.decode()
    for language in registry.LANGUAGES:
        direction = "rtl" if language.bidi else "ltr"
        link = f'<a href="/{language.code}/{path}" lang="{language.code}" hreflang="{language.code}" dir="{direction}"'
        assert link in html
        assert f">{language.own_name}</a>" in html
    assert html.count('aria-current="true"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "nothing-here/"])
def test_every_page_can_be_walked_by_its_landmarks(path: str) -> None:
    html = Client().get(f"/en/{path}").content.decode()
    for landmark in ("<header", "<main", "<footer", '<a class="skip" href="#content">', "<title>"):
        assert html.count(landmark) == 1, landmark
    assert html.count("<h1") == 1


def test_when_all_else_fails_a_page_still_comes(rf: RequestFactory) -> None:
    """No database is allowed in this test: the page must stand without one."""
    with translation.override("ps"):
        response = broken(rf.get("/ps/"))
    assert response.status_code == 500
    assert '<html lang="ps" dir="rtl">' in response.content.decode()


def wrong_form() -> SampleForm:
    return SampleForm({"one-phone": "12", "one-amount": "1,2,3", "one-name": "سلمى"}, prefix="one")


def test_each_error_leads_to_its_field() -> None:
    html = render_to_string("portal/_form.html", {"form": wrong_form()})
    links = re.findall(r'<a href="#([^"]+)"', html)
    errors: ErrorDict = wrong_form().errors
    assert len(links) == sum(len(each) for each in errors.values()) == 4
    for target in links:
        assert f'id="{target}"' in html


def test_each_field_is_described_by_what_stands_there() -> None:
    html = render_to_string("portal/_form.html", {"form": wrong_form()})
    described = [name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()]
    assert described
    for name in described:
        assert html.count(f'id="{name}"') == 1, name


def test_a_form_brings_its_own_tag_once() -> None:
    alone = render_to_string("portal/_form.html", {"form": SampleForm(), "button": "Go on"})
    within = render_to_string("portal/_form.html", {"form": SampleForm(), "fields_only": True})
    assert (alone.count("<form"), alone.count("<button")) == (1, 1)
    assert (within.count("<form"), within.count("<button")) == (0, 0)


def test_what_may_be_left_empty_says_so() -> None:
    with translation.override("en"):
        html = render_to_string("portal/_form.html", {"form": SampleForm()})
    assert html.count("(optional)") == 1


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def token(name: str) -> str:
    found: Any = re.search(rf"--{name}: (#\w+);", CSS["main.css"])
    return str(found[1])


@pytest.mark.parametrize("ink", ["ink", "ink-soft", "accent", "accent-dark", "wrong"])
@pytest.mark.parametrize("paper", ["paper", "card", "sand", "accent-tint"])
def test_text_can_be_read_on_every_ground(ink: str, paper: str) -> None:
    assert contrast(token(ink), token(paper)) >= 4.5


@pytest.mark.parametrize("edge", ["line-strong", "focus"])
@pytest.mark.parametrize("paper", ["paper", "card", "sand"])
def test_edges_and_focus_can_be_seen(edge: str, paper: str) -> None:
    assert contrast(token(edge), token(paper)) >= 3


def test_states_can_be_read() -> None:
    pairs = re.findall(r"\.status(-\w+)? \{[^}]*background: (#\w+); color: (#\w+);", CSS["parts.css"])
    assert {name.lstrip("-") for name, _, _ in pairs} == {"", "wait", "work", "ask", "good", "ended"}
    for _, ground, ink in pairs:
        assert contrast(ground, ink) >= 4.5


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICE_MANAGER, Role.AUDITOR])
def test_the_whole_menu_is_there_folded_and_unfolded(client_of: Callable[[User], Client], role: Role) -> None:
    """Once for the phone and once for a wide screen, where what is not used every day may be under "More"."""
    user = member(role)
    page = client_of(user).get("/en/desk/cases/").content.decode()
    menu = page[page.index('class="desk-menu"') : page.index("</nav>", page.index('class="desk-menu"'))]
    for entry in menu_for(actor_for_user(user)):
        assert menu.count(f'href="{reverse(entry.url_name)}"') == 2, entry.url_name
