"""Recordings: told from what is in them, measured, and without the tags that tell of places and people."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files.sounds import NotASound, listen
from tests.portal import sounds
from tests.portal.files import jpeg, pdf

GOOD = [
    ("mp3", sounds.mp3),
    ("mp3", lambda seconds: sounds.mp3(seconds, tag=b"TIT2 My voice")),
    ("wav", sounds.wav),
    ("ogg", sounds.ogg),
    ("m4a", sounds.m4a),
    ("m4a", sounds.m4a_in_pieces),
    ("webm", sounds.webm),
]


@pytest.mark.parametrize(("kind", "make"), GOOD)
def test_each_kind_is_known_and_measured(kind: str, make: Any) -> None:
    for seconds in (1, 7, 200):
        heard = listen(make(seconds))
        assert heard.kind == kind
        assert heard.seconds == pytest.approx(seconds, rel=0.02)
        assert listen(heard.content) == heard


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "kind"),
        (b"hello, this is a text", "kind"),
        (jpeg(), "kind"),
        (pdf(), "kind"),
        (b"\xff\xfb\x90\x00" * 2, "kind"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x05hello", "broken"),
        (sounds.wav()[:44], "broken"),
        (sounds.wav()[:20], "broken"),
        (sounds.ogg()[:-10], "broken"),
        (sounds.ogg(head=b"\x80theora" + b"\x00" * 20), "film"),
        (sounds.m4a(handler=b"vide"), "film"),
        (sounds.m4a(codec=b"samr"), "kind"),
        (sounds.m4a()[:-20], "broken"),
        (sounds.webm(track=1), "film"),
        (b"\x1aE\xdf\xa3", "broken"),
    ],
)
def test_what_is_no_recording_is_named(content: bytes, code: str) -> None:
    with pytest.raises(NotASound) as refusal:
        listen(content)
    assert refusal.value.code == code


def test_what_tells_of_places_and_people_is_left_out() -> None:
    assert b"+51.05+003.72" not in listen(sounds.m4a(place=b"+51.05+003.72/")).content
    assert b"My voice" not in listen(sounds.mp3(tag=b"TIT2 My voice")).content
    assert b"Secret" not in listen(sounds.mp3() + b"<script>Secret</script>").content
    assert b"Secret" not in listen(sounds.wav() + b"LIST\x06\x00\x00\x00Secret").content


@given(st.sampled_from([make for _kind, make in GOOD]), st.data())
def test_damaged_files_are_refused_and_break_nothing(make: Any, data: st.DataObject) -> None:
    content = bytearray(make(1))
    for place in data.draw(st.lists(st.integers(0, min(len(content), 400) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    with suppress(NotASound):
        listen(bytes(content[: data.draw(st.integers(0, len(content)))]))
