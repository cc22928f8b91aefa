"""What people and machines see: portal, backoffice and api over one user interface kit."""
