"""Who signs: a trusted proxy, the environment, or the name given in the session; nobody is made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

import pytest
from streamlit.runtime.context import StreamlitHeaders

from incidentmap.settings import Settings
from incidentmap.ui.shared import signature


def signed(
    monkeypatch: pytest.MonkeyPatch,
    environment: Mapping[str, str],
    headers: Mapping[str, str] | Iterable[tuple[str, str]],
    typed: str = "",
) -> str:
    """Say who would sign with these settings, this request and this name typed in."""
    sent = StreamlitHeaders(dict(headers).items() if isinstance(headers, Mapping) else headers)
    stand_in = SimpleNamespace(
        context=SimpleNamespace(headers=sent), session_state={"analyst_name": typed} if typed else {}
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


TRUSTED = {"INCIDENTMAP_ANALYST_HEADER": "X-User"}


@pytest.mark.parametrize("name", ["رنا الحسن", "Rana Müller", "Rana"])
def test_a_name_in_utf_8_is_read_as_the_proxy_wrote_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert signed(monkeypatch, TRUSTED, {"x-user": name.encode().decode("latin-1")}) == name


def test_a_name_in_latin_1_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert signed(monkeypatch, TRUSTED, {"x-user": "Müller"}) == "Müller"


@pytest.mark.parametrize("second", ["Omar", "Rana", ""])
def test_of_two_names_none_signs(monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    """One of them may have come from the browser, and a proxy may put its own before or after it."""
    assert signed(monkeypatch, TRUSTED, [("x-user", "Rana"), ("X-User", second)], "Omar") == ""
    assert "came more than once" in signature._unnamed("X-User")
