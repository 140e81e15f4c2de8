"""What a file alone does not say, so that a person has to: asked with an example of each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """`key` names what is asked about; `options` give each answer in words, by what it is called in an answer."""

    key: str
    asked: str
    options: Mapping[str, str]
