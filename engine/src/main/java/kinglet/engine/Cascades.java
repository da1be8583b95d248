package kinglet.engine;

import java.util.List;
import kinglet.graph.Conv2d;
import kinglet.graph.Shape;

/**
 * Finds each expansion, depthwise convolution and projection (Sandler et al. 2018, section 3.3) that is better done band by band of rows than
 * one after the other, because what lies between is too large for a cache.
 */
final class Cascades {
    /**
     * Floats between the steps from which on it is faster: MobileNetV2 at 1024 pixels takes 0.87 of the time, at 512 0.91 (two threads: 0.93), at 384
     * 0.97; at 224, where 1.2 million floats lie between, 1.03.
     */
    private static final int LARGE = 1 << 21;

    private Cascades() {}

    /** The number of the cascade of each instruction, rising; most are alone in theirs. */
    static int[] of(List<Instruction> instructions) {
        int[] cascades = new int[instructions.size()];
        for (int i = 1; i < cascades.length; i++) {
            boolean second = i + 1 < cascades.length
                    && isBottleneck(instructions.get(i - 1), instructions.get(i), instructions.get(i + 1));
            boolean third =
                    i > 1 && isBottleneck(instructions.get(i - 2), instructions.get(i - 1), instructions.get(i));
            cascades[i] = second || third ? cascades[i - 1] : cascades[i - 1] + 1;
        }
        return cascades;
    }

    private static boolean isBottleneck(Instruction expand, Instruction depthwise, Instruction project) {
        return isPointwise(expand)
                && isDepthwise(depthwise)
                && isPointwise(project)
                && reads(depthwise, expand)
                && reads(project, depthwise)
                && project.reads().stream().noneMatch(layout -> meets(layout, expand))
                && expand.writes().shape().size() >= LARGE
                && channels(project) < channels(expand)
                && expand.reads().getFirst().shape().channels() < channels(expand);
    }

    private static boolean isPointwise(Instruction i) {
        return !i.covers().isEmpty() && i.covers().getFirst().op() instanceof Conv2d conv && isPointwise(conv);
    }

    private static boolean isPointwise(Conv2d conv) {
        return conv.window().kernelHeight() == 1 && conv.window().kernelWidth() == 1 && conv.groups() == 1;
    }

    private static boolean isDepthwise(Instruction i) {
        Shape in = i.reads().getFirst().shape();
        return !i.covers().isEmpty() && i.covers().getFirst().op() instanceof Conv2d conv && conv.isDepthwise(in);
    }

    private static int channels(Instruction i) {
        return i.writes().shape().channels();
    }

    /** Whether the rows that one goes by, and nothing else that it reads, are made by the other. */
    private static boolean reads(Instruction instruction, Instruction maker) {
        List<Layout> reads = instruction.reads();
        return instruction.reach().isPresent()
                && meets(reads.getFirst(), maker)
                && reads.stream().skip(1).noneMatch(layout -> meets(layout, maker));
    }

    private static boolean meets(Layout layout, Instruction maker) {
        return layout.buffers().stream().anyMatch(maker.writes().buffers()::contains);
    }
}
