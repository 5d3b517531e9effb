"""The demo's voice: espeak-ng as a library in a wheel, its samples made into MP3. Nothing of it is needed elsewhere."""

import ctypes
from _ctypes import dlclose
from functools import cache
from importlib import import_module
from typing import Any, Final

# The voice of each language. It knows no Pashto; the Persian one is that of Tehran.
VOICES: Final = {"en": "en", "fr": "fr", "nl": "nl", "ar": "ar", "fa": "fa", "ur": "ur"}
# Of espeak-ng's speak_lib.h: to give the samples back; a text's unit and form; the parameter of the speed.
_RETRIEVE, _CHARACTERS, _UTF8, _RATE = 1, 1, 1, 1
_WORDS_A_MINUTE: Final = 140  # slower than its own 175
_LISTENER: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int16), ctypes.c_int, ctypes.c_void_p)


class Voice:
    """A text becomes sound, the same each time."""

    def __init__(self, loader: Any, lame: Any) -> None:
        self._loader = loader
        self._lame = lame

    def say(self, text: str, language: str) -> bytes:
        """A text as MP3, mono, 16 kbit a second; a line is a sentence."""
        hertz, samples = self._samples(text.replace("\n", ".\n"), VOICES[language])
        encoder = self._lame.Encoder()
        encoder.silence()
        encoder.set_channels(1)
        encoder.set_in_sample_rate(hertz)
        encoder.set_out_sample_rate(16000)
        encoder.set_bit_rate(16)
        encoder.set_quality(7)  # fast
        return bytes(encoder.encode(samples) + encoder.flush())

    def _samples(self, text: str, name: str) -> tuple[int, bytes]:
        """Samples a second, and the samples. The library is loaded anew: its voice trembles on from text to text."""
        heard: list[bytes] = []

        def listen(samples: Any, count: int, _events: Any) -> int:
            if samples and count > 0:
                heard.append(ctypes.string_at(samples, count * ctypes.sizeof(ctypes.c_int16)))
            return 0

        library, listener = ctypes.CDLL(self._loader.get_library_path()), _LISTENER(listen)
        try:
            hertz = int(library.espeak_Initialize(_RETRIEVE, 0, self._loader.get_data_path().encode(), 0))
            library.espeak_SetSynthCallback(listener)
            library.espeak_SetParameter(_RATE, _WORDS_A_MINUTE, 0)
            if hertz <= 0 or library.espeak_SetVoiceByName(name.encode()):
                raise ValueError(name)
            spoken = text.encode() + b"\x00"
            library.espeak_Synth(spoken, len(spoken), 0, _CHARACTERS, 0, _UTF8, None, None)
            library.espeak_Synchronize()
            library.espeak_Terminate()
        finally:
            dlclose(library._handle)  # noqa: SLF001 - ctypes has no other way to let a library go
        return hertz, b"".join(heard)


@cache
def voice() -> Voice | None:
    """The demo's voice; None where its packages are not installed, which belong to no real installation."""
    try:
        return Voice(import_module("espeakng_loader"), import_module("lameenc"))
    except ImportError:
        return None
