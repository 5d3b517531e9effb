"""Each question says why it is asked, how to answer it, and, where something is written, what an answer looks like."""

import pytest
from django import forms

from applicants.journey import engine
from applicants.journey.step import Sheet

STEPS = {step.slug: step for step in engine.all_steps()}


@pytest.mark.parametrize("slug", STEPS)
def test_each_question_has_a_why_and_help(slug: str) -> None:
    assert str(STEPS[slug].why)
    assert str(STEPS[slug].help)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", STEPS)
def test_where_something_is_written_an_example_stands_beside(slug: str) -> None:
    form = STEPS[slug].form(Sheet(known={"place": {"country": "BE"}}))
    written = [
        field
        for field in form.fields.values()
        if isinstance(field.widget, forms.TextInput | forms.Textarea | forms.MultiWidget) and not field.widget.is_hidden
    ]
    hinted = all(field.help_text for field in written)
    assert str(STEPS[slug].example) or hinted or not written
