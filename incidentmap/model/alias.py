"""A name this house has learned for a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import AliasOrigin, WherePrec


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that stand for a place in one country and governorate (ISO 3166 codes; "" binds them to none).

    `place_id` is a place of the gazetteer or one kept with the records; `where_prec` is how well the words tell it.
    `origin` says from whom it was learned, `source` from which record or file.
    """

    alias_id: Annotated[str, Field("Id", key=True)]
    text: Annotated[str, Field("Words", required=True)]
    place_id: Annotated[str, Field("Place", required=True, refers="place", indexed=True)]
    where_prec: Annotated[WherePrec, Field("Precision")]
    country: Annotated[str, Field("Country", "ISO 3166-1 code; empty binds the words to none")] = ""
    admin1: Annotated[str, Field("Governorate", "ISO 3166-2 code; empty binds the words to none")] = ""
    origin: Annotated[AliasOrigin, Field("Learned from")] = AliasOrigin.ANALYST
    source: Annotated[str, Field("Record or file")] = ""

    def __post_init__(self) -> None:
        checks.declared(self.alias_id, self)
