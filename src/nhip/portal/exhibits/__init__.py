"""What a page shows as chart or table, handed out with the page's own answer: files, frame, link, words to cite."""

from nhip.portal.exhibits.answering import exhibited, show_page
from nhip.portal.exhibits.model import Exhibit, Standing

__all__ = ["Exhibit", "Standing", "exhibited", "show_page"]
