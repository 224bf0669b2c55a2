"""Becomes another command, which then ends when whoever started it does, even by SIGKILL.

Only Linux can promise that; elsewhere a bot whose playground was killed has to be ended by hand.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    starter, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(starter):
            sys.exit("The playground has gone already.")
    os.execv(command[0], command)  # noqa: S606 - the very command that the playground runs
