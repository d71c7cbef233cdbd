"""Keep message texts out of the library's log, at every level."""

from __future__ import annotations

import logging
from typing import Final

# Loggers of python-telegram-bot that are handed updates, payloads or requests.
_LOGGERS: Final = (
    "telegram",
    "telegram.Bot",
    "telegram.ext",
    "telegram.ext.Application",
    "telegram.ext.ExtBot",
    "telegram.ext.JobQueue",
    "telegram.ext.Updater",
    "telegram.request.BaseRequest",
    "telegram.request.HTTPXRequest",
)


class WithoutTexts(logging.Filter):
    """Keeps a record's fixed words and the kind of its error, drops everything filled in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True: the record stays, without its details. Of retries ``watching`` has told."""
        if record.module == "networkloop":
            return False
        record.args = ()
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg} [{record.exc_info[0].__name__}]"
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return True


_FILTER: Final = WithoutTexts()


def quieten() -> None:
    """Put the filter on the library's loggers; doing it twice changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)
