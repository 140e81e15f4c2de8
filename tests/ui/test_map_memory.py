from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from incidentmap.query import IncidentFilter, apply, around
from incidentmap.ui.shared import map_symbols
from tests import stores
from tests.query.world import World, index_of

EDITS = 10


def test_the_map_lets_go_of_read_models_that_edits_have_replaced(tmp_path):
    store = stores.empty_at(tmp_path / stores.FILE)
    index = index_of(store, World(()))
    store.close()
    models = []
    for _ in range(EDITS):
        index = replace(index)
        models.append(ref(index))
        map_symbols.symbols(apply(index, IncidentFilter()), around(33.0, 43.0, 6))
    gc.collect()
    assert sum(model() is not None for model in models) < EDITS / 2
