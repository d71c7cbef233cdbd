"""The supervisor's desk: what practice looked like, read and answered on a web page."""
