package kinglet.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinglet.graph.KingletException;

/** What answers a claim: something that reports of experiments say. */
sealed interface Evidence {

    /** The experiments whose reports it reads. */
    List<String> experiments();

    /**
     * What became of the claim by the reports that are there.
     *
     * @param reports by the name of their experiment
     * @throws KingletException if a report of these experiments does not say what it should
     */
    List<Verdict> verdicts(Map<String, SavedReport> reports);

    /**
     * Verdicts of one experiment.
     *
     * @param experiment its name
     * @param beginnings of the verdicts' claims, in the order of reading; all verdicts if there are none
     */
    record Verdicts(String experiment, List<String> beginnings) implements Evidence {

        static Verdicts of(String experiment, String... beginnings) {
            return new Verdicts(experiment, List.of(beginnings));
        }

        @Override
        public List<String> experiments() {
            return List.of(experiment);
        }

        @Override
        public List<Verdict> verdicts(Map<String, SavedReport> reports) {
            SavedReport report = reports.get(experiment);
            if (report == null) {
                return List.of();
            }
            return beginnings.isEmpty()
                    ? report.verdicts()
                    : beginnings.stream()
                            .flatMap(beginning -> beginning(report, beginning))
                            .toList();
        }

        private Stream<Verdict> beginning(SavedReport report, String beginning) {
            List<Verdict> found = report.verdicts().stream()
                    .filter(verdict -> verdict.claim().startsWith(beginning))
                    .toList();
            if (found.isEmpty()) {
                throw new KingletException(
                        "the report of '%s' has no verdict that begins with '%s'; run the experiment again"
                                .formatted(experiment, beginning));
            }
            return found.stream();
        }
    }

    /**
     * That one pair of trained networks differs more than another, seed by seed.
     *
     * @param claim in a sentence
     * @param published by how much
     * @param larger the experiment of the pair that should differ more
     * @param smaller the experiment of the other pair
     * @param better in both, the network that should be more accurate
     */
    record LargerGain(String claim, String published, String larger, String smaller, String better)
            implements Evidence {

        @Override
        public List<String> experiments() {
            return List.of(larger, smaller);
        }

        @Override
        public List<Verdict> verdicts(Map<String, SavedReport> reports) {
            SavedReport large = reports.get(larger);
            SavedReport small = reports.get(smaller);
            if (large == null || small == null) {
                return List.of();
            }
            double[] of = gains(large);
            double[] than = gains(small);
            return List.of(new TrainedClaim(claim, larger, smaller, published)
                    .verdict(name -> name.equals(larger) ? of : than));
        }

        private double[] gains(SavedReport report) {
            List<Map<?, ?>> trainings = report.table(report.experiment() + "-trainings");
            return trainings.stream()
                    .filter(training -> better.equals(training.get("network")))
                    .mapToDouble(good -> top1(good) - top1(other(report, trainings, good)))
                    .toArray();
        }

        private Map<?, ?> other(SavedReport report, List<Map<?, ?>> trainings, Map<?, ?> good) {
            return trainings.stream()
                    .filter(training -> String.valueOf(training.get("seed")).equals(String.valueOf(good.get("seed"))))
                    .filter(training -> !better.equals(training.get("network")))
                    .findFirst()
                    .orElseThrow(
                            () -> new KingletException("the report of '%s' lacks a training; run the experiment again"
                                    .formatted(report.experiment())));
        }

        private static double top1(Map<?, ?> training) {
            return training.get("top1") instanceof Number top1 ? top1.doubleValue() : Double.NaN;
        }
    }
}
