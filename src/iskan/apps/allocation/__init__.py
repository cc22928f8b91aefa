"""From the waiting list to the keys: distributions, nominations, offers, handovers."""
