"""What happened to households, for the desk, for citizens, and for other apps."""
