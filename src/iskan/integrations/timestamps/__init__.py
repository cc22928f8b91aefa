"""Time stamps of an authority (RFC 3161): what is asked of one, over HTTP, checked, and a stand-in."""
