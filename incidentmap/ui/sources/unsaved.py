"""What is said of an article while it is being corrected: kept through reruns, pages and sessions until it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import streamlit as st

from incidentmap.model import Article
from incidentmap.ui.shared import typed_json
from incidentmap.ui.shared.widget_values import Row, forget, read_loose, take_over

KIND = "article"
NAMES = ("title", "publisher", "author", "url", "published_on")
_CORRECTIONS = "corrections"


@dataclass
class Correction:
    """`base` is what was read when somebody began to correct it."""

    base: Article
    values: Row
    loose: Row = field(default_factory=lambda: {"_why": ""})

    def key(self, name: str) -> str:
        """Name a widget of this correction."""
        return f"correct_{self.base.article_id}_{name}"

    def read(self) -> None:
        """Take over what the widgets hold; those of another page hold nothing."""
        take_over(self.values, self.key)
        read_loose(self.loose, self.key)

    def changes(self) -> Row:
        """Give what differs from what was read."""
        return {name: value for name, value in self.values.items() if value != getattr(self.base, name)}


def begun(article: Article) -> Correction:
    """Give the correction of an article that is under way, or begin one."""
    held = _held()
    if article.article_id not in held:
        held[article.article_id] = Correction(article, {name: getattr(article, name) for name in NAMES})
    held[article.article_id].read()
    return held[article.article_id]


def end(correction: Correction) -> None:
    """Forget a correction that was saved."""
    forget(correction.key(""))
    _held().pop(correction.base.article_id, None)


def bodies() -> Iterator[tuple[str, str]]:
    """Give every article of which something was corrected, by its id."""
    for name, each in _held().items():
        each.read()
        if each.changes() or any(each.loose.values()):
            yield name, typed_json.dumps({"base": each.base, "values": each.values, "loose": each.loose})


def take_up(name: str, body: str) -> None:
    """Put what was typed into the form again; raise `ValueError` or `InvalidRecord` for what cannot be read."""
    held = typed_json.loads(body)
    correction = Correction(held["base"], held["values"], held["loose"])
    forget(correction.key(""))
    _held()[name] = correction


def _held() -> dict[str, Correction]:
    found: dict[str, Correction] = st.session_state.setdefault(_CORRECTIONS, {})
    return found
