"""How the work grows with its input: a ratio within one run, since machines are shared and noisy."""

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

# Eight times the input: linear work grows about eightfold, quadratic work sixty-fourfold.
FACTOR = 8
LINEAR = 24


def growth(run: Callable[[Input], object], small: Input, large: Input) -> float:
    """Return how many times the CPU time of the large input is that of the small one, each the best of three."""
    return _best(run, large) / max(_best(run, small), 1e-4)


def _best(run: Callable[[Input], object], value: Input) -> float:
    return min(_seconds(run, value) for _attempt in range(3))


def _seconds(run: Callable[[Input], object], value: Input) -> float:
    started = time.process_time()
    run(value)
    return time.process_time() - started
