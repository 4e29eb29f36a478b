"""What the performance figures are made with; every published number names its command."""
