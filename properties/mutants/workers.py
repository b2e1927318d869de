"""Pieces of work done by several workers at once."""
import queue
import threading

from .limited_run import Stopped


def each(items, work, jobs, stopping):
    """Yields (item, work(item, number of the worker)) as they come. Who leaves off listening stops the
    workers: `stopping` is set until they have ended."""
    waiting, done = queue.SimpleQueue(), queue.SimpleQueue()
    for item in items:
        waiting.put(item)
    workers = [threading.Thread(target=run, args=(number, waiting, done, work, stopping))
               for number in range(jobs)]
    for worker in workers:
        worker.start()
    try:
        for _ in items:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stopping.set()
        for worker in workers:
            worker.join()
        stopping.clear()


def run(number, waiting, done, work, stopping):
    try:
        while not stopping.is_set():
            try:
                item = waiting.get_nowait()
            except queue.Empty:
                return
            done.put((item, work(item, number)))
    except Stopped:
        pass
    except BaseException as problem:  # pylint: disable=broad-except
        done.put(problem)  # It is raised where the results are waited for.
