"""Addresses of collecting."""

from django.urls import path

from nhip.portal.collection import board_views, clerk_views, inbox_views, review_views, sending_views, upload_views

app_name = "collection"
urlpatterns = [
    path("", clerk_views.first, name="first"),
    path("tasks/", clerk_views.tasks, name="tasks"),
    path("form/<int:enterprise>/<int:collection>/", clerk_views.form, name="form"),
    path("form/<int:enterprise>/<int:collection>/save/", clerk_views.save, name="save"),
    path("form/<int:enterprise>/<int:collection>/receipt/", clerk_views.receipt, name="receipt"),
    path("form/<int:enterprise>/<int:collection>/template/", upload_views.template, name="template"),
    path("form/<int:enterprise>/<int:collection>/upload/", upload_views.upload, name="upload"),
    path("form/<int:enterprise>/<int:collection>/upload/<int:file>/", upload_views.found, name="found"),
    path("form/<int:enterprise>/<int:collection>/upload/<int:file>/marked/", upload_views.marked, name="marked"),
    path("form/<int:enterprise>/<int:collection>/upload/<int:file>/take/", upload_views.take, name="take"),
    path("enterprise/<int:enterprise>/", clerk_views.history, name="history"),
    path("board/", board_views.board, name="latest_board"),
    path("board/open/", board_views.open_collection, name="open"),
    path("board/<int:collection>/", board_views.board, name="board"),
    path("board/<int:collection>/remind/", board_views.remind, name="remind"),
    path("board/<int:collection>/close/", board_views.close, name="close"),
    path("board/<int:collection>/reopen/", board_views.reopen, name="reopen_period"),
    path("review/<int:submission>/", review_views.review, name="review"),
    path("review/<int:submission>/accept/", review_views.accept, name="accept"),
    path("review/<int:submission>/return/", review_views.send_back, name="return"),
    path("review/<int:submission>/reopen/", review_views.reopen, name="reopen"),
    path("review/<int:submission>/correct/", review_views.correct, name="correct"),
    path("inbox/", inbox_views.inbox, name="latest_inbox"),
    path("inbox/<int:collection>/", inbox_views.inbox, name="inbox"),
    path("inbox/<int:collection>/confirm/", inbox_views.confirm, name="confirm"),
    path("imports/", inbox_views.imports, name="imports"),
    path("imports/send/", sending_views.send, name="send"),
    path("imports/<int:batch>/marked/", sending_views.batch_marked, name="batch_marked"),
    path("imports/<int:batch>/undo/", inbox_views.undo, name="undo"),
]
