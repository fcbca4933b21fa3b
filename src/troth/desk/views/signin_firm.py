"""Signing in through the firm's own sign-in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from troth.desk import viewing
from troth.desk.signing import NEXT, address_of, enter, keep_briefly
from troth.desk.views.refusals import not_found
from troth.desk.views.signin import told_how
from troth.people.actions.attempts import NETWORK, TooManyError, attempt, network_of
from troth.people.actions.identities import NobodyHereError, member_of
from troth.people.actions.signing_in import FIRM
from troth.people.oidc import (
    Asked,
    MisconfiguredError,
    Provider,
    ProviderRefusedError,
    ask,
    provider_of,
    told,
)

KEPT = "firm"
AGAIN = "Begin again from this page: there is no sign-in under way in this browser."


@never_cache
@require_safe
def signin_firm(request: HttpRequest) -> HttpResponse:
    """Off to the firm's page. A link, not a form: a form may send nobody to another house."""
    provider = _provider()
    if provider is None:
        return not_found(request)
    try:
        attempt(NETWORK, network_of(address_of(request)), at=viewing.now())
        asked = ask(provider, back=request.build_absolute_uri(reverse("signin_firm_back")))
    except (ProviderRefusedError, TooManyError) as error:
        return told_how(request, trouble=str(error), status=403)
    keep_briefly(request, **{KEPT: asked.kept()})
    if wanted := request.GET.get("next"):
        request.session[NEXT] = wanted
    return HttpResponseRedirect(asked.url)


@never_cache
@require_safe
def signin_firm_back(request: HttpRequest) -> HttpResponse:
    """Back from there, once for each time that one went."""
    provider = _provider()
    if provider is None:
        return not_found(request)
    kept, at = request.session.pop(KEPT, None), viewing.now()
    if kept is None:
        return told_how(request, trouble=AGAIN, status=403)
    try:
        who = told(provider, Asked(**kept), request.GET.dict())
        member = member_of(who, at=at)
    except (ProviderRefusedError, NobodyHereError) as error:
        return told_how(request, trouble=str(error), status=403)
    return enter(request, member, way=FIRM, at=at)


def _provider() -> Provider | None:
    try:
        return provider_of(settings.OIDC)
    except MisconfiguredError:
        return None
