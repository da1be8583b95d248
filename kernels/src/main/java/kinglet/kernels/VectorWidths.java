package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shows the virtual machine vectors of every width before any kernel runs. A method of the Vector API that has met vectors of two classes, those of
 * the narrow kernels and of the others, is compiled for both at once, and what it gives to a loop is then an object: in about one process
 * of five some kernel allocated its vectors for good, and took many times as long. A method that has met more classes is compiled for the one
 * at hand.
 */
final class VectorWidths {
    private static final List<VectorSpecies<Float>> WIDTHS =
            List.of(FloatVector.SPECIES_64, FloatVector.SPECIES_128, FloatVector.SPECIES_256, FloatVector.SPECIES_512);

    /** Used by no kernel. A profile keeps the first two classes met: were ours one of them, it would be taken for the only one. */
    private static final List<VectorSpecies<Float>> FOREIGN = List.of(FloatVector.SPECIES_64, FloatVector.SPECIES_MAX);

    /** Enough for methods to be profiled with all of them; takes 0.15 s. */
    private static final int ROUNDS = 400;

    private VectorWidths() {}

    static void show() {
        float[] values = new float[3 * View.LANES + FloatVector.SPECIES_MAX.length()];
        Arrays.fill(values, 1f);
        show(FOREIGN, values);
        show(WIDTHS, values);
    }

    private static void show(List<VectorSpecies<Float>> widths, float[] values) {
        for (int i = 0; i < ROUNDS; i++) {
            for (VectorSpecies<Float> width : widths) {
                show(width, values);
            }
        }
    }

    private static void show(VectorSpecies<Float> width, float[] a) {
        FloatVector v = FloatVector.fromArray(width, a, 0);
        FloatVector w = FloatVector.fromArray(width, a, View.LANES);
        FloatVector x =
                v.add(w).mul(w).fma(v, w).sub(w).div(w).max(v).min(w).mul(2f).add(1f);
        VectorMask<Float> below = x.compare(VectorOperators.LT, w);
        VectorMask<Float> above = x.compare(VectorOperators.GE, 0f);
        FloatVector chosen = x.blend(w, below.and(above)).blend(0f, above);
        chosen.reinterpretAsInts().max(0).min(5).reinterpretAsFloats().neg().intoArray(a, 2 * View.LANES);
    }
}
