"""A view as it is handed out: its rows, whole, all of one moment, and what it says of itself.

Rows are read some thousands at a time, once for the hash and again for the file, so that however many do not fill the
memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from incidentmap.errors import StoreBusy
from incidentmap.export.canonical_hash import canonical_hash
from incidentmap.export.file_marking import FileMarking
from incidentmap.export.provenance import Provenance
from incidentmap.gazetteer import Gazetteer
from incidentmap.index import Index, IndexKeeper
from incidentmap.model import Place, Record
from incidentmap.model.vocabulary import Tlp
from incidentmap.query import IncidentFilter, View, apply, ids, in_words, latest_day, to_query
from incidentmap.query.filter_names import bare_place_names, filter_names, place_names
from incidentmap.store import Store, reading
from incidentmap.text.counting import counted

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

AT_ONCE = 5_000  # records
Tell = Callable[[str], None]
_TRIES = 5


def _quiet(_said: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Row:
    """An incident with all that is its own, the place where it was put, and its marking with the words it quotes."""

    record: Record
    place: Place | None
    marking: Tlp | None


@dataclass(frozen=True, eq=False)
class HandOut:
    """What goes into a file; `rows` reads them anew at each call, in the order of the view.

    `names` are those of groups, countries, governorates and places by id, `view` is what the screen shows, and `tell`
    hears how far a file is made.
    """

    provenance: Provenance
    rows: Callable[[], Iterator[Row]]
    names: Mapping[str, str]
    gazetteer: Gazetteer
    view: View
    tell: Tell = _quiet

    def records(self) -> Iterator[Record]:
        """Give the records alone."""
        return (row.record for row in self.rows())


@contextmanager
def opened(
    store: Store,
    keeper: IndexKeeper,
    gazetteer: Gazetteer,
    asked: Callable[[Index], IncidentFilter],
    tell: Tell = _quiet,
) -> Iterator[HandOut]:
    """Give a hand-out of this moment, whose rows can be read until it is closed; `asked` gives the filter.

    `tell` hears how far many rows are read, and how far a file is that takes long. Raise `StoreBusy` where others save
    faster than the read model follows.
    """
    for _ in range(_TRIES):
        index = keeper.current()
        filter = asked(index)
        with store.reading() as connection:
            if reading.state(connection) == index.state:
                yield hand_out_of(apply(index, filter), connection, gazetteer, datetime.now(UTC), tell)
                return
        keeper.wait()  # a newer one is built, and an older one is no state that others see
    raise StoreBusy(f"{store.where}: others save without a pause just now; try again in a moment")


def hand_out_of(
    view: View, connection: Connection, gazetteer: Gazetteer, as_of: datetime, tell: Tell = _quiet
) -> HandOut:
    """Give the hand-out of a view that a connection is at the state of, for as long as its transaction lasts."""
    index, query = view.index, to_query(view.filter)

    def stored(place_id: str) -> Place | None:
        return gazetteer.place(place_id) or reading.place(connection, place_id)

    def rows() -> Iterator[Row]:
        named = ids(index, view.rows)
        for start in range(0, len(named), AT_ONCE):
            yield from _rows(connection, named[start : start + AT_ONCE], marking)

    names = filter_names(index, stored, place_names(bare_place_names(index, stored)), view.filter.places)
    marking = FileMarking(reading.markings_of_articles(connection))
    records = (row.record for row in _told(rows(), view.counts.shown, tell))
    digest = canonical_hash(query, marking.counted(records))
    provenance = Provenance(
        asked=in_words(view.filter, names),
        query=query,
        as_of=as_of,
        data_until=latest_day(index, as_of.date()),
        counts=view.counts,
        marking=marking.words(),
        sha256=digest,
    )
    return HandOut(provenance, rows, names, gazetteer, view, tell)


def _told(rows: Iterable[Row], total: int, tell: Tell) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield row
        if number % AT_ONCE == 0:
            tell(f"{number:,} of {counted(total, 'incident')} read …")


def _rows(connection: Connection, named: list[str], marking: FileMarking) -> Iterable[Row]:
    records = reading.records(connection, named)
    put_at = {record.placement.place_id for record in records.values() if record.placement}
    places = reading.places(connection, sorted(filter(None, put_at)))
    for incident_id in named:
        record = records[incident_id]
        put = (record.placement and record.placement.place_id) or ""
        yield Row(record, places.get(put), marking.of(record))
