import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the products over chains of groups: {@code java ChainKernelGenerator.java FOLDER}, then format. In a pattern 0 is a vector of one
 * group, and 1 a vector of two.
 */
public final class ChainKernelGenerator {

    private static final int LANES = 16;

    private final List<String> lines = new ArrayList<>();

    private ChainKernelGenerator() {}

    public static void main(String[] args) throws IOException {
        ChainKernelGenerator generator = new ChainKernelGenerator();
        generator.patterns();
        Files.write(Path.of(args[0]).resolve("VectorChains.java"), generator.lines);
    }

    private void add(String line, Object... values) {
        lines.add(String.format(line, values));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private void patterns() {
        add("package kinglet.kernels;");
        add("");
        add("import static kinglet.kernels.VectorLanes.SPECIES;");
        add("import static kinglet.kernels.VectorLanes.WIDTH;");
        add("");
        add("import jdk.incubator.vector.FloatVector;");
        add("import jdk.incubator.vector.VectorMask;");
        add("");
        add("/**");
        add(
                " * Products of a few pixels, 16 floats apart, by vectors of outputs along a chain of groups, named by their pattern: 0 is a vector of one");
        add(" * group, 1 of two, where each lane gets the input of its own. Written by {@code ChainKernelGenerator}.");
        add(" */");
        add("final class VectorChains {");
        add("");
        add("    private VectorChains() {}");
        pattern("010", 7, 6);
        pattern("0110", 4, 3);
        pattern("00100", 4, 3);
        add("}");
    }

    private void pattern(String pattern, int... runs) {
        int vectors = pattern.length();
        int mixed = (int) pattern.chars().filter(c -> c == '1').count();
        String values = "from, offsets, w, masks, low, high, "
                + each(vectors, ", ", v -> "p[u" + (v == 0 ? "" : " + " + v) + "] + to");
        add("");
        add(
                "    static void chain%s(int pixels, float[] a, int from, int[] offsets, float[] w, long[] masks, int low, int high, int[] p, int u, int to) {",
                pattern);
        add("        if (pixels == %d) {", runs[0]);
        add("            chain%sBy%d(a, %s);", pattern, runs[0], values);
        add("        } else {");
        add("            chain%sBy%d(a, %s);", pattern, runs[1], values);
        add("        }");
        add("    }");
        for (int pixels : runs) {
            add("");
            add(
                    "    private static void chain%sBy%d(float[] a, int from, int[] offsets, float[] w, long[] masks, int low, int high, %s) {",
                    pattern, pixels, each(vectors, ", ", v -> "int to" + v));
            for (int i = 0; i < mixed; i++) {
                add("        VectorMask<Float> m%d = VectorMask.fromLong(SPECIES, masks[%d]);", i, i);
            }
            tile(pattern, mixed + 1, pixels);
            add("    }");
        }
    }

    private void tile(String pattern, int groups, int pixels) {
        int vectors = pattern.length();
        for (int v = 0; v < vectors; v++) {
            add("        FloatVector b%d = FloatVector.fromArray(SPECIES, w, %s);", v, v == 0 ? "0" : v + " * WIDTH");
        }
        for (int i = 0; i < pixels; i++) {
            int pixel = i;
            add("        FloatVector %s;", each(vectors, ", ", v -> "s" + pixel + v + " = b" + v));
        }
        add("        int at = %d * WIDTH;", vectors);
        add("        for (int k = 0; k < offsets.length; k += %d) {", groups);
        for (int g = 0; g < groups; g++) {
            add("            int p%d = from + offsets[k%s];", g, g == 0 ? "" : " + " + g);
        }
        for (int v = 0; v < vectors; v++) {
            add("            b%d = FloatVector.fromArray(SPECIES, w, at%s);", v, v == 0 ? "" : " + " + v + " * WIDTH");
        }
        add("            at += %d * WIDTH;", vectors);
        for (int i = 0; i < pixels; i++) {
            for (int g = 0; g < groups; g++) {
                add(
                        "            FloatVector x%d%d = FloatVector.broadcast(SPECIES, a[p%d%s]);",
                        i, g, g, i == 0 ? "" : " + " + LANES * i);
            }
            int group = 0;
            for (int v = 0; v < vectors; v++) {
                String x = "x" + i + group;
                if (pattern.charAt(v) == '1') {
                    x += ".blend(x" + i + (group + 1) + ", m" + group + ")";
                    group++;
                }
                add("            s%d%d = %s.fma(b%d, s%d%d);", i, v, x, v, i, v);
            }
        }
        add("        }");
        for (int i = 0; i < pixels; i++) {
            for (int v = 0; v < vectors; v++) {
                add(
                        "        s%d%d.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to%d%s);",
                        i, v, v, i == 0 ? "" : " + " + LANES * i);
            }
        }
    }
}
