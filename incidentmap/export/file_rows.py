"""The rows of an HTML file as plain data: what its map, its slider and its search need to know, and the card of each.

Texts are as the screen shows them: what would hide or turn something is made visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.incident_card import sections
from incidentmap.gazetteer import Gazetteer
from incidentmap.mapping import areas, label_of
from incidentmap.model import Place, words
from incidentmap.model.vocabulary import Outcome
from incidentmap.text.folding import fold_words
from incidentmap.text.visible import visible

DECIMALS, KM_DECIMALS = 6, 3  # as the symbols of the screen
Plain = dict[str, Any]


def plain_rows(hand_out: HandOut) -> tuple[list[Plain], list[Plain]]:
    """Give the incidents, in the order of the view, and the places where they were put, which rows name by number."""
    places: dict[str, tuple[int, Place, set[int]]] = {}
    rows = []
    for row in hand_out.rows():
        rows.append(_row(row, hand_out))
        if row.place and row.record.placement:
            number, _, precisions = places.setdefault(row.place.place_id, (len(places), row.place, set()))
            precisions.add(int(row.record.placement.where_prec or 0))
            rows[-1]["place"] = number
    return rows, [_place(place, precisions, hand_out.gazetteer) for _, place, precisions in places.values()]


def outlines(places: Iterable[Plain], gazetteer: Gazetteer) -> list[list[Any]]:
    """Give the outlines that the places refer to, in answers as the map's scripts get them, each with its version."""
    references = [each for place in places for label in place["labels"].values() for each in label[2]]
    left = list(dict.fromkeys(each.partition("/")[2] for each in references))
    answers: list[list[Any]] = []
    while left:
        answer = areas.answer(gazetteer, left)
        left = answer["left"]
        answers.append([gazetteer.version, {"scale": answer["scale"], "areas": answer["areas"]}])
    return answers


def _row(row: Row, hand_out: HandOut) -> Plain:
    held, put = row.record.incident, row.record.placement
    return {
        "id": held.incident_id,
        "category": held.category.value,
        "from": held.date_earliest.isoformat() if held.date_earliest else None,
        "to": held.date_latest.isoformat(),
        "when": words.when(held),
        "where": visible(row.place.name if row.place else held.place_text),
        "summary": visible(held.summary),
        "tlp": row.marking.value if row.marking else None,
        "hollow": held.outcome is Outcome.INTERCEPTED,
        "words": any(each.spans for each in row.record.evidence),
        "place": None,
        "prec": int(put.where_prec) if put and put.where_prec else 0,
        "at": _point(put.latitude, put.longitude) if put else None,
        "km": round(put.uncertainty_km, KM_DECIMALS) if put and put.uncertainty_km is not None else None,
        "search": " ".join(dict.fromkeys(" ".join(map(fold_words, _searched(row, hand_out))).split())),
        "card": sections(row, hand_out.names),
    }


def _point(latitude: float | None, longitude: float | None) -> list[float] | None:
    if latitude is None or longitude is None:
        return None
    return [round(latitude, DECIMALS), round(longitude, DECIMALS)]


def _searched(row: Row, hand_out: HandOut) -> Iterator[str]:
    """Give what the search of the screen looks through, but for the articles, of which only the quotes are here."""
    record, held, place = row.record, row.record.incident, row.place
    yield from (held.summary, held.place_text, held.site)
    yield from (place.name, place.name_ar, *place.aliases) if place else ()
    for actor_id in (*(each.actor_id for each in record.attributions), *held.target_actors):
        actor = hand_out.view.index.actors.get(actor_id)
        yield from (actor.name, actor.name_ar, *actor.aliases) if actor else (hand_out.names.get(actor_id, ""),)
    yield from (each.stated_as for each in record.attributions)
    for citation in record.citations:
        yield from (citation.title, citation.publisher)
    yield from (span.quote for each in record.evidence for span in each.spans)


def _place(place: Place, precisions: set[int], gazetteer: Gazetteer) -> Plain:
    """Give a place with where its label stands, and its outline, for each precision that it may be drawn with."""
    labels = {each: label_of(gazetteer, place.place_id, each) for each in sorted(precisions)}
    return {
        "id": place.place_id,
        "name": visible(place.name),
        "from": visible(", ".join(filter(None, (place.source, place.licence)))),
        "labels": {
            str(precision): [label.latitude, label.longitude, list(label.outlines)]
            for precision, label in labels.items()
            if label.latitude is not None
        },
    }
