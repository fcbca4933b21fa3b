"""python -m troth.worker: does the work of the practice until it is told to stop."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.project.settings")


def main(arguments: list[str]) -> None:
    import django  # noqa: PLC0415  # after the settings are named

    from troth.worker.parent import FLAG, end_with_parent  # noqa: PLC0415

    if FLAG in arguments:
        end_with_parent()
    django.setup()
    from troth.worker import watching  # noqa: PLC0415
    from troth.worker.loop import Worker  # noqa: PLC0415
    from troth.worker.tasks import RECURRING, TASKS  # noqa: PLC0415

    watch = watching.start()
    try:
        Worker(TASKS, RECURRING).run()
    finally:
        watch.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
