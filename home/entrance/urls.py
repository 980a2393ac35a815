"""The addresses of coming in. Of allauth's own only those stand here: nobody signs up or changes addresses by it."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ConfirmByCodeView
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.urls import path
from django.views.decorators.cache import never_cache

from home.entrance.views import SecondFactorView, SignInView

sign_in = SignInView.as_view()

urlpatterns = [
    path("login/", sign_in, name="login"),
    path("login/", sign_in, name="account_login"),
    path("login/code/", AuthenticateView.as_view(), name="mfa_authenticate"),
    path("account/", never_cache(SecondFactorView.as_view()), name="mfa_index"),
    path("account/confirm/", never_cache(ReauthenticateView.as_view()), name="account_reauthenticate"),
    path("account/confirm/code/", never_cache(ConfirmByCodeView.as_view()), name="mfa_reauthenticate"),
    path("account/code/", never_cache(ActivateTOTPView.as_view()), name="mfa_activate_totp"),
    path("account/code/off/", never_cache(DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"),
    path(
        "account/recovery-codes/",
        never_cache(recovery_codes.ViewRecoveryCodesView.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        never_cache(recovery_codes.GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/file/",
        recovery_codes.DownloadRecoveryCodesView.as_view(),
        name="mfa_download_recovery_codes",
    ),
]
