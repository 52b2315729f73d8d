"""Matrix products of the English pipeline by the BLAS of numpy: three times as fast, and as steady.

Most of the time of the pipeline goes into products of a matrix of words and a matrix of weights. thinc asks blis for them,
whose kernel for many processors is the plain one; numpy brings OpenBLAS, tuned for each. But OpenBLAS sums the terms of a
row in an order that depends on where the row stands, so that the last bit of what is found for a word would depend on the
words beside it, and a build on the number of its processes. Three habits of its kernels do this, and `Steady` stays clear
of each: rows left over after full blocks (rows are filled up to a multiple of ROWS), the first and last columns of a block
(weights are padded by PAD columns of zeros, which are cut off again), and blocks of columns (at most COLUMNS at once).
Seen for the kernels Haswell, Zen, SkylakeX, Cooperlake, Sandybridge, Bulldozer, Steamroller, Excavator, Nehalem, Atom,
Penryn and Prescott of OpenBLAS. `is_steady` asks again on the machine at hand; where the answer is no, blis stays.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

ROWS = 96
PAD = 16
COLUMNS = 288

Matrix: TypeAlias = NDArray[np.float32]


class Steady(NumpyOps):  # type: ignore[misc]
    """Operations of thinc whose products of words and weights come from numpy. Every other one is as it was."""

    def __init__(self) -> None:
        super().__init__()
        self._padded: dict[tuple[int, tuple[int, ...]], tuple[Matrix, list[Matrix]]] = {}

    def gemm(self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False) -> Matrix:
        """The product of x, rows of words, and y, rows of weights (`trans2`); any other product goes to blis."""
        if trans1 or not trans2 or len(y) < 2:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)  # type: ignore[no-any-return]
        rows = len(x)
        if rows % ROWS:
            full = np.zeros((rows + -rows % ROWS, x.shape[1]), np.float32)
            full[:rows] = x
            x = full
        made = np.empty((rows, len(y)), np.float32) if out is None else out
        for number, weights in enumerate(self._weights(y)):
            part = made[:, number * COLUMNS : (number + 1) * COLUMNS]
            part[:] = np.dot(x, weights.T)[:rows, PAD:-PAD]
        return made

    def _weights(self, y: Matrix) -> list[Matrix]:
        """Weights in blocks, each with zeros around it. They never change while the pipeline reads, so they are kept."""
        key = (y.__array_interface__["data"][0], y.shape)
        if key not in self._padded:
            pieces = [y[at : at + COLUMNS] for at in range(0, len(y), COLUMNS)]
            # y is kept too: its address is the key.
            self._padded[key] = (y, [np.pad(piece, ((PAD, PAD), (0, 0))) for piece in pieces])
        return self._padded[key][1]


def steady(nlp: Language) -> None:
    """Let the networks of a pipeline use `Steady`, where it keeps its promise on this machine."""
    if not is_steady():
        return
    ops = Steady()
    for _, part in nlp.pipeline:
        model: Any = getattr(part, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            node.ops = ops


@cache
def is_steady() -> bool:
    """Whether a row's product has the same bits wherever the row stands: asked of rows in another place and number."""
    draw = np.random.default_rng(0)
    ops = Steady()
    with one_thread():
        for depth, columns in ((288, 288), (576, 288), (96, 384)):
            words = draw.standard_normal((3 * ROWS, depth), np.float32)
            weights = draw.standard_normal((columns, depth), np.float32)
            whole = ops.gemm(words, weights, trans2=True)
            for start, end in ((0, 1), (7, 20), (101, 197), (91, 3 * ROWS)):
                if not np.array_equal(ops.gemm(words[start:end], weights, trans2=True), whole[start:end]):
                    return False
    return True


def one_thread() -> AbstractContextManager[Any]:
    """While it lasts, the BLAS of this process uses one thread: processes share the cores already, and threads would cut
    a matrix at places of their own."""
    limits: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limits


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
