"""The words a record may use: ACLED sub-events, UCDP GED precision, the NATO Admiralty code, TLP 2.0."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Category(StrEnum):
    STRIKE = "strike"
    ATTACK = "attack"
    OTHER = "other"


class ImportState(StrEnum):
    LOADING = "loading"
    APPLIED = "applied"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    HIT = "hit"
    INTERCEPTED = "intercepted"
    PARTLY_INTERCEPTED = "partly_intercepted"
    MISSED = "missed"
    FAILED = "failed"


class WeaponClass(StrEnum):
    DRONE = "drone"
    ROCKET = "rocket"
    MISSILE = "missile"
    MORTAR_ARTILLERY = "mortar_artillery"
    AIRCRAFT = "aircraft"
    IED = "ied"
    SMALL_ARMS = "small_arms"
    MIXED = "mixed"
    OTHER = "other"


class EventType(StrEnum):
    """ACLED sub-event types used here."""

    ARMED_CLASH = "Armed clash"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    SUICIDE_BOMB = "Suicide bomb"
    GRENADE = "Grenade"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    OTHER = "Other"


class TimePrecision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ON_OR_BEFORE = "on_or_before"


class PlaceRelation(StrEnum):
    """How the place in the words stands to the anchor `Incident.site`."""

    AT = "at"
    NEAR = "near"
    AREA = "area"
    DISTRICT = "district"
    DIRECTION = "direction"
    SEVERAL = "several"


class WherePrec(IntEnum):
    """UCDP GED `where_prec`."""

    EXACT = 1
    NEAR = 2
    DISTRICT = 3
    GOVERNORATE = 4
    VAGUE_AREA = 5
    COUNTRY = 6
    SEA_OR_AIR = 7


WITHOUT_POINT = (WherePrec.VAGUE_AREA, WherePrec.COUNTRY)  # a count on an area, never a point


class AliasOrigin(StrEnum):
    """From whom a name of a place was learned."""

    ANALYST = "analyst"  # somebody chose the place of these words
    RECORD = "record"  # a confirmed record stands there
    IMPORT = "import"  # a file came with coordinates


class AttributionBasis(StrEnum):
    CLAIMED = "claimed"
    OFFICIAL = "official"
    ASSESSED = "assessed"
    REPORTED = "reported"
    INFERRED = "inferred"


class Stance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"


class Measure(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    TBI = "tbi"


class CasualtiesOf(StrEnum):
    """Whose casualties; figures of different sides are never added up."""

    ATTACKERS = "attackers"
    TARGETS = "targets"
    CIVILIANS = "civilians"
    PARTNERS = "partners"
    UNKNOWN = "unknown"
    ALL = "all"  # the source does not split; stands beside the others, never added to them


class Stated(StrEnum):
    """A number, a statement that there were none, or casualties without a number."""

    NUMBER = "number"
    NONE = "none"
    UNSPECIFIED = "unspecified"


class FieldBasis(StrEnum):
    """Where in a source the value of a field comes from."""

    STATED = "stated"
    STATED_ELSEWHERE = "stated_elsewhere"
    INFERRED = "inferred"
    DOCUMENT_HEADER = "document_header"
    NOT_STATED = "not_stated"


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class Status(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class SameEventStatus(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


LIVE = (Status.DRAFT, Status.CONFIRMED)  # what is shown and counted; the others are kept, but gone


class PlacementMethod(StrEnum):
    """How an incident came to its place; CHOSEN and POINT are a person's."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    SEA = "sea"
    COORDINATES = "coordinates"
    ALIAS = "alias"
    NEAR = "near"
    AREA = "area"
    DIRECTION = "direction"
    PART = "part"
    SEVERAL = "several"
    ONE_OF = "or"
    CHOSEN = "chosen"
    POINT = "point"


BY_A_PERSON = (PlacementMethod.CHOSEN, PlacementMethod.POINT)


class ResponseBasis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"


class ActorKind(StrEnum):
    STATE_FORCE = "state_force"
    ARMED_GROUP = "armed_group"
    UMBRELLA = "umbrella"
    FACADE = "facade"
    COALITION = "coalition"
    UNKNOWN = "unknown"


class LinkKind(StrEnum):
    PART_OF = "part_of"
    ACTS_UNDER_NAME_OF = "acts_under_name_of"
    FRONT_FOR = "front_for"


class Reliability(StrEnum):
    """NATO Admiralty code of a source; F cannot be judged, which is not worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """NATO Admiralty code of a piece of information; 6 cannot be judged, which is not worst."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Tlp(StrEnum):
    RED = "RED"
    AMBER_STRICT = "AMBER+STRICT"
    AMBER = "AMBER"
    GREEN = "GREEN"
    CLEAR = "CLEAR"
