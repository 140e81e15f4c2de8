"""Groups as they come with the program are found by every name they have, and the one meant comes first."""

from __future__ import annotations

import pytest

from incidentmap.formats import read_seeds
from incidentmap.query.groups import find, names_of
from incidentmap.settings import SEEDS
from incidentmap.text.name_search import Fit

_SEEDS = read_seeds(SEEDS)
ACTORS = {actor.actor_id: actor for actor in _SEEDS.actors}


def found(typed: str) -> list[str]:
    return [each.key for each in find(typed, ACTORS, _SEEDS.actor_links)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Kata'ib Hizballah", "kataib-hezbollah"),
        ("Kateeb Hizbullah", "kataib-hezbollah"),
        ("كتايب حزب الله", "kataib-hezbollah"),
        ("Hezbollah Brigades", "kataib-hezbollah"),
        ("kh", "kataib-hezbollah"),
        ("United States", "us-forces"),
        ("US", "us-forces"),
        ("PMU", "popular-mobilization-forces"),
        ("Hashd", "popular-mobilization-forces"),
        ("الحشد", "popular-mobilization-forces"),
        ("harakat nojaba", "harakat-hezbollah-al-nujaba"),
        ("IRI", "islamic-resistance-in-iraq"),
    ],
)
def test_what_an_analyst_types_finds_the_group_meant_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("actor_id", ACTORS)
def test_a_group_is_found_by_each_of_its_names(actor_id: str) -> None:
    for name in names_of(ACTORS[actor_id]):
        best = next(each for each in find(name.upper(), ACTORS, _SEEDS.actor_links) if each.key == actor_id)
        assert best.fit is Fit.EXACT
