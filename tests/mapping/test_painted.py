from __future__ import annotations

from threading import Timer
from urllib.request import Request, urlopen

from incidentmap.mapping import painted
from tests import patience
from tests.mapping.conftest import Site


def tell(site: Site) -> int:
    request = Request(f"{site.address}/assets/painted", method="POST")  # noqa: S310 - our own
    with urlopen(request, timeout=patience.SECONDS) as answer:  # noqa: S310
        return int(answer.status)


def test_a_painted_map_ends_the_wait(site: Site) -> None:
    before = painted.count()
    told = Timer(0.05, tell, (site,))
    told.start()
    assert painted.wait(before, patience.SECONDS)
    told.join()


def test_a_map_painted_before_the_wait_counts(site: Site) -> None:
    before = painted.count()
    assert tell(site) == 204
    assert painted.wait(before, 0)


def test_nobody_waits_for_ever() -> None:
    assert not painted.wait(painted.count(), 0.01)
