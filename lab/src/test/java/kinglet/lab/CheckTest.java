package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckTest {
    private static final List<Check> ALL = Stream.of(
                    WorkedFormulas.all(),
                    WorkedExamples.all(),
                    WorkedTables.all(),
                    WorkedStructures.all(),
                    WorkedErrata.all())
            .flatMap(List::stream)
            .toList();

    static List<Check> checks() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("checks")
    void passes(Check check) {
        assertThat(check.passed())
                .as("%s %s%n%s", check.id(), check.title(), String.join("\n", check.derivation()))
                .isTrue();
    }

    @Test
    void everyFormulaAndEveryErrorOfTheInventoryIsChecked() {
        assertThat(WorkedFormulas.all()).extracting(Check::id).isEqualTo(numbered("C", 23));
        assertThat(WorkedErrata.all()).extracting(Check::id).isEqualTo(numbered("E", 32));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void anErrorHasOneSentenceThatSaysWhatIsRight(Check check) {
        assertThat(check.sources()).isNotEmpty();
        if (check.id().startsWith("E")) {
            assertThat(check.right()).endsWith(".");
        }
    }

    @Test
    void aWrongFigureFailsAndSaysBoth() {
        Check wrong = Check.of("X", "wrong", "says", WorkedSources.INVENTORY)
                .derive("sum", Formula.symbol("a", 2).plus(Formula.of(3)), 6, "nothing");
        assertThat(wrong.passed()).isFalse();
        assertThat(wrong.derivation()).containsExactly("sum = a + 3", "    = 2 + 3", "    = 5", "counted 6 on nothing");
        assertThat(wrong.section().parts())
                .filteredOn(Verdict.class::isInstance)
                .singleElement()
                .satisfies(part -> assertThat(((Verdict) part).reason()).isEqualTo("sum is 6, not 5."));
    }

    @Test
    void formulasKeepTheirBrackets() {
        Formula k = Formula.symbol("K", 3);
        Formula n = Formula.symbol("N", 4);
        Formula formula = Formula.of(1).over(k.plus(n).squared().times(n)).plus(n.times(k.plus(n)));
        assertThat(formula.inSymbols()).isEqualTo("1 / ((K + N)² · N) + N · (K + N)");
        assertThat(formula.inNumbers()).isEqualTo("1 / ((3 + 4)² · 4) + 4 · (3 + 4)");
        assertThat(formula.value()).isEqualTo(1.0 / 196 + 28);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"7; 7", "1234567; 1,234,567", "0.25; 0.25", "0.1111111111; 0.111111", "1e-9; 0", "-2.5; -2.5"})
    void numbersAreExactOrHaveSixPlaces(double number, String text) {
        assertThat(Formula.number(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFamilyIsAnExperimentWithAVerdictForEachCheck(Experiment family) {
        Report report = family.run(Run.of(true));
        assertThat(report.verdicts())
                .hasSizeGreaterThan(7)
                .allSatisfy(
                        verdict -> assertThat(verdict.outcome()).isIn(Verdict.Outcome.PASSED, Verdict.Outcome.OPEN));
    }

    static List<Experiment> families() {
        return CheckExperiment.ALL;
    }

    private static List<String> numbered(String letter, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "%s%02d".formatted(letter, i))
                .toList();
    }
}
