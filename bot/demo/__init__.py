"""Made-up practice to look at: ``alongside demo`` fills a database of its own with it."""
