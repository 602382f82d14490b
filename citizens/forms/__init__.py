"""Gather the forms of accounts and profiles."""

from citizens.forms.account import (
    ActivateSecondFactorForm,
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SecondFactorAgainForm,
    SecondFactorForm,
    SetPasswordForm,
    SignupForm,
)
from citizens.forms.family import ChildForm, CodeForm, InviteForm
from citizens.forms.profile import NikForm, ProfileForm

__all__ = [
    "ActivateSecondFactorForm",
    "AddEmailForm",
    "ChangePasswordForm",
    "ChildForm",
    "CodeForm",
    "InviteForm",
    "LoginForm",
    "NikForm",
    "ProfileForm",
    "ReauthenticateForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SecondFactorAgainForm",
    "SecondFactorForm",
    "SetPasswordForm",
    "SignupForm",
]
