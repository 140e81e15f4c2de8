"""The marking of a file: the strictest of what is in it; no marking is never CLEAR."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidentmap.export.file_marking import FileMarking
from incidentmap.model import Citation, Record
from incidentmap.model.vocabulary import Tlp
from tests.formats.strategies import plain

ARTICLES = {"art-red": Tlp.RED}


def record(tlp: Tlp | None, article: str | None = None) -> Record:
    made = plain(tlp=tlp)
    return replace(made, citations=(Citation("c", made.incident_id, "t", article_id=article),))


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([], "not marked"),
        ([record(None)], "not marked"),
        ([record(None, "art-other")], "not marked"),
        ([record(Tlp.CLEAR)], "TLP:CLEAR"),
        ([record(Tlp.CLEAR), record(None)], "TLP:CLEAR; 1 record not marked"),
        ([record(Tlp.GREEN), record(Tlp.AMBER_STRICT), record(Tlp.AMBER)], "TLP:AMBER+STRICT"),
        ([record(Tlp.AMBER), record(None), record(None)], "TLP:AMBER; 2 records not marked"),
        ([record(Tlp.GREEN, "art-red"), record(None)], "TLP:RED; 1 record not marked"),
        ([record(None, "art-red")], "TLP:RED"),
    ],
)
def test_the_strictest_counts_and_what_has_none_is_counted(records: list[Record], said: str) -> None:
    marking = FileMarking(ARTICLES)
    assert list(marking.counted(records)) == records
    assert marking.words() == said
