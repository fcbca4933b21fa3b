import subprocess
import sys

ASKED = """
import sys
import troth.pure.worktime
heavy = {"numpy", "holidays", "django"} & set(sys.modules)
sys.exit(str(heavy) if heavy else 0)
"""


def test_reading_working_time_loads_neither_numpy_nor_the_holidays_of_all_countries():
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
