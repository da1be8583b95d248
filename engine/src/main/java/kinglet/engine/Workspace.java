package kinglet.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kinglet.graph.KingletException;
import kinglet.kernels.Repeated;
import kinglet.kernels.Share;
import kinglet.kernels.Team;

/**
 * The memory of one run for a fixed number of images: fill {@link #input}, give it to {@link Plan#run(Workspace)}, read {@link #output}.
 * One run at a time; make one a thread.
 */
public final class Workspace {
    private final Program program;
    private final float[][] arenas;
    private final Share[] shares;
    private final Map<String, float[]> inputs = new LinkedHashMap<>();
    private final Map<String, float[]> outputs = new LinkedHashMap<>();
    private final Program.Port[] inputPorts;
    private final Program.Port[] outputPorts;
    private final float[][] inputArrays;
    private final float[][] outputArrays;
    private final AtomicBoolean running = new AtomicBoolean();

    Workspace(Program program, int batch) {
        this.program = program;
        this.arenas = new float[batch][program.arenaSize()];
        for (float[] arena : arenas) {
            program.constants().forEach(constant -> constant.fill(arena));
        }
        this.shares = shares(true);
        program.inputs().forEach((name, port) -> inputs.put(name, new float[size(port, batch)]));
        program.outputs().forEach((name, port) -> outputs.put(name, new float[size(port, batch)]));
        this.inputPorts = program.inputs().values().toArray(Program.Port[]::new);
        this.outputPorts = program.outputs().values().toArray(Program.Port[]::new);
        this.inputArrays = inputs.values().toArray(float[][]::new);
        this.outputArrays = outputs.values().toArray(float[][]::new);
    }

    /**
     * One image after the other goes through the steps, so that its activations stay in a cache (MobileNetV2, 8 images: 88 ms when each step took all
     * images, 53 ms so); but a classifier at the end, whose weights are more than its activations, takes all images at once.
     *
     * @param cascades whether steps that follow each other by rows are one share
     */
    private Share[] shares(boolean cascades) {
        List<Program.Entry> entries = program.entries();
        int classifier = classifier();
        List<Share> shares = new ArrayList<>();
        for (float[] arena : arenas) {
            for (int from = 0, to; from < classifier; from = to) {
                to = from + 1;
                while (cascades && to < classifier && entries.get(to).follows().isPresent()) {
                    to++;
                }
                shares.add(new Share(
                        to == from + 1
                                ? new Repeated(entries.get(from).step(), new float[][] {arena})
                                : new Cascade(entries.subList(from, to), arena)));
            }
        }
        for (Program.Entry entry : entries.subList(classifier, entries.size())) {
            shares.add(new Share(new Repeated(entry.step(), arenas)));
        }
        return shares.toArray(Share[]::new);
    }

    /** The number of the first of the steps at the end that make vectors. */
    private int classifier() {
        List<Program.Entry> entries = program.entries();
        int classifier = entries.size();
        while (classifier > 0 && entries.get(classifier - 1).output().isVector()) {
            classifier--;
        }
        return classifier;
    }

    private static int size(Program.Port port, int batch) {
        long size = (long) port.shape().size() * batch;
        if (size > MemoryPlan.LARGEST) {
            throw new KingletException("%d images of %s do not fit one array (2^31 floats); use a smaller batch"
                    .formatted(batch, port.shape()));
        }
        return (int) size;
    }

    /** How many images it holds. */
    public int batch() {
        return arenas.length;
    }

    /** The images of the only input, {@code [batch][channels][rows][columns]}. */
    public float[] input() {
        return only(inputs, "input");
    }

    /** The images of one input. */
    public float[] input(String name) {
        return named(inputs, name, "input");
    }

    /** The results of the only output, {@code [batch][channels][rows][columns]}. */
    public float[] output() {
        return only(outputs, "output");
    }

    /** The results of one output. */
    public float[] output(String name) {
        return named(outputs, name, "output");
    }

    boolean belongsTo(Program other) {
        return program == other;
    }

    /** Moves the inputs into the arenas, lets the team do the steps, and moves the outputs out. Times each step if {@code nanos} has room. */
    void run(Team team, long[] nanos) {
        if (!running.compareAndSet(false, true)) {
            throw new KingletException("this workspace is being run by another thread; make one for each thread");
        }
        try {
            for (int p = 0; p < inputPorts.length; p++) {
                for (int i = 0; i < arenas.length; i++) {
                    inputPorts[p].read(inputArrays[p], i, arenas[i]);
                }
            }
            if (nanos == Team.UNTIMED) {
                team.run(shares);
            } else {
                time(team, nanos);
            }
            for (int p = 0; p < outputPorts.length; p++) {
                for (int i = 0; i < arenas.length; i++) {
                    outputPorts[p].write(arenas[i], outputArrays[p], i);
                }
            }
        } finally {
            running.set(false);
        }
    }

    /** Runs each step by itself. */
    private void time(Team team, long[] nanos) {
        Share[] singles = shares(false);
        long[] each = new long[singles.length];
        team.run(singles, each);
        int classifier = classifier();
        int before = classifier * arenas.length;
        for (int i = 0; i < each.length; i++) {
            nanos[i < before ? i % classifier : classifier + i - before] += each[i];
        }
    }

    private static float[] only(Map<String, float[]> ports, String what) {
        if (ports.size() != 1) {
            throw new KingletException("the network has %d %ss (%s); name the one you mean"
                    .formatted(ports.size(), what, String.join(", ", ports.keySet())));
        }
        return ports.values().iterator().next();
    }

    private static float[] named(Map<String, float[]> ports, String name, String what) {
        float[] values = ports.get(name);
        if (values == null) {
            throw new KingletException(
                    "the network has no %s '%s'; it has %s".formatted(what, name, String.join(", ", ports.keySet())));
        }
        return values;
    }
}
