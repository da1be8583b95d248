package kinglet.cost;

import kinglet.graph.KingletException;

/**
 * The roofline model (Williams, Waterman and Patterson 2009): work takes at least as long as its arithmetic at the highest rate of
 * multiply-adds, and at least as long as its values take to and from memory.
 *
 * @param gflops 10^9 floating point operations a second, two a multiply-add
 * @param gigabytesPerSecond 10^9 bytes a second
 */
public record Roofline(double gflops, double gigabytesPerSecond) {

    /**
     * @throws KingletException if a rate is not above 0
     */
    public Roofline {
        if (!(gflops > 0 && gigabytesPerSecond > 0)) {
            throw new KingletException(
                    "a roofline needs rates above 0, not %s GFLOP/s and %s GB/s".formatted(gflops, gigabytesPerSecond));
        }
    }

    /** The least seconds for a batch of so many images. */
    public double seconds(Work work, int batch) {
        return Math.max(arithmetic(work, batch), memory(work, batch));
    }

    /** Whether memory sets the pace, and not arithmetic. */
    public boolean isMemoryBound(Work work, int batch) {
        return memory(work, batch) > arithmetic(work, batch);
    }

    private double arithmetic(Work work, int batch) {
        return work.flops(batch) / (gflops * 1e9);
    }

    private double memory(Work work, int batch) {
        return work.bytes(batch) / (gigabytesPerSecond * 1e9);
    }
}
