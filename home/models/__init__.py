"""The page types and the picture that everything else builds on."""

from home.models.base import BasePage
from home.models.enrolments import Enrolment
from home.models.homepage import HomePage
from home.models.letters import Mailbox, Notice
from home.models.organisations import OrganisationIndexPage, OrganisationPage, OrganisationPageHashtag
from home.models.pictures import Picture, PictureRendition
from home.models.standard import StandardPage, StandardPageHashtag
from home.models.withdrawals import WithdrawnFile, WithdrawnPicture

__all__ = [
    "BasePage",
    "Enrolment",
    "HomePage",
    "Mailbox",
    "Notice",
    "OrganisationIndexPage",
    "OrganisationPage",
    "OrganisationPageHashtag",
    "Picture",
    "PictureRendition",
    "StandardPage",
    "StandardPageHashtag",
    "WithdrawnFile",
    "WithdrawnPicture",
]
