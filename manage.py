#!/usr/bin/env python
"""Operator commands of Marler Weg; `manage.py help` lists them."""

from marlerweg.__main__ import main

if __name__ == "__main__":
    main()
