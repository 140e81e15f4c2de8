"""A text with its positions in plain letters: digits of any script, signs of degrees, entities, blanks."""

from __future__ import annotations

import unicodedata

from incidentmap.text.entities import unescaped

_SIGNS = {
    "°": "º˚ᵒ",
    "'": "′’‘´`ʹʼ",
    '"': "″”“ʺ",
    ".": "٫",
    ",": "،",
    ";": "؛",
    "-": "−",
}


class _Plain(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        if unicodedata.category(character) == "Cf":  # marks of direction, which come along with a copied text
            plain = ""
        elif digit is not None:
            plain = str(digit)
        else:
            narrow = unicodedata.normalize("NFKC", character)  # full-width letters and commas
            plain = narrow if len(narrow) == 1 and narrow.isascii() else character
        self[code] = plain
        return plain


_PLAIN = _Plain({ord(each): sign for sign, others in _SIGNS.items() for each in others})


def plain(text: str) -> str:
    """Write a text in plain digits and signs, on one line, with one blank where there are any."""
    return " ".join(unescaped(text).translate(_PLAIN).replace("''", '"').split())
