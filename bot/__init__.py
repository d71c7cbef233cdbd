"""Alongside: a practice-conversation coach for new staff of harm-reduction services."""
