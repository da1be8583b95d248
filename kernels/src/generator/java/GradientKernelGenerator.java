import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the kernels of the gradients of weights: {@code java GradientKernelGenerator.java FOLDER}, then format. */
public final class GradientKernelGenerator {

    private static final int LANES = 16;

    private static final int TAPS = 9;

    /** Pixels that are taken together where taps share what they read. */
    private static final int RUN = 4;

    private final List<String> lines = new ArrayList<>();

    private GradientKernelGenerator() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        for (int rows : new int[] {4, 8}) {
            new GradientKernelGenerator().outer(rows, 3, false).write(folder.resolve("VectorOuter" + rows + ".java"));
        }
        new GradientKernelGenerator().outer(8, 2, true).write(folder.resolve("VectorOuter8Apart.java"));
        new GradientKernelGenerator().taps().write(folder.resolve("VectorTapSums.java"));
        new GradientKernelGenerator().runs().write(folder.resolve("VectorTapSums3x3.java"));
    }

    private void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    private void add(String line, Object... values) {
        lines.add(String.format(line, values));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private void open(String name, String... comment) {
        add("package kinglet.kernels;");
        add("");
        add("import static kinglet.kernels.VectorLanes.SPECIES;");
        add("import static kinglet.kernels.VectorLanes.WIDTH;");
        add("");
        add("import jdk.incubator.vector.FloatVector;");
        add("");
        add("/**");
        for (String line : comment) {
            lines.add(" * " + line);
        }
        add(" */");
        add("final class %s {", name);
        add("");
        add("    private %s() {}", name);
    }

    /** @param apart whether the vectors come from another array than what they are multiplied with: slower, since registers for places are few */
    private GradientKernelGenerator outer(int rows, int widest, boolean apart) {
        String name = "VectorOuter" + rows + (apart ? "Apart" : "");
        if (apart) {
            open(
                    name,
                    "Sums of products of " + rows
                            + " weights by 1 or 2 vectors. {@code pairs} has for each term how far it lies from the first, among the weights and",
                    "among the vectors; {@code reads} the place of each weight of the first term, {@code places} that of each vector. Written by",
                    "{@code GradientKernelGenerator}.");
        } else {
            open(
                    name,
                    "Sums over pixels: of the products of " + rows
                            + " inputs by 1 to 3 vectors of the gradient of outputs. {@code pixels} has each pixel's place",
                    "relative to the first, in the input and in the gradient; {@code reads} the place of each input for the first pixel. Written by",
                    "{@code GradientKernelGenerator}.");
        }
        String arrays = apart ? "w, a, pairs" : "a, pixels";
        String parameters = apart ? "float[] w, float[] a, int[] pairs" : "float[] a, int[] pixels";
        add("");
        add(
                "    static void run(int vectors, %s, int from, int to, int[] reads, int read, int[] places, int u, float[] sums, int at) {",
                parameters);
        add("        switch (vectors) {");
        for (int vectors = 1; vectors <= widest; vectors++) {
            add(
                    "            %s -> by%d(%s, from, to, reads, read, %s, sums, at);",
                    vectors < widest ? "case " + vectors : "default",
                    vectors,
                    arrays,
                    each(vectors, ", ", v -> v == 0 ? "places[u]" : "places[u + " + v + "]"));
        }
        add("        }");
        add("    }");
        for (int vectors = 1; vectors <= widest; vectors++) {
            by(rows, vectors, parameters, apart ? "pairs" : "pixels", apart ? "w" : "a");
        }
        add("}");
        return this;
    }

    private void by(int rows, int vectors, String parameters, String table, String values) {
        add("");
        add(
                "    private static void by%d(%s, int from, int to, int[] reads, int read, %s, float[] sums, int at) {",
                vectors, parameters, each(vectors, ", ", v -> "int z" + v));
        for (int r = 0; r < rows; r++) {
            add("        int r%d = reads[read%s];", r, r == 0 ? "" : " + " + r);
        }
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                add(
                        "        FloatVector s%d%d = FloatVector.fromArray(SPECIES, sums, %s);",
                        r, v, lanes(r * vectors + v));
            }
        }
        add("        for (int i = from; i < to; i += 2) {");
        add("            int p = %s[i];", table);
        add("            int q = %s[i + 1];", table);
        for (int v = 0; v < vectors; v++) {
            add("            FloatVector d%d = FloatVector.fromArray(SPECIES, a, q + z%d);", v, v);
        }
        for (int r = 0; r < rows; r++) {
            add("            FloatVector x%d = FloatVector.broadcast(SPECIES, %s[p + r%d]);", r, values, r);
            for (int v = 0; v < vectors; v++) {
                add("            s%d%d = x%d.fma(d%d, s%d%d);", r, v, r, v, r, v);
            }
        }
        add("        }");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                add("        s%d%d.intoArray(sums, %s);", r, v, lanes(r * vectors + v));
            }
        }
        add("    }");
    }

    private static String lanes(int vector) {
        return vector == 0 ? "at" : vector == 1 ? "at + WIDTH" : "at + " + vector + " * WIDTH";
    }

    private GradientKernelGenerator taps() {
        open(
                "VectorTapSums",
                "Sums over pixels: of the products of " + TAPS
                        + " vectors of the input by one of the gradient of the output, lane by lane. {@code pixels} has each",
                "pixel's place relative to the first, in the input and in the gradient; {@code reads} the place of each tap for the first pixel of the first vector. Written by",
                "{@code GradientKernelGenerator}.");
        add("");
        add(
                "    static void run(float[] a, int[] pixels, int[] reads, int read, int x, int z, float[] sums, int at) {");
        for (int t = 0; t < TAPS; t++) {
            add("        int r%d = x + reads[read%s];", t, t == 0 ? "" : " + " + t);
        }
        for (int t = 0; t < TAPS; t++) {
            add("        FloatVector s%d = FloatVector.fromArray(SPECIES, sums, %s);", t, lanes(t));
        }
        add("        for (int i = 0; i < pixels.length; i += 2) {");
        add("            int p = pixels[i];");
        add("            FloatVector d = FloatVector.fromArray(SPECIES, a, pixels[i + 1] + z);");
        for (int t = 0; t < TAPS; t++) {
            add("            s%d = FloatVector.fromArray(SPECIES, a, p + r%d).fma(d, s%d);", t, t, t);
        }
        add("        }");
        for (int t = 0; t < TAPS; t++) {
            add("        s%d.intoArray(sums, %s);", t, lanes(t));
        }
        add("    }");
        add("}");
        return this;
    }

    private GradientKernelGenerator runs() {
        open(
                "VectorTapSums3x3",
                "The sums of {@link VectorTapSums} for a filter of 3x3, by runs of " + RUN
                        + " pixels, whose taps share what they read. {@code runs} has each run's place relative to",
                "the first pixel, in the input and in the gradient; the pixels of the gradient lie {@code step} floats apart. Written by",
                "{@code GradientKernelGenerator}.");
        for (int stride = 1; stride <= 2; stride++) {
            add("");
            add(
                    "    static void stride%d(float[] a, int[] runs, int x0, int x1, int x2, int z, int step, float[] sums, int at) {",
                    stride);
            for (int t = 0; t < TAPS; t++) {
                add("        FloatVector s%d = FloatVector.fromArray(SPECIES, sums, %s);", t, lanes(t));
            }
            add("        for (int i = 0; i < runs.length; i += 2) {");
            add("            int p = runs[i];");
            add("            int q = runs[i + 1] + z;");
            for (int pixel = 0; pixel < RUN; pixel++) {
                add(
                        "            FloatVector d%d = FloatVector.fromArray(SPECIES, a, q%s);",
                        pixel, pixel == 0 ? "" : pixel == 1 ? " + step" : " + " + pixel + " * step");
            }
            add("            FloatVector v;");
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < (RUN - 1) * stride + 3; column++) {
                    add(
                            "            v = FloatVector.fromArray(SPECIES, a, p + x%d%s);",
                            row, column == 0 ? "" : " + " + LANES * column);
                    for (int pixel = 0; pixel < RUN; pixel++) {
                        int tap = column - pixel * stride;
                        if (tap >= 0 && tap < 3) {
                            int sum = row * 3 + tap;
                            add("            s%d = v.fma(d%d, s%d);", sum, pixel, sum);
                        }
                    }
                }
            }
            add("        }");
            for (int t = 0; t < TAPS; t++) {
                add("        s%d.intoArray(sums, %s);", t, lanes(t));
            }
            add("    }");
        }
        add("}");
        return this;
    }
}
