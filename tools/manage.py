"""Django's own commands, for whoever works on the desk: `python tools/manage.py migrate`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ridealong.web.settings")
os.environ.setdefault("RIDEALONG_DATA", "build/desk")
execute_from_command_line(sys.argv)
