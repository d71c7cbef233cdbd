"""Training of the detector, in an environment of its own."""
