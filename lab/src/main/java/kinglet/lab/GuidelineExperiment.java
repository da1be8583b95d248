package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import kinglet.cost.Guideline;
import kinglet.cost.NetworkCost;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Model;

/**
 * One of ShuffleNetV2's guidelines, asked of this machine: the speed of networks that differ in one thing and do the same mult-adds.
 *
 * @param name on the command line
 * @param guideline which
 * @param question in a sentence or two
 * @param source the paper's table
 * @param claims what the table is said to show
 * @param devices the table's sides
 */
record GuidelineExperiment(
        String name,
        Guideline guideline,
        String question,
        Source source,
        List<GuidelineClaim> claims,
        List<GuidelineDevice> devices)
        implements Experiment {
    /** Of the paper's channels, in the order of its columns. */
    private static final List<Integer> MULTIPLES = List.of(1, 2, 4);

    private static final int QUICK_MULTIPLES = 1;

    @Override
    public String title() {
        return "%s: %s".formatted(guideline, guideline.title());
    }

    /** One column of one side of the table. */
    private record Column(GuidelineDevice device, int index) {
        int multiple() {
            return MULTIPLES.get(index);
        }
    }

    @Override
    public Report run(Run run) {
        List<Column> columns = columns(run.quick() ? QUICK_MULTIPLES : MULTIPLES.size());
        Race race = new Race(run, columns.size() * run.threads().size());
        List<GuidelinePanel> panels = new ArrayList<>();
        for (Column column : columns) {
            panels.add(measured(column, run.threads(), race));
        }
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Verdicts", verdicts(panels)));
        panels.forEach(panel -> sections.add(panel.section(name)));
        sections.add(Section.of(
                "All measurements",
                new Sheet<>(
                        name,
                        "Times are of one image, in milliseconds; quartiles of all runs. Memory access is computed: each value of weights, "
                                + "inputs and outputs once. The processor's counters cannot be read from Java.",
                        GuidelineReading.table(),
                        panels.stream()
                                .flatMap(panel -> panel.readings().stream())
                                .toList())));
        return Report.of(this, run, sections);
    }

    private List<Column> columns(int multiples) {
        List<Column> columns = new ArrayList<>();
        for (GuidelineDevice device : devices) {
            for (int i = 0; i < multiples; i++) {
                columns.add(new Column(device, i));
            }
        }
        return columns;
    }

    /** All settings of one number of threads take turns, so that compiled and op by op are compared fairly too. */
    private static GuidelinePanel measured(Column column, List<Integer> threads, Race race) {
        List<GuidelineCase> cases = column.device().cases();
        List<Model> models = cases.stream()
                .map(row -> Contender.model(row.network().apply(column.multiple())))
                .toList();
        List<GuidelineReading> readings = new ArrayList<>();
        for (int count : threads) {
            List<Setting> settings = Setting.all(List.of(count));
            List<Contender> contenders = settings.stream()
                    .flatMap(setting -> models.stream().map(model -> new Contender(model, setting)))
                    .toList();
            List<Spread> spreads = race.next(contenders);
            for (int s = 0; s < settings.size(); s++) {
                List<Spread> times = spreads.subList(s * models.size(), (s + 1) * models.size());
                readings.addAll(readings(column, settings.get(s), models, times));
            }
        }
        return new GuidelinePanel(column.device(), column.multiple(), readings);
    }

    private static List<GuidelineReading> readings(
            Column column, Setting setting, List<Model> models, List<Spread> times) {
        List<GuidelineCase> cases = column.device().cases();
        List<GuidelineReading> readings = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            GuidelineReading reading = new GuidelineReading(
                    column.device(),
                    column.multiple(),
                    setting,
                    cases.get(i).label(),
                    NetworkCost.of(models.get(i).network()),
                    times.get(i),
                    cases.get(i).published().get(column.index()),
                    readings.stream().findFirst());
            readings.add(reading);
        }
        return readings;
    }

    /** Each claim for what is compiled, and again for ops by themselves: a compiler changes what is expensive. */
    private List<Part> verdicts(List<GuidelinePanel> panels) {
        List<GuidelineReading> readings =
                panels.stream().flatMap(panel -> panel.readings().stream()).toList();
        List<Part> verdicts = new ArrayList<>();
        for (Compilation compilation : Compilation.values()) {
            List<GuidelineReading> of = readings.stream()
                    .filter(reading -> reading.setting().compilation() == compilation)
                    .toList();
            claims.forEach(claim -> verdicts.add(GuidelineVerdict.of(claim, compilation, of)));
        }
        return verdicts;
    }
}
