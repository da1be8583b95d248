package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kinglet.engine.EngineOptions.Compilation;

/**
 * One column of one side of a guideline's table, under all settings.
 *
 * @param device whose channels
 * @param multiple of these channels
 * @param readings setting by setting, each with all rows
 */
record GuidelinePanel(GuidelineDevice device, int multiple, List<GuidelineReading> readings) {

    GuidelinePanel {
        readings = List.copyOf(readings);
    }

    private record Row(List<GuidelineReading> bySetting) {
        GuidelineReading any() {
            return bySetting.getFirst();
        }
    }

    private List<Setting> settings() {
        return readings.stream().map(GuidelineReading::setting).distinct().toList();
    }

    private List<Row> rows() {
        return device.cases().stream()
                .map(row -> new Row(readings.stream()
                        .filter(reading -> reading.label().equals(row.label()))
                        .toList()))
                .toList();
    }

    Section section(String name) {
        String title = "Channels of the %s, x%d".formatted(device.name(), multiple);
        String file = "%s-%s-x%d".formatted(name, device.name().toLowerCase(Locale.ROOT), multiple);
        return Section.of(
                title,
                new Picture(
                        file,
                        "Speed over that of the first row, at equal mult-adds; the bars are quartiles.",
                        plot(title).svg()),
                new Sheet<>(file, "Images a second, and in brackets relative to the first row.", table(), rows()));
    }

    private Table<Row> table() {
        Table<Row> table = new Table<Row>()
                .words("row", "row", row -> row.any().label())
                .number("mult_adds", "mult-adds", row -> row.any().multAdds(), Figures::count)
                .number(
                        "memory_access",
                        "memory access",
                        row -> row.any().cost().memoryAccess(),
                        Figures::count)
                .number("memory_access_relative", "relative", row -> row.any().memoryAccessRelative(), Figures::ratio)
                .number("lanes", "lanes used", row -> row.any().lanes(), Figures::percent);
        List<Setting> settings = settings();
        for (int i = 0; i < settings.size(); i++) {
            int s = i;
            table.number(
                    settings.get(i).key() + "_images_per_second",
                    settings.get(i).toString(),
                    row -> row.bySetting().get(s).spread().rate(),
                    Figures::rate);
            table.number(
                    settings.get(i).key() + "_relative",
                    "",
                    row -> row.bySetting().get(s).relative(),
                    ratio -> "(%s)".formatted(Figures.ratio(ratio)));
        }
        return table.number(
                        "published",
                        "paper, %s".formatted(device.unit()),
                        row -> row.any().published(),
                        Figures::published)
                .number(
                        "published_relative",
                        "",
                        row -> row.any().publishedRelative(),
                        ratio -> "(%s)".formatted(Figures.ratio(ratio)));
    }

    private LinesPlot plot(String title) {
        List<LinesPlot.Line> lines = new ArrayList<>();
        lines.add(new LinesPlot.Line(
                "paper",
                Ink.PAPER,
                false,
                rows().stream()
                        .map(row -> LinesPlot.Point.of(row.any().publishedRelative()))
                        .toList()));
        List<Setting> settings = settings();
        for (int i = 0; i < settings.size(); i++) {
            int s = i;
            Setting setting = settings.get(i);
            lines.add(new LinesPlot.Line(
                    setting.toString(),
                    Ink.of(i),
                    setting.compilation() == Compilation.OP_BY_OP,
                    rows().stream().map(row -> point(row.bySetting().get(s))).toList()));
        }
        return new LinesPlot(
                title, device.cases().stream().map(GuidelineCase::label).toList(), lines);
    }

    private static LinesPlot.Point point(GuidelineReading reading) {
        double value = reading.relativeAtEqualMultAdds();
        double median = reading.spread().median();
        return new LinesPlot.Point(
                value,
                value * median / reading.spread().upper(),
                value * median / reading.spread().lower());
    }
}
