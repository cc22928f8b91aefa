"""Anomalies: what officials did that is unlike their work, found each night in the audit trail, for the auditor."""
