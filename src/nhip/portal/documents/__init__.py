"""Documents that records rest on, handed out byte for byte."""
