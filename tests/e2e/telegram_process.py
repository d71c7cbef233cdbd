"""The front in a process of its own, as ``alongside`` runs it, with the scripted driver.

python -m tests.e2e.telegram_process API_URL DATABASE_URL PICTURES [SECONDS_A_TURN]
"""

import faulthandler
import signal
import sys
from pathlib import Path

from bot import content, logs
from bot.app import make_store
from bot.service import PracticeService
from bot.settings import Settings
from bot.telegram_front import run
from tests.fakes.bot_api import TOKEN
from tests.fakes.driver import FakeDriver

if __name__ == "__main__":
    faulthandler.register(signal.SIGUSR1)
    logs.configure("INFO")
    api, database, pictures, *rest = sys.argv[1:]
    settings = Settings(
        _env_file=None,
        telegram_token=TOKEN,
        telegram_api_url=api,
        telegram_webhook_url=None,
        database_url=database,
        pictures=Path(pictures),
        organisation="Northside Outreach",
    )
    driver = FakeDriver()
    driver.seconds = float(rest[0]) if rest else 0.0
    run(PracticeService(make_store(settings), driver, content.load(), settings), settings)
