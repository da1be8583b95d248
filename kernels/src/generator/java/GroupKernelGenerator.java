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
    private static final int COLUMNS = 3;
    private static final int[] RUNS = {14, 7};

    private final List<String> lines = new ArrayList<>();
    private final boolean chosen;

    private GroupKernelGenerator(boolean chosen) {
        this.chosen = chosen;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.write(
                folder.resolve("VectorGroupLanes3.java"), new GroupKernelGenerator(true).kernel("VectorGroupLanes3"));
        Files.write(
                folder.resolve("VectorGroupRows3.java"), new GroupKernelGenerator(false).kernel("VectorGroupRows3"));
    }

    private void add(String line, Object... values) {
        lines.add(String.format(line, values));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private List<String> kernel(String name) {
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
        add(
                " * Three columns of taps by runs of pixels, for one vector of outputs%s.",
                chosen ? " that reads lanes of its own" : "");
        add(
                " * Each input serves up to three pixels. {@code %s} are of one %s each. Written by {@code GroupKernelGenerator}.",
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
        add("        switch (stride * 16 + pixels) {");
        for (int stride = 1; stride <= 2; stride++) {
            for (int pixels : RUNS) {
                String label = stride == 2 && pixels == 7 ? "default" : "case " + (stride * 16 + pixels);
                add("            %s -> stride%dBy%d(%s);", label, stride, pixels, arguments);
            }
        }
        add("        }");
        add("    }");
        for (int stride = 1; stride <= 2; stride++) {
            for (int pixels : RUNS) {
                add("");
                add("    private static void stride%dBy%d(%s) {", stride, pixels, parameters);
                rows(stride, pixels);
                add("    }");
            }
        }
        add("}");
        return lines;
    }

    private void rows(int stride, int pixels) {
        add("        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);");
        add("        for (int y = 0; y < rows; y++) {");
        add("            for (int x = 0; x < width; x += %d) {", pixels);
        add("                int first = Math.min(x, width - %d) * %d;", pixels, LANES);
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
        for (int tap = 0; tap < COLUMNS; tap++) {
            String at = tap == 0 ? "t" : tap == 1 ? "t + WIDTH" : "t + 2 * WIDTH";
            add("                    FloatVector w%d = FloatVector.fromArray(SPECIES, w, %s);", tap, at);
        }
        add("                    t += 3 * WIDTH;");
        for (int column = 0; column < (pixels - 1) * stride + COLUMNS; column++) {
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
        String place = column == 0 ? "p" : "p + " + LANES * column;
        add(
                chosen
                        ? "                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, %s).reinterpretAsInts()).reinterpretAsFloats();"
                        : "                    v = FloatVector.broadcast(SPECIES, a[%s]);",
                place);
        for (int i = 0; i < pixels; i++) {
            int tap = column - i * stride;
            if (tap >= 0 && tap < COLUMNS) {
                add("                    s%d = v.fma(w%d, s%d);", i, tap, i);
            }
        }
    }
}
