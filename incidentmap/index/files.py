"""The read model in files: a folder for each generation, whose columns are mapped into memory and never changed."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np
import pyarrow as pa

from incidentmap.index.layout import GROWING, OF_PLACES, STRINGS, Columns
from incidentmap.store.bulk_reading import Stamp

FORMAT = 3  # of the files; one of another number is not read but made anew
ABANDONED_SECONDS = 600  # nothing was written for so long: whoever wrote it is gone
_MANIFEST, _VALUES = "manifest.json", "values.json"
_PART = "part-"
# What a file may raise that is torn, cut short, or not ours.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; it is believed only where the database says the same."""

    stamp: Stamp
    incidents: int


def save(folder: Path, columns: Columns, manifest: Manifest) -> Path:
    """Write a generation under a new name, which it gets only once it is whole; raise `OSError` where it cannot be."""
    part = folder / f"{_PART}{uuid4().hex}"
    part.mkdir(parents=True)
    try:
        _write(part, columns)
        _write_manifest(part, manifest)
        _sync_folder(part)
        return part.rename(folder / f"{manifest.stamp.state:012}-{uuid4().hex}")
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        _sync_folder(folder)


def generations(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Give the generations that are whole, newest first; what is torn, not ours or of another format is passed over."""
    for path in sorted(_listed(folder), reverse=True):
        if not path.name.startswith(_PART) and (manifest := _manifest(path)):
            yield path, manifest


def load(path: Path) -> Columns | None:
    """Map the columns of a generation into memory; None where it cannot be read."""
    try:
        numbers = {each.stem.removeprefix("n-"): _numbers(each) for each in path.glob("n-*.arrow")}
        values = json.loads((path / _VALUES).read_text("utf-8"))
        return Columns(
            numbers,
            {name: _mapped(path / f"s-{name}.arrow").column(0).chunks for name in STRINGS},
            {name: tuple(values[name]) for name in (*GROWING, *OF_PLACES)},
        )
    except _UNREADABLE:
        return None


def clear(folder: Path, keep: Path) -> None:
    """Take away generations older than the one to keep, and what killed programs left half-written.

    Whatever is still in use elsewhere and therefore cannot be taken away stays until the next time.
    """
    for path in _listed(folder):
        if _is_abandoned(path) if path.name.startswith(_PART) else path.name < keep.name:
            shutil.rmtree(path, ignore_errors=True)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_abandoned(part: Path) -> bool:
    try:
        last = max(each.stat().st_mtime for each in (part, *part.iterdir()))
    except OSError:  # it got its name, or was taken away, at this moment
        return False
    return time.time() - last > ABANDONED_SECONDS


def _write(part: Path, columns: Columns) -> None:
    for table, numbers in columns.numbers.items():
        arrays = {name: _array(each) for name, each in numbers.items()}
        batch = pa.RecordBatch.from_pydict(arrays)
        _write_batches(part / f"n-{table}.arrow", batch.schema, iter([batch]))
    for name in STRINGS:
        schema = pa.schema([(name, pa.string())])
        batches = (pa.RecordBatch.from_arrays([each], schema=schema) for each in columns.strings[name])
        _write_batches(part / f"s-{name}.arrow", schema, batches)
    with _synced(part / _VALUES) as file:
        file.write(json.dumps(columns.values, ensure_ascii=False).encode())


def _write_batches(path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with _synced(path) as file, pa.ipc.new_file(file, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_manifest(part: Path, manifest: Manifest) -> None:
    sizes = {each.name: each.stat().st_size for each in part.iterdir()}
    text = json.dumps({"format": FORMAT, **asdict(manifest), "sizes": sizes}, ensure_ascii=False)
    with _synced(part / _MANIFEST) as file:
        file.write(text.encode())


def _manifest(path: Path) -> Manifest | None:
    try:
        manifest: dict[str, Any] = json.loads((path / _MANIFEST).read_text("utf-8"))
        sizes = {each.name: each.stat().st_size for each in path.iterdir() if each.name != _MANIFEST}
        if manifest["format"] != FORMAT or manifest["sizes"] != sizes:
            return None
        return Manifest(Stamp(**manifest["stamp"]), manifest["incidents"])
    except _UNREADABLE:
        return None


def _array(numbers: np.ndarray) -> pa.Array:
    """Keep a truth value as a byte: Arrow's own, a bit, could not be looked at without a copy."""
    return pa.array(numbers.view(np.uint8) if numbers.dtype == bool else numbers)


def _numbers(path: Path) -> dict[str, np.ndarray]:
    table = _mapped(path)
    found = {name: table.column(name).chunk(0).to_numpy(zero_copy_only=True) for name in table.column_names}
    return {name: each.view(bool) if each.dtype == np.uint8 else each for name, each in found.items()}


def _mapped(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


@contextmanager
def _synced(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that is on the disk when it is closed."""
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Let the names of files reach the disk as well, where the system knows such a thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
