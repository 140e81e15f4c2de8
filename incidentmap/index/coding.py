"""Numbers for words: the codes that columns are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

import numpy as np

_NOT_STATED = {"": -1, None: -1}


class Coder(dict[Any, int]):
    """Gives every word a number as it is first met, and -1 to what is not stated."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__((word, number) for number, word in enumerate(known))
        self.update(_NOT_STATED)

    @classmethod
    def of(cls, kind: type[Enum]) -> Coder:
        """Number the members of an enumeration, in order."""
        return cls(str(member.value) for member in kind)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) - len(_NOT_STATED)
        return number

    def codes(self, words: Sequence[Any]) -> np.ndarray:
        """Give the number of each word."""
        return np.fromiter(map(self.__getitem__, words), np.int32, len(words))

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words in order of their numbers."""
        return tuple(word for word in self if word)


def narrow(codes: np.ndarray, values: Sequence[str]) -> np.ndarray:
    """Keep codes in the smallest kind of number that holds them all."""
    for kind in (np.int8, np.int16):
        if len(values) <= np.iinfo(kind).max:
            return codes.astype(kind, copy=False)
    return codes.astype(np.int32, copy=False)
