"""What the pages say, a module for each part of them."""
