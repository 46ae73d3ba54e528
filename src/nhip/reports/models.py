"""What people write around the figures: templates they changed, paragraphs they edited, letterheads, news, pictures."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly
from nhip.registry.text import NfcField
from nhip.registry.versions import Versioned

__all__ = ["ArticlePhotograph", "EditedText", "LetterheadRecord", "NewsArticle", "Photograph", "Wording"]

LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]


class Wording(Versioned):
    """One version of a template that was changed. Where there is none, or it is withdrawn, the shipped one counts."""

    key = models.CharField(_("paragraph"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    text = models.TextField(_("template"))

    class Meta(Versioned.Meta):
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["key", "language", "id"]
        indexes = [models.Index(fields=["key", "language"], name="wording_of_a_paragraph")]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class EditedText(Versioned):
    """A paragraph of the report of a period that a person wrote by hand.

    ``part`` counts the paragraphs that one template makes. ``figures`` are the numbers the paragraph had when it was
    edited, each with the figure it was: indicator, subject, place, period, comparison, "points" or "", the text.
    """

    period = models.CharField(_("period"), max_length=15)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    key = models.CharField(_("paragraph"), max_length=60)
    part = models.PositiveSmallIntegerField(_("which of its paragraphs"), default=0)
    text = models.TextField(_("text"))
    figures = models.JSONField(_("numbers"), default=list)

    class Meta(Versioned.Meta):
        verbose_name = _("edited paragraph")
        verbose_name_plural = _("edited paragraphs")
        ordering = ["period", "key", "part", "id"]
        indexes = [models.Index(fields=["period", "language"], name="edited_text_of_a_report")]

    def __str__(self) -> str:
        return f"{self.period} {self.key} ({self.language})"


class LetterheadRecord(Versioned):
    """Who reports come from, for documents dated from a day on."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    valid_from = models.DateField(_("valid from"))
    superior = NfcField(_("superior body"), max_length=200, blank=True)
    issuer = NfcField(_("issuing body"), max_length=200)
    symbol = NfcField(_("symbol after the number"), max_length=40, blank=True)
    place = NfcField(_("place in the date line"), max_length=100)
    recipients = models.TextField(_("recipients, one a line"), blank=True)
    signer_title = NfcField(_("title of the signer"), max_length=200, blank=True)
    signer = NfcField(_("name of the signer"), max_length=200, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")
        ordering = ["language", "valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.issuer} ({self.language})"


class Photograph(AppendOnly):
    """A picture of the news, without what cameras write into files."""

    name = NfcField(_("name of the file"), max_length=255)
    media_type = models.CharField(_("kind of the file"), max_length=40)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    credit = NfcField(_("credit"), max_length=200)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(credit=""), name="photograph_has_a_credit")]

    def __str__(self) -> str:
        return self.name


class NewsArticle(Versioned):
    """One version of an article of the news page, in one language.

    ``code`` stays the same over versions. ``published_at`` is empty while it is a draft; from that second on everybody
    reads it. ``figures`` are the numbers in it, as in an edited paragraph, and ``release`` the release they are of.
    """

    code = models.SlugField(_("code"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    title = NfcField(_("title"), max_length=200)
    lead = models.TextField(_("lead"))
    body = models.TextField(_("text"))
    figures = models.JSONField(_("numbers"), default=list)
    byline = NfcField(_("byline"), max_length=200)
    keywords = models.JSONField(_("keywords"), default=list)
    release = models.CharField(_("release"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "language"], condition=Q(replaces=None), name="article_begins_once"
            ),
        ]
        indexes = [models.Index(fields=["language", "-published_at"], name="article_newest")]

    def __str__(self) -> str:
        return self.title


class ArticlePhotograph(AppendOnly):
    """A photograph in an article: its caption, and what it shows for who cannot see it."""

    article = models.ForeignKey(NewsArticle, models.PROTECT, related_name="photographs", verbose_name=_("article"))
    photograph = models.ForeignKey(Photograph, models.PROTECT, related_name="uses", verbose_name=_("photograph"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    caption = NfcField(_("caption"), max_length=300)
    alt = NfcField(_("what it shows"), max_length=300)

    class Meta(AppendOnly.Meta):
        verbose_name = _("photograph of an article")
        verbose_name_plural = _("photographs of articles")
        ordering = ["article", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="article_photograph_place_once"),
            models.CheckConstraint(condition=~Q(caption="") & ~Q(alt=""), name="article_photograph_is_described"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.position}"
