"""Benchmarks beside Rasa's own starter bot: `make bench`. See bench/README.md."""
