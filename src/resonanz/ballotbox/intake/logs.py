"""Log lines that cannot carry a ballot: where something failed and the kind of failure, no message, no address."""

import logging
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlaceOnly(logging.Formatter):
    """Writes logger and level of every record; of an exception its type and the places it passed, never its text.

    A message is written only for loggers of our own, which say fixed sentences.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.levelname} {record.name}"
        if record.name.startswith("resonanz."):
            line = f"{line}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (the name is the library's)
        kind, _value, trace = ei
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "no exception", *places])
