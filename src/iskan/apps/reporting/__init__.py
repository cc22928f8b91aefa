"""What supervisors and auditors read across cases."""
