"""The registers. Each module describes one register and those that belong to it; the order is that of the pages."""

from nhip.registry.registers.definitions import enterprises, enterprise_records, products, industries, places  # noqa: I001

__all__ = ["enterprise_records", "enterprises", "industries", "places", "products"]
