"""What pages call the paragraphs of a report."""

from __future__ import annotations

from django import template

from nhip.reports.naming import paragraph_name

register = template.Library()
register.filter("paragraph_name", paragraph_name)
