"""Who signs: a trusted proxy, the environment, or the name given in the session; nobody is made up."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from incidentmap.settings import Settings
from incidentmap.ui.shared import signature


def signed(
    monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], headers: Mapping[str, str], typed: str = ""
) -> str:
    """Say who would sign with these settings, this request and this name typed in."""
    stand_in = SimpleNamespace(
        context=SimpleNamespace(headers=headers), session_state={"analyst_name": typed} if typed else {}
    )
    monkeypatch.setattr(signature, "st", stand_in)
    monkeypatch.setattr(signature.session, "settings", lambda: Settings.from_environment(environment))
    return signature.analyst()


def test_the_environment_outweighs_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert signed(monkeypatch, {"INCIDENTMAP_ANALYST": "Rana"}, {}, "Omar") == "Rana"
    assert signed(monkeypatch, {}, {}, "Omar") == "Omar"
    assert signed(monkeypatch, {}, {}) == ""


def test_a_header_counts_only_where_one_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = {"X-User": " Rana "}
    assert signed(monkeypatch, {}, headers) == ""
    assert signed(monkeypatch, {"INCIDENTMAP_ANALYST_HEADER": "X-User"}, headers) == "Rana"


def test_where_a_proxy_is_trusted_nobody_else_names_the_analyst(monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = {"INCIDENTMAP_ANALYST_HEADER": "X-User", "INCIDENTMAP_ANALYST": "Rana"}
    assert signed(monkeypatch, trusted, {}, "Omar") == ""
