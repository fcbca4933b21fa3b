"""What a web server serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.project.settings")

from django.core.wsgi import get_wsgi_application  # settings are named first

application = get_wsgi_application()
