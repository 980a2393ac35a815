"""Reading in a process of its own, with little memory and time: a file from a stranger can do no harm here."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.wire import from_json

MAX_SECONDS = 60
MAX_MESSAGE = 300
CHILD = "plans.importing.reading.child"
_ROOT = Path(__file__).resolve().parents[3]
# What Python may need to start; nothing else of this process is handed on, its secrets least of all.
_KEPT = ("LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TMPDIR")
_TOO_COMPLEX = _("Файл слишком сложный: прочитать его не удалось. Сохраните документ заново как .docx.")


def read_limited(data: bytes, suffix: str) -> list[Element]:
    """Return the elements of a file given as bytes; raise `UnreadableDocument` also where reading it broke off."""
    answer = _answer(data, suffix)
    try:
        if answer.startswith(b"{"):
            raise UnreadableDocument(_message(json.loads(answer)))
        return from_json(answer)
    except ValueError as error:
        raise UnreadableDocument(_TOO_COMPLEX) from error


def _answer(data: bytes, suffix: str) -> bytes:
    command = [sys.executable, "-s", "-P", "-m", CHILD, suffix]
    with tempfile.TemporaryFile() as output:
        try:
            subprocess.run(
                command,
                input=data,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=_environment(),
                timeout=MAX_SECONDS,
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise UnreadableDocument(_TOO_COMPLEX) from error
        output.seek(0)
        return output.read()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def _message(answer: Any) -> str:
    message = answer.get("error")
    return message[:MAX_MESSAGE] if isinstance(message, str) and message else _TOO_COMPLEX
