"""The pages. Each module adds its routes to a blueprint of ``bot.review.routes``."""
