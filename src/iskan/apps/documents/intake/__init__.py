"""What happens to a file between arriving and being stored: judged by its content, cleaned, scanned."""
