"""Addresses of the registers: /vi/registers/enterprises/ is a list, /vi/registers/enterprises/17/ a row."""

from django.urls import path, register_converter

from nhip.portal.registers import file_views, list_views, merge_views, row_views


class KindConverter:
    """The kind of a file."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        """Keep it."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(KindConverter, "kind")

app_name = "registers"
urlpatterns = [
    path("", list_views.index, name="index"),
    path("places/boundaries/", file_views.boundaries, name="boundaries"),
    path("<slug:name>/", list_views.row_list, name="list"),
    path("<slug:name>.<kind:kind>", list_views.row_file, name="file"),
    path("<slug:name>/add/", row_views.form, name="add"),
    path("<slug:name>/import/", file_views.import_page, name="import"),
    path("<slug:name>/<int:pk>/", row_views.row, name="row"),
    path("<slug:name>/<int:pk>/change/", row_views.form, name="change"),
    path("<slug:name>/<int:pk>/merge/", merge_views.merge_page, name="merge"),
    path("<slug:name>/merging/<int:pk>/undo/", merge_views.undo, name="undo"),
]
