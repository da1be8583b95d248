package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks of one family as an experiment: nothing is measured, everything is counted.
 *
 * @param checks makes them; they build the graphs that they count
 */
record CheckExperiment(String name, String title, String question, Source source, Supplier<List<Check>> checks)
        implements Experiment {

    /** All families. */
    static final List<Experiment> ALL = List.of(
            new CheckExperiment(
                    "formulas",
                    "The formulas of cost, counted",
                    "Do the documents' formulas for parameters, mult-adds and memory access give what is counted on graphs?",
                    WorkedSources.INVENTORY,
                    WorkedFormulas::all),
            new CheckExperiment(
                    "worked-examples",
                    "The documents' worked examples",
                    "Do the numbers that the documents work out, or quote in passing, come out on graphs?",
                    WorkedSources.INVENTORY,
                    WorkedExamples::all),
            new CheckExperiment(
                    "tables",
                    "Published tables of cost, counted",
                    "Does Kinglet count what the papers' tables print?",
                    WorkedSources.INVENTORY,
                    WorkedTables::all),
            new CheckExperiment(
                    "structures",
                    "How layers and units are built, read from their graphs",
                    "Are convolutions, shuffles and the networks' units connected as the documents say?",
                    WorkedSources.INVENTORY,
                    WorkedStructures::all),
            new CheckExperiment(
                    "errata",
                    "Where the documents err, and what is right",
                    "Which statements of the documents are wrong or need a condition, and what is right?",
                    WorkedSources.INVENTORY,
                    WorkedErrata::all));

    @Override
    public boolean takesTimes() {
        return false;
    }

    @Override
    public Report run(Run run) {
        List<Check> all = checks.get();
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("All of them", new Sheet<>(name, "Each check, and its outcome", table(), all)));
        all.forEach(check -> sections.add(check.section()));
        return Report.of(this, run, sections);
    }

    private static Table<Check> table() {
        return new Table<Check>()
                .words("id", "id", Check::id)
                .words("title", "what", Check::title)
                .words("source", "source", check -> check.sources().getFirst().toString())
                .number("steps", "figures", check -> check.steps().size(), n -> Quantities.exact(n.longValue()))
                .words("outcome", "outcome", check -> check.outcome().words());
    }
}
