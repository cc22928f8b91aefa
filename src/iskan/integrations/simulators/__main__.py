"""Run the simulated registers: ``python -m iskan.integrations.simulators [--port N]``."""

import sys
from datetime import date
from threading import Timer

from flask import Flask

from iskan.integrations.serving import serve
from iskan.integrations.simulators.exchange import make_app
from iskan.integrations.synthetic.settings import from_environment, setting

# Seconds until all families are made, and between a thousand and the next: the rest of the system starts first.
BEGINS_AFTER, PAUSE = 20.0, 0.05


def _app(_port: int) -> Flask:
    population = from_environment(today=date.today)
    later = Timer(BEGINS_AFTER, population.complete, kwargs={"pause": PAUSE})
    later.daemon = True
    later.start()
    return make_app(population, moods=setting("ISKAN_REGISTER_MOODS", ""))


if __name__ == "__main__":
    serve(
        _app,
        title="Registers of other bodies (simulated)",
        url_variable="ISKAN_REGISTERS_URL",
        default_url="http://127.0.0.1:8101",
        arguments=sys.argv[1:],
    )
