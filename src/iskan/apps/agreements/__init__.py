"""Acts of two officials: proposed by one, agreed or declined by another, carried out by the app they belong to."""
