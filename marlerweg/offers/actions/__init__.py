"""Every deed of the directory."""
