"""How good the detector is: figures on coded replies, for the terminal and as a page."""
