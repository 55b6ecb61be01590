import sys

from tisserand.project.cli import main

sys.exit(main())
