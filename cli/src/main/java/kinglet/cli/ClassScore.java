package kinglet.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.vision.ConfusionMatrix;

/** How well one class was recognised. */
record ClassScore(String name, int pictures, double recall, double precision) {

    static List<ClassScore> of(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes().size())
                .mapToObj(i -> new ClassScore(
                        matrix.classes().get(i), matrix.pictures(i), matrix.recall(i), matrix.precision(i)))
                .toList();
    }

    static Table<ClassScore> table() {
        return new Table<ClassScore>()
                .words("class", "class", ClassScore::name)
                .number("pictures", "pictures", ClassScore::pictures, Number::toString)
                .perhaps("recall", "recall %", share(ClassScore::recall), ClassScore::percent)
                .perhaps("precision", "precision %", share(ClassScore::precision), ClassScore::percent);
    }

    private static Function<ClassScore, Optional<Number>> share(ToDoubleFunction<ClassScore> value) {
        return score -> Optional.<Number>of(value.applyAsDouble(score)).filter(n -> !Double.isNaN(n.doubleValue()));
    }

    private static String percent(Number share) {
        return Quantities.decimal(100 * share.doubleValue(), 1);
    }
}
