"""A hand-out is of one moment, and what sources say stays text in it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from incidentmap.desk import save
from incidentmap.errors import StoreBusy, TableTooLarge
from incidentmap.export import KINDS, opened
from incidentmap.export import hand_out as hand_out_module
from incidentmap.export.kml_folders import COLOURS
from incidentmap.geocode import Gazetteer
from incidentmap.index import Index, IndexKeeper, build
from incidentmap.mapping import assets
from incidentmap.model import Evidence
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply
from incidentmap.store import Store, reading
from incidentmap.ui.map import timeline_chart
from tests import stores
from tests.browser.worlds import store_at
from tests.export.handed import AS_OF, ROWS, content, csv_rows, features, handed_out, placemarks, sheets
from tests.query.world import ARTICLE, Case, World, one, written
from tests.records import ACTOR, PLACE, citation, incident, placement
from tests.records import ARTICLE as HELD


class Keeper:
    """Gives some read models, one after the other, the last again and again."""

    def __init__(self, *found: Index) -> None:
        self.found = list(found)

    def current(self) -> Index:
        return self.found.pop(0) if len(self.found) > 1 else self.found[0]

    def wait(self) -> None:
        pass


@pytest.fixture
def changing(tmp_path: Path) -> tuple[Store, Index, Index]:
    """A store, with the read models of before and after a save."""
    store_at(tmp_path, ACTOR, HELD, PLACE, incident(), citation(), placement())
    store = Store.open(tmp_path / stores.FILE)
    keeper = IndexKeeper(store, tmp_path)
    before = keeper.current()
    with store.reading() as connection:
        held = reading.records(connection)["X-1"]
    save(store, [(held, replace(held, incident=replace(held.incident, notes="later")))], "she", "to test")
    return store, before, keeper.current()


def handing(store: Store, keeper: Any, gazetteer: Gazetteer) -> Any:
    return opened(store, keeper, gazetteer, lambda _: IncidentFilter())


def test_a_read_model_that_lags_behind_is_not_handed_out(
    changing: tuple[Store, Index, Index], gazetteer: Gazetteer
) -> None:
    store, before, after = changing
    with handing(store, Keeper(before, after), gazetteer) as hand_out:
        assert [each.incident.notes for each in hand_out.records()] == ["later"]
    with pytest.raises(StoreBusy, match="try again"), handing(store, Keeper(before), gazetteer):
        pass


def test_what_is_saved_meanwhile_is_not_in_it(changing: tuple[Store, Index, Index], gazetteer: Gazetteer) -> None:
    store, _, after = changing
    with handing(store, Keeper(after), gazetteer) as hand_out:
        (held,) = hand_out.records()
        save(store, [(held, replace(held, incident=replace(held.incident, notes="now")))], "he", "meanwhile")
        assert [each.incident.notes for each in hand_out.records()] == ["later"]


def test_how_far_many_rows_are_read_is_told(
    empty_store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_out_module, "AT_ONCE", 2)
    told: list[str] = []
    world = World(tuple(Case(one(incident_id=f"x-{number}")) for number in range(5)))
    with written(empty_store, world) as connection:
        view = apply(build(connection).index, IncidentFilter())
        found = hand_out_module.hand_out_of(view, connection, gazetteer, AS_OF, told.append)
        assert [each.incident_id for each in found.records()] == [f"x-{number}" for number in range(5)]
    assert told == ["2 of 5 incidents read …", "4 of 5 incidents read …"]


SCRIPT = "<script>alert(1)</script>]]>"


def test_scripts_stay_text(empty_store: Store, gazetteer: Gazetteer) -> None:
    case = Case(one(summary=SCRIPT, place_text=SCRIPT, target=SCRIPT))
    with handed_out(empty_store, World((case,)), IncidentFilter(search="script"), gazetteer) as (_, hand_out):
        files = {kind: content(kind, hand_out) for kind in ROWS}
    (mark,) = placemarks(files["kml"])
    assert mark.data["summary"] == SCRIPT
    assert "&lt;script&gt;" in mark.description and "<script" not in mark.description
    assert b"<script" not in files["kml"]
    assert features(files["geojson"])[0]["properties"]["summary"] == SCRIPT
    assert csv_rows(files["acled"])[0]["notes"] == SCRIPT


def test_arabic_stays_whole_and_turns_nothing_beside_it(empty_store: Store, gazetteer: Gazetteer) -> None:
    said = "قُتل «2–5» في عين الأسد"
    case = Case(
        one(summary=said, place_text="عين الأسد", date_earliest=None, time_precision=v.TimePrecision.ON_OR_BEFORE)
    )
    with handed_out(empty_store, World((case,)), IncidentFilter(search="الأسد"), gazetteer) as (_, hand_out):
        files = {kind: content(kind, hand_out) for kind in ROWS}
    (mark,) = placemarks(files["kml"])
    assert (mark.begin, mark.end) == (None, "2023-11-08")
    assert f"<td><bdi>{said}</bdi></td>" in mark.description
    assert "on or before 8 Nov 2023 · Attack · \u2068عين الأسد\u2069" in files["kml"].decode()
    assert said in files["geojson"].decode(), "as letters, not as codes"
    assert csv_rows(files["acled"])[0]["notes"] == csv_rows(files["csv"])[0]["summary"] == said
    assert "search: “\u2068الأسد\u2069”" in sheets(files["xlsx"])["What was asked"][1][1]


def test_a_placemark_spans_the_days_on_which_it_may_have_happened(empty_store: Store, gazetteer: Gazetteer) -> None:
    first, last = one().date_latest.replace(day=1), one().date_latest
    case = Case(one(date_earliest=first, date_latest=last, time_precision=v.TimePrecision.WEEK))
    with handed_out(empty_store, World((case,)), IncidentFilter(), gazetteer) as (_, hand_out):
        (mark,) = placemarks(content("kml", hand_out))
    assert (mark.begin, mark.end) == ("2023-11-01", "2023-11-08")


def test_the_words_of_a_source_and_its_name_go_with_each_incident(empty_store: Store, gazetteer: Gazetteer) -> None:
    cited = citation("x-1")
    case = Case(
        one(),
        citation=replace(cited, citation_id="c-x-1", publisher="Rudaw", article_id=ARTICLE.article_id),
        quoted=True,
    )
    with handed_out(empty_store, World((case,)), IncidentFilter(), gazetteer) as (_, hand_out):
        ((evidence,),) = [each.evidence for each in hand_out.records()]
        assert isinstance(evidence, Evidence)
        (feature,) = features(content("geojson", hand_out))
        (mark,) = placemarks(content("kml", hand_out))
        book = sheets(content("xlsx", hand_out))
    assert feature["properties"]["excerpts"] == [evidence.spans[0].quote]
    assert feature["properties"]["sources"] == ["Drones, Rudaw"]
    assert (mark.data["excerpts"], mark.data["sources"]) == (evidence.spans[0].quote, "Drones, Rudaw")
    assert book["Sources"][1:] == [("x-1", "Drones", "Rudaw", None, None, None, None, ARTICLE.article_id)]


def test_places_name_where_they_come_from(changing: tuple[Store, Index, Index], gazetteer: Gazetteer) -> None:
    store, _, after = changing
    with handing(store, Keeper(after), gazetteer) as hand_out:
        book = sheets(content("xlsx", hand_out))
        (feature,) = features(content("geojson", hand_out))
    assert book["Places"] == [("Place", "Name", "From", "Licence"), ("site:depot", "Depot", "made up", None)]
    assert feature["properties"]["place_source"] == "made up"


def test_numbers_and_days_of_a_book_are_numbers_and_days(
    changing: tuple[Store, Index, Index], gazetteer: Gazetteer
) -> None:
    store, _, after = changing
    with handing(store, Keeper(after), gazetteer) as hand_out:
        book = openpyxl.load_workbook(io.BytesIO(content("xlsx", hand_out)))
    assert book.sheetnames == ["Incidents", "What was asked", "Sources", "Places"]
    header, row = book["Incidents"].iter_rows()
    kinds = {name.value: cell for name, cell in zip(header, row, strict=True)}
    assert kinds["date_latest"].is_date and kinds["latitude"].data_type == "n" and kinds["incident_id"].data_type == "s"
    total = next(said for what, said in book["What was asked"].iter_rows() if what.value == "Total")
    assert (total.value, total.data_type) == (1, "n")


def test_a_text_too_long_for_a_sheet_is_refused_there_alone(empty_store: Store, gazetteer: Gazetteer) -> None:
    case = Case(one(notes="long " * 7_000))
    with handed_out(empty_store, World((case,)), IncidentFilter(), gazetteer) as (_, hand_out):
        for refuse in (KINDS["xlsx"].write, KINDS["xlsx"].check):
            assert refuse
            with pytest.raises(TableTooLarge, match="notes is 35,000 characters long"):
                refuse(hand_out)
        assert len(csv_rows(content("csv", hand_out))) == 1


def test_colours_are_those_of_the_map() -> None:
    theme = (assets.STATIC / "theme.js").read_text("utf-8")
    for category, colour in COLOURS.items():
        assert f"  {category.value}: {{ shape:" in theme
        assert f'"{colour}"' in theme.partition(f"  {category.value}: {{")[2].partition("}")[0]
    assert COLOURS == timeline_chart.COLOURS


@pytest.mark.parametrize(("own", "of_article", "said"), [(None, v.Tlp.RED, "RED"), (v.Tlp.RED, v.Tlp.GREEN, "RED")])
def test_a_row_is_marked_as_strictly_as_the_words_in_it(
    tmp_path: Path, gazetteer: Gazetteer, own: v.Tlp | None, of_article: v.Tlp, said: str
) -> None:
    held = replace(HELD, tlp=of_article)
    store_at(tmp_path, ACTOR, held, PLACE, incident(tlp=own), citation(), placement())
    store = Store.open(tmp_path / stores.FILE)
    with store.reading() as connection:
        index = build(connection).index
    with handing(store, Keeper(index), gazetteer) as hand_out:
        (feature,), (placemark,) = features(content("geojson", hand_out)), placemarks(content("kml", hand_out))
        (row,) = csv_rows(content("acled", hand_out))
    assert [feature["properties"]["tlp"], placemark.data["tlp"], row["tlp"]] == [said] * 3
