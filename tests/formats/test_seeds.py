from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from incidentmap.errors import ReferenceFileUnavailable
from incidentmap.formats import read_seeds
from incidentmap.formats.seeds import fingerprint
from incidentmap.model import vocabulary as v
from incidentmap.settings import SEEDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence and give its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")
    return text[: text.index(old)].count("\n") + 1


def test_the_whole_folder_is_read() -> None:
    seeds = read_seeds(SEEDS)
    assert seeds.refusals == []
    counted = Counter(incident.category for incident in seeds.incidents)
    assert counted == {v.Category.ATTACK: 112, v.Category.STRIKE: 39}
    sizes = [
        len(each) for each in (seeds.actors, seeds.actor_links, seeds.responses, seeds.same_events, seeds.aggregates)
    ]
    assert sizes == [40, 22, 32, 9, 53]


def test_every_quote_stands_in_its_article() -> None:
    seeds = read_seeds(SEEDS)
    texts = {article.article_id: article.text for article in seeds.articles}
    spans = [span for each in (*seeds.evidence, *seeds.aggregates) for span in each.spans]
    assert len(spans) > 40
    assert all(texts[span.article_id][span.start : span.end] == span.quote for span in spans)


def test_the_article_is_kept_byte_for_byte() -> None:
    (path,) = (SEEDS / "articles").glob("*.txt")
    assert read_seeds(SEEDS).articles[0].text.encode() == path.read_bytes()


def test_a_total_over_many_attacks_is_on_no_incident() -> None:
    seeds = read_seeds(SEEDS)
    assert [each.injured_low for each in seeds.aggregates if each.spans and each.injured_low] == [62]
    coded = {incident.incident_id for incident in seeds.incidents if not incident.date_earliest}
    assert not [each for each in seeds.casualties if each.incident_id in coded and each.stated is v.Stated.NUMBER]


def test_a_publication_date_bounds_and_does_not_date() -> None:
    coded = [each for each in read_seeds(SEEDS).incidents if each.time_precision is v.TimePrecision.ON_OR_BEFORE]
    assert [(each.date_earliest, each.date_latest) for each in coded] == [(None, date(2023, 11, 22))] * 3


def test_a_week_is_the_week_that_holds_its_date() -> None:
    (week,) = [each for each in read_seeds(SEEDS).incidents if each.time_precision is v.TimePrecision.WEEK]
    assert (week.date_earliest, week.date_latest) == (date(2023, 11, 6), date(2023, 11, 12))


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "value"),
    [
        ("incidents.csv", ",2019-05-19,", ",19/05/2019,", "event_date", "19/05/2019"),
        ("incidents.csv", "day,attack", "day,parade", "category", "parade"),
        ("incidents.csv", "IQ-2019-05-19-01,", "IQ 2019,", "incident_id", "IQ 2019"),
        ("casualties.csv", "targets,0,0,0,none", "targets,few,0,0,none", "low", "few"),
        ("attributions.csv", ",Kataib Hezbollah,official", ",Kataib Nobody,official", "actor", "Kataib Nobody"),
        ("citations.csv", ",A,2\n", ",A,9\n", "information_credibility", "9"),
        ("actors.csv", ",umbrella,", ",parasol,", "kind", "parasol"),
    ],
)
def test_a_bad_row_is_refused_and_the_rest_stands(
    folder: Path, file: str, old: str, new: str, field: str, value: str
) -> None:
    line = edit(folder / file, old, new)
    refusal = next(each for each in read_seeds(folder).refusals if each.file == file)
    assert (refusal.line, refusal.field, refusal.value) == (line, field, value)
    assert refusal.reason
    assert len(read_seeds(folder).incidents) >= 100


def test_what_hangs_on_a_refused_row_is_refused_with_it(folder: Path) -> None:
    edit(folder / "incidents.csv", "IQ-2019-05-19-01,2019-05-19", "IQ-2019-05-19-01,never")
    files = {refusal.file for refusal in read_seeds(folder).refusals}
    assert {"incidents.csv", "citations.csv", "casualties.csv"} <= files


def test_a_line_with_too_many_cells_is_refused(folder: Path) -> None:
    line = edit(folder / "responses.csv", "inferred\n", "inferred,,,\n")
    (refusal,) = read_seeds(folder).refusals
    assert (refusal.file, refusal.line) == ("responses.csv", line)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\v", "\f", "\x1c"])
def test_only_line_ends_end_a_line(folder: Path, mark: str) -> None:
    text = f"Explosion in {mark}Green Zone"
    edit(folder / "citations.csv", "Explosion in Green Zone", text)
    line = edit(folder / "citations.csv", ",B,2\n", ",B,9\n")
    seeds = read_seeds(folder)
    assert text in seeds.citations[3].title
    assert [(each.line, each.value) for each in seeds.refusals if each.file == "citations.csv"] == [(line, "9")]


def test_a_first_line_that_is_no_csv_is_refused(folder: Path) -> None:
    edit(folder / "responses.csv", "from_incident", '"from"_incident')
    (refusal,) = read_seeds(folder).refusals
    assert (refusal.file, refusal.line) == ("responses.csv", 1)


FIRST = "islamic-resistance-in-iraq"


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "value"),
    [
        ("incidents.csv", "\nIQ-2019-12-27-01,", "\nIQ-2019-05-19-01,", "incident_id", "IQ-2019-05-19-01"),
        ("actors.csv", "\nkataib-hezbollah,", f"\n{FIRST},", "actor_id", FIRST),
        ("actors.csv", ",Kataib Hezbollah,", ",Islamic Resistance in Iraq,", "name", "Islamic Resistance in Iraq"),
    ],
)
def test_an_id_or_name_given_twice_is_refused_where_it_stands(
    folder: Path, file: str, old: str, new: str, field: str, value: str
) -> None:
    edit(folder / file, old, new)
    refusal = read_seeds(folder).refusals[0]
    assert (refusal.file, refusal.line, refusal.field, refusal.value) == (file, 3, field, value)
    assert refusal.reason == f"is taken by {file} line 2; give this row its own, or remove it"


def test_the_id_of_a_refused_row_is_free(folder: Path) -> None:
    edit(folder / "actors.csv", ",umbrella,", ",parasol,")
    edit(folder / "actors.csv", "\nkataib-hezbollah,", "\nislamic-resistance-in-iraq,")
    assert [each.line for each in read_seeds(folder).refusals if each.file == "actors.csv"] == [2]


def test_a_missing_column_is_named(folder: Path) -> None:
    edit(folder / "responses.csv", "to_incident", "too_incident")
    (refusal,) = read_seeds(folder).refusals
    assert (refusal.line, refusal.field) == (1, "to_incident")


def test_a_quote_that_is_not_there_refuses_its_record_only(folder: Path) -> None:
    (path,) = folder.glob("*_gold.json")
    document = json.loads(path.read_text("utf-8"))
    document["records"][0]["excerpts"][0]["text"] = "words nobody wrote"
    path.write_text(json.dumps(document), "utf-8")
    seeds = read_seeds(folder)
    assert [refusal.file for refusal in seeds.refusals if refusal.file == path.name] == [path.name]
    assert len(seeds.incidents) == 150


def recode(folder: Path, change: Any) -> None:
    (path,) = folder.glob("*_gold.json")
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")


@pytest.mark.parametrize("taken", ["seed-1", "IQ-2023-11-22-01"])
def test_a_coded_id_given_twice_is_refused_with_its_record(folder: Path, taken: str) -> None:
    recode(folder, lambda document: document["records"][1].update(id=taken))
    refusal = next(each for each in read_seeds(folder).refusals if each.file == "seed_gold.json")
    said = f"seed_gold.json record 2: id {taken!r} is taken by an earlier record; give this one its own"
    assert str(refusal) == said


def test_a_coded_record_of_another_kind_is_named_by_its_number(folder: Path) -> None:
    recode(folder, lambda document: document["records"][2].update(fields=[]))
    assert str(read_seeds(folder).refusals[0])[:25] == "seed_gold.json record 3: "


def test_a_coding_without_records_is_named(folder: Path) -> None:
    recode(folder, lambda document: document.pop("records"))
    with pytest.raises(ReferenceFileUnavailable, match=r"seed_gold.json: cannot be read \('records'\)"):
        read_seeds(folder)


KILLED, INJURED = v.Measure.KILLED, v.Measure.INJURED


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ({"stated": "none", "killed": None, "injured": None}, [(KILLED, 0, 0, 0), (INJURED, 0, 0, 0)]),
        ({"stated": "none", "killed": 0, "injured": 0}, [(KILLED, 0, 0, 0), (INJURED, 0, 0, 0)]),
        ({"stated": "none", "killed": 0}, [(KILLED, 0, 0, 0)]),
        ({"stated": "number", "killed": 3, "injured": None}, [(KILLED, None, 3, None)]),
        ({"stated": "number", "injured": 2}, [(INJURED, None, 2, None)]),
        ({"stated": "number", "killed": 3, "injured": 2}, [(KILLED, None, 3, None), (INJURED, None, 2, None)]),
        ({"stated": "unspecified"}, [(KILLED, None, None, None), (INJURED, None, None, None)]),
    ],
)
def test_coded_casualties_give_the_figures_that_are_stated(
    folder: Path, said: dict[str, Any], figures: list[tuple[Any, ...]]
) -> None:
    recode(folder, lambda document: set_casualties(document, said))
    seeds = read_seeds(folder)
    assert seeds.refusals == []
    found = [each for each in seeds.casualties if each.incident_id == "seed-3"]
    assert [(each.measure, each.low, each.best, each.high) for each in found] == figures
    assert {bool(each.note) for each in found} == {said["stated"] == "unspecified"}


@pytest.mark.parametrize("said", [{"stated": "none", "killed": 3}, {"stated": "number"}])
def test_coded_casualties_that_contradict_themselves_are_refused(folder: Path, said: dict[str, Any]) -> None:
    recode(folder, lambda document: set_casualties(document, said))
    assert "seed_gold.json record 3" in str(read_seeds(folder).refusals[0])


def set_casualties(document: dict[str, Any], said: dict[str, Any]) -> None:
    document["records"][2]["fields"]["casualties"]["value"] = {"of": "targets"} | said


@pytest.mark.parametrize("name", ["incidents.csv", "articles/000_8298c1b436b29a2c.txt"])
def test_a_file_that_is_not_utf8_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes("é".encode("latin-1"))
    with pytest.raises(ReferenceFileUnavailable):
        read_seeds(folder)


def test_a_fingerprint_follows_the_content(folder: Path) -> None:
    before = fingerprint(folder)
    assert before == fingerprint(SEEDS)
    edit(folder / "actors.csv", "Kataib", "Kataeb")
    assert fingerprint(folder) != before
