"""Open Referral's Human Services Data Specification (HSDS), version 3.1.3: our offers as its services, and the way back.

Everything that knows this version stands in this folder, so that the next one becomes a second folder beside it.
"""

VERSION = "3.1.3"
SYSTEM = "hsds"
