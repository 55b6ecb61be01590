"""What an organisation is, when it may be loaded, and when its doors are open. Plain Python."""
