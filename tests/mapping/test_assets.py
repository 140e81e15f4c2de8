from __future__ import annotations

import json
from email.message import Message
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from incidentmap.mapping import assets
from tests import patience
from tests.mapping.conftest import Site


def headers(address: str) -> Message:
    with urlopen(address, timeout=patience.SECONDS) as answer:  # noqa: S310 - our own server on this machine
        return answer.headers


def test_every_file_of_the_base_map_is_served_and_may_be_kept(site: Site) -> None:
    links = [link for _, link in assets.script_links() + assets.style_links()]
    links += [assets.outlines_link(), assets.detail_link(), *map(assets.relief_link, assets.RELIEF)]
    for link in links:
        assert "immutable" in headers(site.address + link)["cache-control"], link


def test_our_scripts_come_as_one_in_their_order(site: Site) -> None:
    (_, link) = assets.script_links()[-1]
    with urlopen(site.address + link, timeout=patience.SECONDS) as answer:  # noqa: S310 - our own server on this machine
        joined = answer.read().decode()
    starts = [joined.index((assets.STATIC / name).read_text("utf-8")) for name in assets.SCRIPTS]
    assert starts == sorted(starts)


def test_an_address_without_a_version_is_not_kept(site: Site) -> None:
    for name in ("leaflet/leaflet.js", "incidentmap/map.js"):
        assert headers(f"{site.address}/assets/{name}")["cache-control"] is None


def test_no_path_leads_out_of_the_folders(site: Site) -> None:
    with pytest.raises(HTTPError, match="404"):
        headers(f"{site.address}/assets/incidentmap/..%2fassets.py")


def test_our_own_files_name_no_other_host() -> None:
    for name in (*assets.SCRIPTS, *assets.STYLES):
        assert "://" not in (assets.STATIC / name).read_text(encoding="utf-8"), name


def test_outlines_are_small_and_label_every_governorate_of_the_theatre() -> None:
    assert assets.OUTLINES.stat().st_size < 300_000
    points = assets.label_points()
    assert {"IQ", "SY", "JO", "YE", "LB", "IQ-KI", "SY-DY", "YE-HD"} <= points.keys()
    assert sum(code.startswith("IQ-") for code in points) == 18
    latitude, longitude = points["IQ-AN"]
    assert 31 < latitude < 35 and 39 < longitude < 44


def test_outlines_keep_their_format() -> None:
    outlines = json.loads(assets.OUTLINES.read_text(encoding="utf-8"))
    assert outlines["attribution"] == assets.ATTRIBUTION
    for part in ("land", "borders", "admin1"):
        assert outlines[part]
        assert all(len(steps) % 2 == 0 and len(steps) >= 4 for steps in outlines[part]), part
