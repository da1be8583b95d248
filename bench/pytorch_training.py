"""Times steps of training of a torchvision network, as bench/peers train does Kinglet's; prints one line of JSON.

Arguments: network, pixels, batch, contiguous or channels_last, threads, seconds of a turn of warm-up, seconds.
"""

import json
import statistics
import sys
import time

import torch
import torchvision

LEAST_STEPS = 5
MOST_WARM_UPS = 5
# Warm-up goes on while a turn of it is faster than the turn before by more than this share.
SETTLED = 0.95


def prepare(network, pixels, batch, memory_format):
    """The step, and how many parameters learn."""
    model = getattr(torchvision.models, network)(weights=None)
    model = model.to(memory_format=memory_format).train()
    images = torch.randn(batch, 3, pixels, pixels).contiguous(memory_format=memory_format)
    labels = torch.randint(1000, (batch,))
    loss_function = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, momentum=0.9, weight_decay=4e-5)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step, sum(p.numel() for p in model.parameters())


def repeat(step, seconds):
    """Milliseconds of each step, and the last loss."""
    times = []
    loss = 0
    end = time.perf_counter() + seconds
    while len(times) < LEAST_STEPS or time.perf_counter() < end:
        start = time.perf_counter()
        loss = step()
        times.append((time.perf_counter() - start) * 1e3)
    return times, loss


def warm_up(step, seconds):
    before = statistics.median(repeat(step, seconds)[0])
    for _ in range(1, MOST_WARM_UPS):
        now = statistics.median(repeat(step, seconds)[0])
        if now > SETTLED * before:
            return
        before = now


def peak_bytes():
    """The most memory this process has had resident; 0 where the system does not say."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0


def main(network, pixels, batch, memory_format, threads, warm_up_seconds, seconds):
    if not hasattr(torchvision.models, network):
        sys.exit(f"torchvision {torchvision.__version__} has no network '{network}'")
    torch.manual_seed(0)
    torch.set_num_threads(int(threads))
    format_of = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
    step, parameters = prepare(network, int(pixels), int(batch), format_of[memory_format])
    warm_up(step, float(warm_up_seconds))
    times, loss = repeat(step, float(seconds))
    measurement = {
        "milliseconds": statistics.median(times),
        "steps": len(times),
        "peakBytes": peak_bytes(),
        "parameters": parameters,
        "loss": loss,
    }
    print(json.dumps(measurement))


main(*sys.argv[1:])
