"""Work in the background: a job is a row written with the deed that caused it, taken by one worker at a time.

Five words: *job* (the row), *lease* (how long a worker may hold it unheard), *token* (which claim is the valid one),
*dead letter* (given up, waits for a person), *rhythm* (when a recurring job is due).

A room's `jobs.py` says `@job(...)` and calls `send.enqueue(...)` inside the transaction of the deed.
"""
