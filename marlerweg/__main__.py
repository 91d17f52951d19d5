"""`python -m marlerweg COMMAND`: the same operator commands as manage.py."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marlerweg.config.settings")
    from marlerweg.config.sqlite import take_sound_sqlite

    take_sound_sqlite()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
