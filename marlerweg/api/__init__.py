"""The town's open data for other programs: Open Referral, Integreat, and our own; read without an account.

Five words: projection, envelope, profile, package, origin.
"""
