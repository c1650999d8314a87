"""What setup.cfg can't say: a build begins without what an earlier one left in `build`, such as renamed rules."""

import shutil

from setuptools import setup
from setuptools.command.build_py import build_py


class CleanBuild(build_py):
    """Copies the package into an empty folder."""

    def run(self) -> None:
        """Empty the folder first; an editable install copies nothing."""
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()


setup(cmdclass={"build_py": CleanBuild})
