"""Addresses of the doors. Most names are django-allauth's, by which it finds its pages; what is not listed is shut."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.urls import path

from iskan.surfaces.sign_in.views import citizens, officials

EKEY = {"provider_id": "ekey"}

urlpatterns = [
    path("sign-in/", citizens.sign_in, name="sign_in"),
    path("sign-in/ekey/", citizens.to_ekey, name="sign_in_ekey"),
    path("sign-in/ekey/callback/", citizens.from_ekey, EKEY, name="openid_connect_callback"),
    path("sign-in/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", social.login_error, name="socialaccount_login_error"),
    path("sign-out/", account.logout, name="account_logout"),
    path("staff/sign-in/", officials.sign_in, name="account_login"),
    path("staff/sign-in/code/", officials.sign_in_by_code, name="mfa_authenticate"),
    path("staff/choose-password/<uidb64>/<token>/", officials.choose_password, name="choose_password"),
    path("staff/closed/", account.account_inactive, name="account_inactive"),
    path("staff/confirm/", officials.confirm_password, name="account_reauthenticate"),
    path("staff/confirm/code/", officials.confirm_code, name="mfa_reauthenticate"),
    path("staff/password/", officials.change_password, name="account_change_password"),
    path("staff/security/", officials.security, name="mfa_index"),
    path("staff/security/authenticator/", officials.activate_totp, name="mfa_activate_totp"),
    path("staff/security/authenticator/replace/", officials.replace_totp, name="mfa_deactivate_totp"),
    path("staff/security/codes/", officials.recovery_codes, name="mfa_view_recovery_codes"),
    path("staff/security/codes/new/", officials.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("staff/security/codes/download/", officials.download_recovery_codes, name="mfa_download_recovery_codes"),
]
