"""The marking of a file: the strictest of all that is in it, the words of articles included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from incidentmap.export.provenance import NOT_MARKED
from incidentmap.model import Record
from incidentmap.model.vocabulary import Tlp
from incidentmap.text.counting import counted

_STRICTNESS = {each: rank for rank, each in enumerate(Tlp)}  # the vocabulary begins with the strictest


class FileMarking:
    """Counts records as they pass by; `articles` are the markings of those that carry one."""

    def __init__(self, articles: Mapping[str, Tlp]) -> None:
        self.strictest: Tlp | None = None
        self.unmarked = 0
        self._articles = articles

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on, and take note of their markings."""
        for record in records:
            marking = self.of(record)
            self.strictest = strictest(filter(None, (self.strictest, marking)))
            self.unmarked += marking is None
            yield record

    def of(self, record: Record) -> Tlp | None:
        """Give the marking of one record with the words that it quotes; None where nothing of it carries one."""
        cited = (self._articles.get(each.article_id or "") for each in record.citations)
        return strictest(filter(None, (record.incident.tlp, *cited)))

    def words(self) -> str:
        """Say the marking; no marking is never said to be CLEAR, and takes nothing from the others."""
        if self.strictest is None:
            return NOT_MARKED
        others = f"; {counted(self.unmarked, 'record')} not marked" if self.unmarked else ""
        return f"TLP:{self.strictest.value}{others}"


def strictest(markings: Iterable[Tlp]) -> Tlp | None:
    """Give the strictest of some markings; None of none."""
    return min(markings, key=_STRICTNESS.__getitem__, default=None)
