import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the kernels of narrow groups: {@code java GroupKernelGenerator.java FOLDER}, then format. */
public final class GroupKernelGenerator {

    private static final int LANES = 16;

    private final List<String> lines = new ArrayList<>();
    private final int columns;
    private final boolean chosen;

    private GroupKernelGenerator(int columns, boolean chosen) {
        this.columns = columns;
        this.chosen = chosen;
    }

    /** Pixels at a time; one column of taps is also for gathers of any width. */
    private int[] runs() {
        return columns == 1 ? new int[] {14, 7, 1} : new int[] {14, 7};
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        new GroupKernelGenerator(3, false).write(folder, "VectorGroupRows3");
        new GroupKernelGenerator(3, true).write(folder, "VectorGroupLanes3");
        new GroupKernelGenerator(1, true).write(folder, "VectorGroupLanes1");
    }

    private void write(Path folder, String name) throws IOException {
        kernel(name);
        Files.write(folder.resolve(name + ".java"), lines);
    }

    private void add(String line, Object... values) {
        lines.add(String.format(line, values));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private void kernel(String name) {
        add("package kinglet.kernels;");
        add("");
        add("import static kinglet.kernels.VectorLanes.SPECIES;");
        add("import static kinglet.kernels.VectorLanes.WIDTH;");
        add("");
        add("import jdk.incubator.vector.FloatVector;");
        if (chosen) {
            add("import jdk.incubator.vector.IntVector;");
            add("import jdk.incubator.vector.VectorSpecies;");
        }
        add("");
        add("/**");
        String taps = columns == 1 ? "One column of taps" : "Three columns of taps";
        add(
                " * %s by runs of pixels, for one vector of outputs%s.",
                taps, chosen ? " that reads lanes of its own" : "");
        add(
                " * {@code %s} are of one %s each. Written by {@code GroupKernelGenerator}.",
                chosen ? "offsets, lanes" : "offsets", chosen ? "vector of inputs" : "input");
        add(" */");
        add("final class %s {", name);
        if (chosen) {
            add("");
            add(
                    "    private static final VectorSpecies<Integer> INDICES = VectorSpecies.of(int.class, SPECIES.vectorShape());");
        }
        add("");
        add("    private %s() {}", name);
        add("");
        String lanes = chosen ? "int[] lanes, " : "";
        String parameters = "float[] a, int from, int fromRow, int[] offsets, " + lanes
                + "float[] w, int low, int high, int to, int toRow, int rows, int width";
        String arguments =
                "a, from, fromRow, offsets, " + (chosen ? "lanes, " : "") + "w, low, high, to, toRow, rows, width";
        add("    static void run(int stride, int pixels, %s) {", parameters);
        int last = runs()[runs().length - 1];
        add("        switch (stride * 16 + pixels) {");
        for (int stride = 1; stride <= 2; stride++) {
            for (int pixels : runs()) {
                String label = stride == 2 && pixels == last ? "default" : "case " + (stride * 16 + pixels);
                add("            %s -> stride%dBy%d(%s);", label, stride, pixels, arguments);
            }
        }
        add("        }");
        add("    }");
        for (int stride = 1; stride <= 2; stride++) {
            for (int pixels : runs()) {
                add("");
                add("    private static void stride%dBy%d(%s) {", stride, pixels, parameters);
                rows(stride, pixels);
                add("    }");
            }
        }
        add("}");
    }

    private void rows(int stride, int pixels) {
        add("        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);");
        add("        for (int y = 0; y < rows; y++) {");
        add("            for (int x = 0; x < width; x += %d) {", pixels);
        add("                int first = %s * %d;", pixels == 1 ? "x" : "Math.min(x, width - " + pixels + ")", LANES);
        add("                int start = from + y * fromRow + first%s;", stride == 1 ? "" : " * " + stride);
        add("                int o = to + y * toRow + first;");
        add("                FloatVector %s;", each(pixels, ", ", i -> "s" + i + " = bias"));
        add("                int t = WIDTH;");
        add("                for (int k = 0; k < offsets.length; k++) {");
        add("                    int p = start + offsets[k];");
        if (chosen) {
            add("                    IntVector choice = IntVector.fromArray(INDICES, lanes, k * WIDTH);");
        }
        add("                    FloatVector v;");
        for (int tap = 0; tap < columns; tap++) {
            String at = tap == 0 ? "t" : tap == 1 ? "t + WIDTH" : "t + 2 * WIDTH";
            add("                    FloatVector w%d = FloatVector.fromArray(SPECIES, w, %s);", tap, at);
        }
        add("                    t += %sWIDTH;", columns == 1 ? "" : columns + " * ");
        for (int column = 0; column < (pixels - 1) * stride + columns; column++) {
            column(column, stride, pixels);
        }
        add("                }");
        for (int i = 0; i < pixels; i++) {
            add(
                    "                s%d.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o%s);",
                    i, i == 0 ? "" : " + " + LANES * i);
        }
        add("            }");
        add("        }");
    }

    private void column(int column, int stride, int pixels) {
        if (column % stride >= columns) {
            return;
        }
        String place = column == 0 ? "p" : "p + " + LANES * column;
        add(
                chosen
                        ? "                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, %s).reinterpretAsInts()).reinterpretAsFloats();"
                        : "                    v = FloatVector.broadcast(SPECIES, a[%s]);",
                place);
        for (int i = 0; i < pixels; i++) {
            int tap = column - i * stride;
            if (tap >= 0 && tap < columns) {
                add("                    s%d = v.fma(w%d, s%d);", i, tap, i);
            }
        }
    }
}
