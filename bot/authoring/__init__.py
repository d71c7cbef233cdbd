"""What authors of personas and scenarios use: skeletons, checks, pictures, previews, coverage."""
