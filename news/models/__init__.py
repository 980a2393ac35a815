"""News and photo reports."""

from news.models.completions import Completion
from news.models.news import NewsIndexPage, NewsPage, NewsPageHashtag
from news.models.picks import PickedPhoto
from news.models.ratings import FrozenRating
from news.models.reports import (
    EventReportPage,
    EventReportPageHashtag,
    ReportLink,
    ReportParticipants,
    ReportPartner,
    ReportPhoto,
)

__all__ = [
    "Completion",
    "EventReportPage",
    "EventReportPageHashtag",
    "FrozenRating",
    "NewsIndexPage",
    "NewsPage",
    "NewsPageHashtag",
    "PickedPhoto",
    "ReportLink",
    "ReportParticipants",
    "ReportPartner",
    "ReportPhoto",
]
