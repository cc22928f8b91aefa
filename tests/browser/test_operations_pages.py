"""The operations page and a job that gave up, as the administrator sees them."""

from collections.abc import Callable

from django.db import connection
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.portal import cast_of_today

VisitorMaker = Callable[..., Visitor]


@EVERY_LOOK
def test_the_operations_pages(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts) "
            "VALUES ('default', 'notifications.deliver', '{}', 'failed', 6) RETURNING id"
        )
        (number,) = cursor.fetchone()
    administrator = visitor(language=language, looks=looks).come_in(cast_of_today(settings).client("administrator"))
    for path in ("/staff/operations/", f"/staff/operations/jobs/{number}/"):
        administrator.go(path)
        administrator.check()
    administrator.page.get_by_role("textbox").fill("The mail server is back")
    administrator.page.locator("form[method=post] button[type=submit]").last.click()
    administrator.page.wait_for_url("**/staff/operations/")
    administrator.check()
