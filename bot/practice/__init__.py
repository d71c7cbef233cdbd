"""The core: types, role-play, feedback, debrief. Standard library only, no input or output."""
