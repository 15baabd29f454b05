"""What the machine knows of French."""
