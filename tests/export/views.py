"""Views for pictures: the seeds as they come, and small worlds with names of somebody else's making."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from incidentmap.geocode import Gazetteer
from incidentmap.index import Index, build
from incidentmap.model import Place
from incidentmap.query import IncidentFilter, View, apply
from incidentmap.store import Store
from tests import stores
from tests.query import world
from tests.query.world import Case, World


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


@cache
def seeds() -> Index:
    with TemporaryDirectory() as folder:
        stores.put_seeds(Path(folder))
        return _read(Path(folder) / stores.FILE)


@cache
def of_seeds(**fields: object) -> View:
    return apply(seeds(), IncidentFilter(**fields))  # type: ignore[arg-type]


def of(*cases: Case, places: tuple[Place, ...] = world.PLACES, near: tuple[str, ...] = (), **fields: object) -> View:
    """Give a view of a few incidents at places of their own; `near` are the places that the filter chooses."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "PLACES", places)
        store = stores.empty_at(Path(folder) / stores.FILE)
        index = world.index_of(store, World(cases))
        store.close()
    return apply(index, IncidentFilter(places=near, **fields))  # type: ignore[arg-type]


@cache
def names() -> dict[str, str]:
    held = seeds().incidents
    codes = [("country", code) for code in held.country.values] + [("admin1", code) for code in held.admin1.values]
    known = {code: gazetteer().place(f"{kind}:{code}") for kind, code in codes}
    return {code: place.name for code, place in known.items() if place} | {
        actor_id: actor.name for actor_id, actor in seeds().actors.items()
    }


def _read(path: Path) -> Index:
    store = Store.open(path)
    with store.reading() as connection:
        found = build(connection).index
    store.close()
    return found
