package kinglet.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.graph.KingletException;

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

    Workspace(Program program, int batch) {
        this.program = program;
        this.arenas = new float[batch][program.arenaSize()];
        for (float[] arena : arenas) {
            program.constants().forEach(constant -> constant.fill(arena));
        }
        this.shares = program.entries().stream()
                .map(entry -> new Share(entry.step(), arenas))
                .toArray(Share[]::new);
        program.inputs().forEach((name, port) -> inputs.put(name, new float[size(port, batch)]));
        program.outputs().forEach((name, port) -> outputs.put(name, new float[size(port, batch)]));
    }

    private static int size(Program.Port port, int batch) {
        return Math.multiplyExact(port.shape().size(), batch);
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

    Share[] shares() {
        return shares;
    }

    /** Moves the inputs into the arenas. */
    void load() {
        for (Map.Entry<String, Program.Port> input : program.inputs().entrySet()) {
            float[] images = input(input.getKey());
            for (int i = 0; i < arenas.length; i++) {
                input.getValue().read(images, i, arenas[i]);
            }
        }
    }

    /** Moves the outputs out of the arenas. */
    void unload() {
        for (Map.Entry<String, Program.Port> output : program.outputs().entrySet()) {
            float[] images = output(output.getKey());
            for (int i = 0; i < arenas.length; i++) {
                output.getValue().write(arenas[i], images, i);
            }
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
