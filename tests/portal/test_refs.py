"""Refs: what people type is read, what they mistype is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.refs import ALPHABET, display, new_ref, normalise

refs = st.builds(new_ref)


def test_the_alphabet_has_no_lookalikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set(ALPHABET) & set("01OIL")


def test_refs_are_random_and_pass_their_own_check() -> None:
    drawn = [new_ref() for _ in range(2000)]
    assert all(normalise(ref) == ref and len(ref) == 8 for ref in drawn)
    assert len(set(drawn)) == len(drawn)
    assert set("".join(drawn)) == set(ALPHABET)


def test_a_known_ref() -> None:
    """By hand: values 0 to 6, weights 8 to 2: 0+7+12+15+16+15+12 = 77; 77 + 16 = 93 = 3 × 31; value 16 is J."""
    assert normalise("2345678J") == "2345678J"
    assert display("2345678J") == "2345-678J"
    with pytest.raises(ValueError, match="typing error"):
        normalise("2345678K")


@given(refs)
def test_people_type_it_in_many_ways(ref: str) -> None:
    eastern = str.maketrans("23456789", "۲۳۴۵۶۷۸۹")
    arabic = str.maketrans("23456789", "٢٣٤٥٦٧٨٩")
    for typed in (
        display(ref),
        display(ref).lower(),
        f"  {ref[:2]} {ref[2:5]}\u00a0{ref[5:]}\n",
        display(ref).replace("-", "–"),
        f"\u2067{display(ref)}\u2069\u200e",
        ref.translate(eastern),
        display(ref).lower().translate(arabic),
    ):
        assert normalise(typed) == ref


@given(refs)
def test_every_single_wrong_sign_of_a_ref_is_found(ref: str) -> None:
    for place in range(8):
        for sign in set(ALPHABET) - {ref[place]}:
            with pytest.raises(ValueError, match="typing error"):
                normalise(ref[:place] + sign + ref[place + 1 :])


@given(refs)
def test_every_swap_of_neighbours_is_found(ref: str) -> None:
    for place in range(7):
        swapped = ref[:place] + ref[place + 1] + ref[place] + ref[place + 2 :]
        if swapped != ref:
            with pytest.raises(ValueError, match="typing error"):
                normalise(swapped)


@pytest.mark.parametrize(
    "text", ["", "-", "2345678", "2345678JJ", "0345678J", "O345678J", "234567ſJ", "2345_678J", "سلام"]
)
def test_what_is_no_ref_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        normalise(text)
