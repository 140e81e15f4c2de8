"""What a filter keeps, worked out record by record from the words of the specification."""

from dataclasses import replace
from datetime import date

from incidentmap.model import vocabulary as v
from incidentmap.query import FILTERS, NOT_STATED, UNPLACED, IncidentFilter, Role
from incidentmap.text.folding import fold_words
from tests.query.world import ACTORS, ARTICLE, PLACES, Case

# What choosing an actor selects, and who is one step of names away from that, said by hand.
SELECTS = {actor.actor_id: {actor.actor_id} for actor in ACTORS} | {
    "us": {"us", "centcom", "cjtf"},
    "centcom": {"centcom", "cjtf"},
    "cjtf": {"cjtf", "sdf"},
    "kh": {"kh", "kh-unit"},
}
_SINCE_OCTOBER = (date(2023, 10, 1), date.max)
_NUJABA = (date(2023, 10, 18), date(2023, 11, 30))
_FRONT = (date.min, date(2023, 9, 15))
MEMBERS = {
    "iri": {"kh": _SINCE_OCTOBER, "nujaba": _NUJABA},
    "kh": {"iri": _SINCE_OCTOBER, "front": _FRONT},
    "nujaba": {"iri": _NUJABA},
    "front": {"kh": _FRONT},
}


def passes(case: Case, filter: IncidentFilter, name: str) -> bool:
    """Tell whether a filter of the sidebar lets an incident pass."""
    return _RULES[name](case, filter)


def kept(case: Case, filter: IncidentFilter) -> bool:
    return all(passes(case, filter, name) for name in FILTERS)


def lifted(filter: IncidentFilter, name: str) -> IncidentFilter:
    if name == "dates":
        return replace(filter, date_from=None, date_to=None)
    nothing = {"role": Role.EITHER, "search": "", "same_events": False}
    return replace(filter, **{name: nothing.get(name, ())})


def _dates(case, filter):
    starts_before_end = filter.date_to is None or case.first <= filter.date_to
    return starts_before_end and (filter.date_from is None or case.incident.date_latest >= filter.date_from)


def _names(case, filter, actor_id):
    chosen = set().union(*(SELECTS[each] for each in filter.actors if each != NOT_STATED))
    if actor_id in chosen:
        return True
    times = [MEMBERS[each][actor_id] for each in chosen if actor_id in MEMBERS.get(each, {})]
    overlaps = [case.first <= until and case.incident.date_latest >= since for since, until in times]
    return filter.members and any(overlaps)


def _statements(case, filter):
    """List (role, basis) of the statements that name a chosen actor."""
    did = [(Role.DID_IT, each.basis, each.actor_id) for each in case.attributions if each.stance == "asserts"]
    hit = [(Role.WAS_HIT, None, actor_id) for actor_id in case.incident.target_actors]
    return [(role, basis) for role, basis, actor_id in did + hit if _names(case, filter, actor_id)]


def _nobody(case, role):
    did = any(each.stance == "asserts" for each in case.attributions)
    hit = bool(case.incident.target_actors)
    return not {Role.DID_IT: did, Role.WAS_HIT: hit, Role.EITHER: did or hit}[role]


def _in_role(case, filter, role):
    named = any(role in (said, Role.EITHER) for said, _ in _statements(case, filter))
    return named or (NOT_STATED in filter.actors and _nobody(case, role))


def _actors(case, filter):
    return not filter.actors or any(_in_role(case, filter, role) for role in (Role.EITHER, filter.role))


def _role(case, filter):
    return not filter.actors or _in_role(case, filter, filter.role)


def _basis(case, filter):
    if not filter.basis or (filter.actors and filter.role is Role.WAS_HIT):
        return True
    if not filter.actors:
        return any(each.basis in filter.basis and each.stance == "asserts" for each in case.attributions)
    said = _statements(case, filter)
    was_hit = filter.role is Role.EITHER and any(role is Role.WAS_HIT for role, _ in said)
    return was_hit or any(basis in filter.basis for _, basis in said)


def _precision(case, filter):
    precision = case.placement and case.placement.where_prec
    return not filter.precision or (str(int(precision)) if precision else UNPLACED) in filter.precision


def _publishers(case, filter):
    named = case.citation and case.citation.publisher
    return not filter.publishers or (named or NOT_STATED) in filter.publishers


def _marking(case, filter):
    cites_it = case.citation and case.citation.article_id
    carried = [each for each in v.Tlp if each in (case.incident.tlp, ARTICLE.tlp if cites_it else None)]
    return not filter.marking or (carried[0] if carried else NOT_STATED) in filter.marking


def _casualties(case, filter):
    found = {f"{each.measure}:{each.of}" for each in case.casualties if each.stated != "none"}
    return not filter.casualties or bool(found & set(filter.casualties))


def _nationality(case, filter):
    of_kind = [f"{each.measure}:{each.of}" in filter.casualties or not filter.casualties for each in case.casualties]
    some = [each for each, fits in zip(case.casualties, of_kind, strict=True) if fits and each.stated != "none"]
    return not filter.nationality or any((each.nationality or NOT_STATED) in filter.nationality for each in some)


def _places(case, filter):
    """Look at ids alone: a place selects itself, what was placed from it, and what it is one of."""
    own = case.placement and case.placement.place_id
    selects = {"site:harir@or-asad": {"site:harir", "site:asad"}, "site:asad@several-tanf": {"site:asad"}}
    return not filter.places or bool({own, *selects.get(own, ())} & set(filter.places))


def _same_events(case, filter):
    return case.rival or not filter.same_events


def _search(case, filter):
    texts = [case.incident.summary]
    if case.citation:
        texts += [
            case.citation.title,
            case.citation.publisher,
            case.citation.article_id and f"{ARTICLE.title} {ARTICLE.text}",
        ]
    named = {each.actor_id for each in case.attributions} | set(case.incident.target_actors)
    texts += [each.stated_as for each in case.attributions]
    texts += [
        text for actor in ACTORS if actor.actor_id in named for text in (actor.name, actor.name_ar, *actor.aliases)
    ]
    place_id = case.placement and case.placement.place_id
    texts += [text for place in PLACES if place.place_id == place_id for text in (place.name, place.name_ar)]
    found = [fold_words(text or "") for text in texts]
    return all(any(word in text for text in found) for word in fold_words(filter.search).split())


def _of_place(case, field, roughest):
    """Give what the incident's place says."""
    placed = [place for place in PLACES if case.placement and place.place_id == case.placement.place_id]
    sure = [place for place in placed if case.placement.where_prec <= roughest]
    return getattr(sure[0], field) if sure else ""


def _field(field, name, of_place=None, roughest=0):
    def rule(case, filter):
        wanted = getattr(filter, name)
        stated = getattr(case.incident, field) or (of_place and _of_place(case, of_place, roughest))
        return not wanted or str(stated or NOT_STATED) in wanted

    return rule


_RULES = {
    "dates": _dates,
    "since": lambda case, filter: True,  # tests/query/test_since.py
    "actors": _actors,
    "role": _role,
    "basis": _basis,
    "categories": _field("category", "categories"),
    "outcomes": _field("outcome", "outcomes"),
    "event_types": _field("event_type", "event_types"),
    "weapons": _field("weapon_class", "weapons"),
    "countries": _field("country", "countries", "country_code", 6),
    "governorates": _field("admin1", "governorates", "admin1", 4),
    "places": _places,
    "precision": _precision,
    "publishers": _publishers,
    "marking": _marking,
    "casualties": _casualties,
    "nationality": _nationality,
    "same_events": _same_events,
    "search": _search,
}
