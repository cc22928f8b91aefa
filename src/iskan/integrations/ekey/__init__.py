"""The national sign-in, eKey, by OpenID Connect."""
