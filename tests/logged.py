"""All that is logged, printed and warned of in a block, as a running Sitrep writes it, while everything is logged."""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from bot import logs


@contextmanager
def logged(style: Literal["text", "json"] = "text") -> Iterator[io.StringIO]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before = (root.level, root.handlers[:])
    written, err, out = io.StringIO(), sys.stderr, sys.stdout
    sys.stderr = sys.stdout = written
    try:
        logs.configure("DEBUG", style)
        logs.catch_the_rest()
        yield written
    finally:
        sys.stderr, sys.stdout = err, out
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        root.level, root.handlers[:] = before
        for name in logs.OURS:
            logging.getLogger(name).setLevel(logging.NOTSET)
