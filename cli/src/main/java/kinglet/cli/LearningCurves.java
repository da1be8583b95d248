package kinglet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import kinglet.cli.LineChart.Curve;
import kinglet.cli.LineChart.Point;
import kinglet.cli.MetricsLog.Line;

/** The course of a training, from its figures: loss, accuracy and learning rate over epochs, one stage after the other. */
final class LearningCurves {
    private static final String TRAINING = "#2f6fb7";
    private static final String VALIDATION = "#d1622b";
    private static final String RATE = "#3c8d5a";

    private final List<Line> lines;
    /** How many epochs were done before each stage. */
    private final Map<String, Double> before = new HashMap<>();

    LearningCurves(List<Line> lines) {
        this.lines = List.copyOf(lines);
        Map<String, Double> epochs = new LinkedHashMap<>();
        for (Line line : lines) {
            epochs.merge(
                    line.stage(),
                    line.isStep() ? 0 : line.number(MetricsLog.EPOCH).orElse(0) + 1,
                    Math::max);
        }
        double sum = 0;
        for (Map.Entry<String, Double> stage : epochs.entrySet()) {
            before.put(stage.getKey(), sum);
            sum += stage.getValue();
        }
    }

    List<LineChart> charts() {
        return List.of(
                new LineChart(
                        "Loss",
                        "epoch",
                        List.of(
                                new Curve("steps", TRAINING, true, steps("loss")),
                                new Curve("training", TRAINING, false, epochs("loss")),
                                new Curve("validation", VALIDATION, false, epochs("validation_loss"))),
                        false),
                new LineChart(
                        "Top-1 accuracy",
                        "epoch",
                        List.of(
                                new Curve("training, with augmentation", TRAINING, false, epochs("top1")),
                                new Curve("validation", VALIDATION, false, epochs("validation_top1"))),
                        true),
                new LineChart("Learning rate", "epoch", List.of(new Curve("rate", RATE, false, rates())), false));
    }

    private List<Point> rates() {
        List<Point> steps = steps("learning_rate");
        return steps.isEmpty() ? epochs("learning_rate") : steps;
    }

    /** All charts in one picture that stands alone. */
    String svg() {
        List<LineChart> charts = charts();
        int height = charts.size() * LineChart.HEIGHT;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" color=\"#222\">\n"
                .formatted(LineChart.WIDTH, height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int i = 0; i < charts.size(); i++) {
            svg.append(charts.get(i).svg(i * LineChart.HEIGHT));
        }
        return svg.append("</svg>\n").toString();
    }

    private List<Point> steps(String name) {
        return points(
                lines.stream().filter(Line::isStep).toList(),
                name,
                line -> line.number("epoch_done").orElse(0));
    }

    private List<Point> epochs(String name) {
        return points(
                lines.stream().filter(line -> !line.isStep()).toList(),
                name,
                line -> line.number(MetricsLog.EPOCH).orElse(0) + 1);
    }

    private List<Point> points(List<Line> of, String name, ToDoubleFunction<Line> epoch) {
        List<Point> points = new ArrayList<>();
        for (Line line : of) {
            line.number(name)
                    .ifPresent(value -> points.add(
                            new Point(before.getOrDefault(line.stage(), 0.0) + epoch.applyAsDouble(line), value)));
        }
        return points;
    }
}
