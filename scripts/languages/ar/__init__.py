"""What the machine knows of Arabic."""
