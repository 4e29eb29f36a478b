"""What made the weights in models/: run by hand, imported by nothing of the product."""
