"""Visits by which officials look at a place: ordered, appointed, made and reported on."""
