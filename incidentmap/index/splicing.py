"""Taking some rows out of columns and putting others in, in their places, without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

Piece = tuple[bool, int, int]  # of the new rows or of the old, from one to before another


@dataclass(frozen=True)
class Splice:
    """How rows move: the new row of each old one (-1: taken out), that of each one put in, and the pieces in order."""

    old: np.ndarray
    new: np.ndarray
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, size: int, out: Sequence[int], before: Sequence[int]) -> Splice:
        """Take rows `out`, in order, and put as many in as `before` names rows, in order, to stand before."""
        gone, put = np.array(out, np.int64), np.array(before, np.int64)
        steps = np.zeros(size + 1, np.int32)
        np.add.at(steps, put, 1)
        np.add.at(steps, gone + 1, -1)
        old = np.arange(size, dtype=np.int32) + np.cumsum(steps, dtype=np.int32)[:size]
        old[gone] = -1
        new = put + np.arange(len(put)) - np.searchsorted(gone, put)
        return cls(old, new.astype(np.int32), tuple(_pieces(size, out, before)))

    def numbers(self, old: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Join a column of numbers."""
        if not self.pieces:
            return old[:0]
        return np.concatenate([(new if is_new else old)[start:stop] for is_new, start, stop in self.pieces])

    def texts(self, old: pa.ChunkedArray, new: pa.ChunkedArray) -> Iterator[pa.Array]:
        """Join a column of texts; none is copied."""
        for is_new, start, stop in self.pieces:
            yield from (new if is_new else old).slice(start, stop - start).chunks


def _pieces(size: int, out: Sequence[int], before: Sequence[int]) -> Iterator[Piece]:
    steps = sorted([(row, False, number) for number, row in enumerate(before)] + [(row, True, row) for row in out])
    reached = 0
    for row, is_out, number in [*steps, (size, True, size)]:
        if reached < row:
            yield False, reached, row
        reached = row + is_out
        if not is_out:
            yield True, number, number + 1
