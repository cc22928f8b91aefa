"""The web process's entry point: a request is taken in whole, within its budgets, before a thread answers it.

Whoever sends slowly, or never ends, holds a place among the unfinished bodies until their seconds are over, and no
thread. What may take seconds has threads of its own, so that pages are answered whatever files and sign-ins do.
"""

from iskan.config import environment
from iskan.config.gateway import Gateway, Lane
from iskan.config.preloading import warm_examinations
from iskan.config.wsgi import application as wsgi_application
from iskan.foundation import budgets

application = Gateway(
    wsgi_application,
    pages=Lane(
        "pages",
        threads=environment.number("ISKAN_WEB_THREADS", default=2, most=256),
        waiting=budgets.WAITING_PAGES,
    ),
    slow=Lane(
        "slow",
        threads=environment.number("ISKAN_WEB_SLOW_THREADS", default=2, most=256),
        waiting=budgets.WAITING_SLOW,
    ),
)

warm_examinations()
