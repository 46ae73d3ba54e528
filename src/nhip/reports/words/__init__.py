"""The language of reports: how a change, a nearness, a list and a span of time are said, by rule."""
