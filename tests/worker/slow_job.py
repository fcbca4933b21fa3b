"""A worker with one job that goes on until FOLDER/enough is there.

python -m tests.worker.slow_job FOLDER
"""

import os
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "troth.project.settings"


def main(folder: Path) -> None:
    import django  # after the settings

    django.setup()
    from django.core.management import call_command

    from troth.jobs.actions import enqueue
    from troth.jobs.models import Job
    from troth.worker.loop import Worker, is_stopping, now
    from troth.worker.parent import end_with_parent

    def slow(_job, _at):
        (folder / "begun").touch()
        while not (folder / "enough").exists():
            if is_stopping():
                (folder / "told").touch()
            time.sleep(0.02)
        (folder / "ended").touch()

    call_command("migrate", verbosity=0)
    end_with_parent()
    enqueue("slow", run_at=now())
    Worker({"slow": slow, "next": slow}, {}).run()
    (folder / "states").write_text(" ".join(Job.objects.values_list("state", flat=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
