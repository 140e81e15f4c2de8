"""A name this house has learned for a place."""

from __future__ import annotations

from dataclasses import dataclass

from incidentmap.model import checks
from incidentmap.model.vocabulary import AliasOrigin, WherePrec


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that stand for a place in one country and governorate (ISO 3166 codes; "" binds them to none).

    `place_id` is a place of the gazetteer or one kept with the records; `where_prec` is how well the words tell it.
    `origin` says from whom it was learned, `source` from which record or file.
    """

    alias_id: str
    text: str
    place_id: str
    where_prec: WherePrec
    country: str = ""
    admin1: str = ""
    origin: AliasOrigin = AliasOrigin.ANALYST
    source: str = ""

    def __post_init__(self) -> None:
        checks.identifier(self.alias_id, "alias_id", self.alias_id)
        checks.clean_text(self.alias_id, self)
        checks.required(self.alias_id, "text", self.text)
        checks.required(self.alias_id, "place_id", self.place_id)
        checks.one_of(self.alias_id, "where_prec", self.where_prec, WherePrec)
        checks.one_of(self.alias_id, "origin", self.origin, AliasOrigin)
