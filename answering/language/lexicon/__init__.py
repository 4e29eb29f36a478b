"""Spanish words and their English, as data, and the small grammar that reads and inflects them."""
