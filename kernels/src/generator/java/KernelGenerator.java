import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the kernels that hold a tile of results in registers: {@code java KernelGenerator.java FOLDER}, then format. C2 keeps a vector in a
 * register only as a local variable of its own, so the tiles are spelled out; arrays of vectors would be boxed.
 */
public final class KernelGenerator {

    private static final int LANES = 16;

    /** A distance of pixels that is known only at run time; the constant ones are a fifth faster. */
    private static final int ANY = 0;

    private final List<String> lines = new ArrayList<>();

    private KernelGenerator() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        for (int vectors = 1; vectors <= 3; vectors++) {
            for (int step : new int[] {LANES, 2 * LANES, 2, ANY}) {
                new KernelGenerator()
                        .tiles(vectors, step, false)
                        .write(folder.resolve(tileName(vectors, step) + ".java"));
            }
            new KernelGenerator()
                    .tiles(vectors, LANES, true)
                    .write(folder.resolve(tileName(vectors, LANES) + "Rounded.java"));
            for (int step : new int[] {LANES, 2}) {
                String name = tileName(vectors, step).replace("Tile", "Narrow");
                new KernelGenerator().tiles(vectors, step, false).narrow().write(folder.resolve(name + ".java"));
            }
        }
        for (int vectors = 1; vectors <= 3; vectors++) {
            new KernelGenerator()
                    .tiles(vectors, 2 * LANES, false)
                    .spread()
                    .write(folder.resolve("VectorTile" + vectors + "Spread.java"));
        }
        new KernelGenerator().depthwise3().write(folder.resolve("VectorDepthwise3x3.java"));
        for (int taps : new int[] {1, 3, 5, 7}) {
            new KernelGenerator().depthwiseRows(taps).write(folder.resolve("VectorDepthwiseRows" + taps + ".java"));
        }
    }

    private void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    private void add(String line, Object... values) {
        lines.add(String.format(line, values));
    }

    /** The same with vectors of half a block, whatever the widest are. */
    private KernelGenerator narrow() {
        lines.replaceAll(line -> line.replace("SPECIES", "NARROW")
                .replace("WIDTH", "NARROW_WIDTH")
                .replace("VectorTile", "VectorNarrow")
                .replace(" of outputs.", " of eight outputs."));
        return this;
    }

    /** The same with results 32 floats apart, like what they are made of. */
    private KernelGenerator spread() {
        lines.replaceAll(line -> Pattern.compile("(intoArray\\(a, to\\d \\+ )(\\d+)")
                .matcher(line)
                .replaceAll(match -> match.group(1) + 2 * Integer.parseInt(match.group(2)))
                .replace("By32", "Spread")
                .replace(" of outputs.", " of outputs that lie as far apart."));
        return this;
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private void open(String comment, String name) {
        add("package kinglet.kernels;");
        add("");
        add("import static kinglet.kernels.VectorLanes.SPECIES;");
        add("import static kinglet.kernels.VectorLanes.WIDTH;");
        add("");
        add("import jdk.incubator.vector.FloatVector;");
        if (name.endsWith("Rounded")) {
            lines.add(
                    lines.indexOf("import static kinglet.kernels.VectorLanes.SPECIES;"),
                    "import static kinglet.kernels.VectorLanes.SHORTS;");
            add("import jdk.incubator.vector.ShortVector;");
            add("import jdk.incubator.vector.VectorOperators;");
        }
        add("");
        add("/** %s Written by {@code KernelGenerator}. */", comment);
        add("final class %s {", name);
        add("");
        add("    private %s() {}", name);
    }

    private static String tileName(int vectors, int step) {
        return "VectorTile" + vectors + (step == LANES ? "" : step == ANY ? "ByAny" : "By" + step);
    }

    /** {@code rounded}: with weights of 16 bits, and what they are scaled with and added to at the end. */
    private KernelGenerator tiles(int vectors, int step, boolean rounded) {
        String name = tileName(vectors, step) + (rounded ? "Rounded" : "");
        String distance = step == ANY ? "any distance" : step + " floats";
        open(
                "Products of 1 to 7 pixels, " + distance + " apart, by " + vectors
                        + (vectors == 1 ? " vector" : " vectors") + " of outputs"
                        + (rounded ? ", with weights of 16 bits." : "."),
                name);
        String outputs = each(vectors, ", ", v -> "int to" + v);
        String arguments = each(vectors, ", ", v -> "to" + v);
        String parameter = step == ANY ? "int step, " : "";
        String argument = step == ANY ? "step, " : "";
        String weights = rounded ? "short[] w, float[] scales, float[] bias" : "float[] w";
        String weight = rounded ? "w, scales, bias" : "w";
        add("");
        add(
                "    static void run(int pixels, float[] a, int from, %sint[] offsets, %s, int low, int high, %s) {",
                parameter, weights, outputs);
        add("        switch (pixels) {");
        for (int pixels = 1; pixels <= 7; pixels++) {
            String label = pixels < 7 ? "case " + pixels : "default";
            add(
                    "            %s -> tile%d(a, from, %soffsets, %s, low, high, %s);",
                    label, pixels, argument, weight, arguments);
        }
        add("        }");
        add("    }");
        for (int pixels = 1; pixels <= 7; pixels++) {
            add("");
            add(
                    "    private static void tile%d(float[] a, int from, %sint[] offsets, %s, int low, int high, %s) {",
                    pixels, parameter, weights, outputs);
            tile(pixels, vectors, step, rounded);
            add("    }");
        }
        add("}");
        return this;
    }

    private void tile(int pixels, int vectors, int step, boolean rounded) {
        for (int v = 0; v < vectors; v++) {
            add("        FloatVector b%d = %s;", v, rounded ? "FloatVector.zero(SPECIES)" : load("w", lanes(v, "")));
        }
        for (int i = 0; i < pixels; i++) {
            int pixel = i;
            add("        FloatVector %s;", each(vectors, ", ", v -> "s" + pixel + v + " = b" + v));
        }
        add("        int at = %s;", rounded ? "0" : lanes(vectors, ""));
        add("        for (int k = 0; k < offsets.length; k++) {");
        add("            int p = from + offsets[k];");
        for (int v = 0; v < vectors; v++) {
            String place = lanes(v, "at");
            add("            b%d = %s;", v, rounded ? widened(place) : load("w", place));
        }
        add("            at += %s;", lanes(vectors, ""));
        for (int i = 0; i < pixels; i++) {
            String place = i == 0 ? "p" : step != ANY ? "p + " + step * i : "p + " + (i == 1 ? "" : i + " * ") + "step";
            add("            FloatVector x%d = FloatVector.broadcast(SPECIES, a[%s]);", i, place);
            for (int v = 0; v < vectors; v++) {
                add("            s%d%d = x%d.fma(b%d, s%d%d);", i, v, i, v, i, v);
            }
        }
        add("        }");
        for (int v = 0; rounded && v < vectors; v++) {
            add("        FloatVector f%d = %s;", v, load("scales", lanes(v, "")));
            add("        FloatVector e%d = %s;", v, load("bias", lanes(v, "")));
        }
        for (int i = 0; i < pixels; i++) {
            for (int v = 0; v < vectors; v++) {
                String sum = "s" + i + v;
                store(
                        "        ",
                        rounded ? sum + ".fma(f" + v + ", e" + v + ")" : sum,
                        "a",
                        "to" + v + (i == 0 ? "" : " + " + LANES * i));
            }
        }
    }

    private static String load(String array, String place) {
        return "FloatVector.fromArray(SPECIES, " + array + ", " + place + ")";
    }

    private static String widened(String place) {
        return "(FloatVector) ShortVector.fromArray(SHORTS, w, " + place
                + ").convertShape(VectorOperators.S2F, SPECIES, 0)";
    }

    private void store(String indent, String value, String array, String place) {
        add(
                "%s%s.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(%s, %s);",
                indent, value, array, place);
    }

    private static String lanes(int vectors, String base) {
        String lanes = vectors == 0 ? "" : vectors == 1 ? "WIDTH" : vectors + " * WIDTH";
        return base.isEmpty() ? (lanes.isEmpty() ? "0" : lanes) : lanes.isEmpty() ? base : base + " + " + lanes;
    }

    private KernelGenerator depthwise3() {
        open("Depthwise 3x3, seven pixels at a time, bias and nine taps in registers.", "VectorDepthwise3x3");
        for (int stride = 1; stride <= 2; stride++) {
            add("");
            add(
                    "    static void stride%d(float[] a, int from, int inputRow, float[] w, int at, int low, int high, int to, int toRow, int rows, int width) {",
                    stride);
            add("        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);");
            for (int tap = 0; tap < 9; tap++) {
                add(
                        "        FloatVector w%d%d = FloatVector.fromArray(SPECIES, w, at + %d);",
                        tap / 3, tap % 3, LANES * (tap + 1));
            }
            add("        for (int y = 0; y < rows; y++) {");
            add("            for (int x = 0; x < width; x += 7) {");
            add("                int first = Math.min(x, width - 7) * %d;", LANES);
            add(
                    "                int p = from + y * %sinputRow + first%s;",
                    stride == 1 ? "" : stride + " * ", stride == 1 ? "" : " * " + stride);
            add("                int o = to + y * toRow + first;");
            add("                FloatVector v;");
            add("                FloatVector %s;", each(7, ", ", i -> "s" + i + " = bias"));
            for (int row = 0; row < 3; row++) {
                int r = row;
                multiplyAdd("                ", 7, stride, 3, tap -> "w" + r + tap);
                if (row < 2) {
                    add("                p += inputRow;");
                }
            }
            for (int i = 0; i < 7; i++) {
                store("                ", "s" + i, "a", "o" + (i == 0 ? "" : " + " + LANES * i));
            }
            add("            }");
            add("        }");
            add("    }");
        }
        add("}");
        lines.remove("import static kinglet.kernels.VectorLanes.WIDTH;");
        return this;
    }

    private void multiplyAdd(String indent, int pixels, int stride, int taps, IntFunction<String> weight) {
        for (int column = 0; column < (pixels - 1) * stride + taps; column++) {
            int c = column;
            List<Integer> users = IntStream.range(0, pixels)
                    .filter(i -> c - i * stride >= 0 && c - i * stride < taps)
                    .boxed()
                    .toList();
            if (!users.isEmpty()) {
                add("%sv = FloatVector.fromArray(SPECIES, a, p%s);", indent, column == 0 ? "" : " + " + LANES * column);
                users.forEach(i -> add("%ss%d = v.fma(%s, s%d);", indent, i, weight.apply(c - i * stride), i));
            }
        }
    }

    private KernelGenerator depthwiseRows(int taps) {
        String name = "VectorDepthwiseRows" + taps;
        open(
                "Depthwise with " + taps + (taps == 1 ? " column" : " columns")
                        + " of taps and any number of rows of them.",
                name);
        String parameters =
                "float[] a, int from, int fromRow, int tapRow, float[] w, int at, int end, int low, int high, int to, int toRow, int rows, int width";
        String arguments = "a, from, fromRow, tapRow, w, at, end, low, high, to, toRow, rows, width";
        add("");
        add("    static void run(int stride, %s) {", parameters);
        add("        if (stride == 1) {");
        choose(taps, 1, arguments);
        add("        } else {");
        choose(taps, 2, arguments);
        add("        }");
        add("    }");
        for (int stride = 1; stride <= 2; stride++) {
            for (int pixels : taps >= 5 ? new int[] {7, 1} : new int[] {7, 4, 1}) {
                add("");
                add("    private static void stride%dBy%d(%s) {", stride, pixels, parameters);
                rows(taps, stride, pixels);
                add("    }");
            }
        }
        add("}");
        lines.remove("import static kinglet.kernels.VectorLanes.WIDTH;");
        return this;
    }

    private void choose(int taps, int stride, String arguments) {
        add("            if (width >= 7) {");
        add("                stride%dBy7(%s);", stride, arguments);
        if (taps < 5) {
            add("            } else if (width >= 4) {");
            add("                stride%dBy4(%s);", stride, arguments);
        }
        add("            } else {");
        add("                stride%dBy1(%s);", stride, arguments);
        add("            }");
    }

    private void rows(int taps, int stride, int pixels) {
        add("        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);");
        add("        for (int y = 0; y < rows; y++) {");
        add("            for (int x = 0; x < width; x += %d) {", pixels);
        add("                int first = %s * %d;", pixels == 1 ? "x" : "Math.min(x, width - " + pixels + ")", LANES);
        add("                int p = from + y * fromRow + first%s;", stride == 1 ? "" : " * " + stride);
        add("                int o = to + y * toRow + first;");
        add("                FloatVector %s;", each(pixels, ", ", i -> "s" + i + " = bias"));
        add("                for (int t = at + %d; t < end; t += %d) {", LANES, LANES * taps);
        for (int tap = 0; tap < taps; tap++) {
            add(
                    "                    FloatVector w%d = FloatVector.fromArray(SPECIES, w, t%s);",
                    tap, tap == 0 ? "" : " + " + LANES * tap);
        }
        add("                    FloatVector v;");
        multiplyAdd("                    ", pixels, stride, taps, tap -> "w" + tap);
        add("                    p += tapRow;");
        add("                }");
        for (int i = 0; i < pixels; i++) {
            store("                ", "s" + i, "a", "o" + (i == 0 ? "" : " + " + LANES * i));
        }
        add("            }");
        add("        }");
    }
}
