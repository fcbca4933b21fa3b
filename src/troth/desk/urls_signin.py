"""Addresses of signing in, of how a member signs in, and of who is one."""

from django.urls import URLPattern, path

from troth.desk.views import members, sessions, signin_firm, signin_steps, ways, ways_devices
from troth.desk.views.signin import sign_out, signin

urlpatterns: list[URLPattern] = [
    path("signin", signin, name="signin"),
    path("signin/password", signin_steps.signin_password, name="signin_password"),
    path("signin/second", signin_steps.signin_second, name="signin_second"),
    path("signin/passkey", signin_steps.signin_passkey, name="signin_passkey"),
    path("signin/passkey/ask", signin_steps.signin_passkey_ask, name="signin_passkey_ask"),
    path("signin/firm", signin_firm.signin_firm, name="signin_firm"),
    path("signin/firm/back", signin_firm.signin_firm_back, name="signin_firm_back"),
    path("signout", sign_out, name="sign_out"),
    path("you/signing-in", ways.signing_in, name="signing_in"),
    path("you/password", ways.password, name="password"),
    path("you/password/drop", ways.password_drop, name="password_drop"),
    path("you/paper", ways.paper_codes, name="paper_codes"),
    path("you/codes", ways_devices.code_app, name="code_app"),
    path("you/codes/drop", ways_devices.code_app_drop, name="code_app_drop"),
    path("you/passkeys", ways_devices.passkey_add, name="passkey_add"),
    path("you/passkeys/ask", ways_devices.passkey_add_ask, name="passkey_add_ask"),
    path("you/passkeys/<uuid:pk>/drop", ways_devices.passkey_drop, name="passkey_drop"),
    path("you/sessions", sessions.sessions, name="sessions"),
    path("you/sessions/end", sessions.sessions_end, name="sessions_end"),
    path("you/sessions/<slug:mark>/end", sessions.session_end, name="session_end"),
    path("members", members.members, name="members"),
    path("members/invite", members.member_invite, name="member_invite"),
    path("members/<uuid:pk>", members.member, name="member"),
    path("members/<uuid:pk>/role", members.member_role, name="member_role"),
    path("members/<uuid:pk>/leave", members.member_leave, name="member_leave"),
    path("members/<uuid:pk>/link", members.member_link, name="member_link"),
]
