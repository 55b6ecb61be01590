import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

import psutil


class Tisserand:
    """`tisserand up` as somebody types it, on a data folder of its own."""

    def __init__(self, folder):
        self.data_dir = folder / "data"
        self.log = folder / "log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def environment(self, **more):
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TISSERAND", "DJANGO"))},
            "TISSERAND_DATA_DIR": str(self.data_dir),
            "TISSERAND_MODE": "dev",  # no invented département: these tests are about processes
            "PORT": str(self.port),
            **more,
        }

    def start(self):
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "tisserand", "up"]
            self.process = subprocess.Popen(command, env=self.environment(), stdout=log, stderr=subprocess.STDOUT)
        self.wait_until(lambda: "Tisserand est prêt" in self.log.read_text(), 180)

    def wait_until(self, condition, patience):
        end = time.monotonic() + patience
        while not condition():
            assert self.process.poll() in (None, 0, -signal.SIGKILL), self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def served(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def database_runs(self):
        return (self.data_dir / "postgres" / "postmaster.pid").exists()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def kill_everything(self):
        """The supervisor, the web and its workers, the database: all at once, as a power cut does."""
        postmaster = int((self.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        web = psutil.Process(self.process.pid).children(recursive=True)
        for pid in (postmaster, *(process.pid for process in web), self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.wait_until(lambda: not self.served(), 30)
