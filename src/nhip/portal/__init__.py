"""Pages. They read figures through `nhip.releases.queries`, place them, and compute nothing."""
