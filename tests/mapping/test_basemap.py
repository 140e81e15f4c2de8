from __future__ import annotations

from pathlib import Path

import pytest
import streamlit_folium

from incidentmap.errors import ReferenceFileUnavailable
from incidentmap.mapping import assets, base_map
from incidentmap.mapping.basemap import Theme


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("street_tiles", [False, True])
def test_the_same_arguments_give_the_same_bytes(theme: Theme, street_tiles: bool) -> None:
    first, second = (base_map(theme, street_tiles).get_root().render() for _ in range(2))
    assert first == second


def test_every_choice_is_a_map_of_its_own_to_st_folium() -> None:
    scripts = [
        streamlit_folium._get_map_string(base_map(theme, tiles)) for theme in ("light", "dark") for tiles in (0, 1)
    ]
    assert len({streamlit_folium.generate_js_hash(script, "map") for script in scripts}) == 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_offline_nothing_comes_from_another_host(theme: Theme) -> None:
    page = base_map(theme, street_tiles=False).get_root().render()
    assert "http:" not in page and "https:" not in page and 'src="//' not in page
    assert "jquery" not in page.lower()


def test_street_tiles_only_when_asked_for() -> None:
    assert "tile.openstreetmap.org" in base_map("light", street_tiles=True).get_root().render()


def test_missing_outlines_are_told_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "OUTLINES", tmp_path / "outlines.json")
    with pytest.raises(ReferenceFileUnavailable, match=r"outlines\.json: cannot be read"):
        base_map("light", street_tiles=False)
