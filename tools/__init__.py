"""Small programs for people who work on this repository; the product needs none of them."""
