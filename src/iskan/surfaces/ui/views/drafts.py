"""What a script sends of a long field while somebody types into it."""

from http import HTTPStatus
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from iskan.apps.accounts.field_drafts import keep_draft
from iskan.foundation import budgets, clock

_PATH: Final = r"^/[^/?#\\][^?#\\]*$"


class DraftForm(forms.Form):
    """One field's words, the page it stands on and the address its form goes to; both are paths of ours."""

    page = forms.RegexField(_PATH, max_length=200)
    action = forms.RegexField(_PATH, max_length=200)
    field = forms.SlugField(max_length=100)
    words = forms.CharField(required=False, strip=False, max_length=budgets.FIELD_DRAFT_LETTERS)


@require_POST
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep the words with the account of whoever types them (204); 401 where nobody is signed in, 422 if unreadable."""
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    keep_draft(request.user, **form.cleaned_data, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
