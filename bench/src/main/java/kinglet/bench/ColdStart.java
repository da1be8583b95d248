package kinglet.bench;

import ai.onnxruntime.OrtEnvironment;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import kinglet.graph.KingletException;
import kinglet.graph.Shape;
import kinglet.vision.ClassLabels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench/peers cold}: from the start of a process to the first label on one photograph. */
@Command(
        name = "cold",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times 'kinglet classify' from the start of the process to the first label printed, beside a small Java program",
            "that does the same with ONNX Runtime, and the most memory each has resident. The two take turns; the first",
            "turn of each, which brings the files into the system's cache, is not counted."
        })
final class ColdStart implements Callable<Integer> {

    @Parameters(
            paramLabel = "NET|FILE",
            arity = "0..*",
            defaultValue = "mobilenet_v2",
            description = "ids of the catalogue, ONNX or safetensors files (default: ${DEFAULT-VALUE})")
    private List<String> networks = List.of();

    @Option(names = "--photo", paramLabel = "FILE", description = "a JPEG (default: one that is drawn)")
    private @Nullable Path photo;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "processes of each that are counted (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.table;

    /** Medians over the rounds. */
    private record Row(String network, Turn kinglet, Turn onnxruntime) {
        double timeRatio() {
            return kinglet.milliseconds / onnxruntime.milliseconds;
        }

        OptionalDouble memoryRatio() {
            return kinglet.bytes > 0 && onnxruntime.bytes > 0
                    ? OptionalDouble.of((double) kinglet.bytes / onnxruntime.bytes)
                    : OptionalDouble.empty();
        }
    }

    private record Turn(double milliseconds, long bytes) {
        static Turn median(List<ColdRun> runs) {
            return new Turn(
                    Statistics.median(runs.stream().map(ColdRun::milliseconds).toList()), (long) Statistics.median(
                            runs.stream().map(run -> (double) run.peakBytes()).toList()));
        }
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new KingletException("--rounds is %d; it must be at least 1".formatted(rounds));
        }
        RowPrinter<Row> printer = new RowPrinter<>(format, columns(), Subject.nameWidth(networks), System.out);
        printer.header();
        for (String network : networks) {
            try (TemporaryFolder folder = TemporaryFolder.create()) {
                printer.row(row(Subject.of(network), folder.path()));
            }
        }
        printer.footer();
        if (format == ReportFormat.json) {
            System.out.println();
        }
        return CommandLine.ExitCode.OK;
    }

    private static List<Column<Row>> columns() {
        return List.of(
                Column.of("network", Row::network),
                Column.number("kinglet ms", "kinglet_ms", 0, row -> OptionalDouble.of(row.kinglet.milliseconds)),
                Column.number(
                        "onnxruntime ms", "onnxruntime_ms", 0, row -> OptionalDouble.of(row.onnxruntime.milliseconds)),
                Column.number("time ratio", "time_ratio", 2, row -> OptionalDouble.of(row.timeRatio())),
                Column.megabytes("kinglet", row -> Optional.of(row.kinglet.bytes)),
                Column.megabytes("onnxruntime", row -> Optional.of(row.onnxruntime.bytes)),
                Column.number("memory ratio", "memory_ratio", 2, Row::memoryRatio));
    }

    private Row row(Subject subject, Path folder) throws IOException {
        Shape input = subject.model().network().input().shape();
        if (input.channels() != 3 || input.height() != input.width()) {
            throw new KingletException(
                    "'%s' reads %s; choose a network of square RGB pictures".formatted(subject.name(), input));
        }
        Path picture = photo == null ? drawn(folder.resolve("photo.jpg")) : photo;
        List<String> ours = kinglet(subject, folder, picture);
        List<String> theirs = onnxRuntime(subject, folder, picture);
        List<ColdRun> kinglet = new ArrayList<>();
        List<ColdRun> onnxruntime = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            ColdRun a = ColdRun.of(ours);
            ColdRun b = ColdRun.of(theirs);
            System.err.printf(
                    "%s %d/%d: kinglet %.0f ms '%s', onnxruntime %.0f ms '%s'%n",
                    subject.name(), round, rounds, a.milliseconds(), a.label(), b.milliseconds(), b.label());
            if (round > 0) {
                kinglet.add(a);
                onnxruntime.add(b);
            }
        }
        return new Row(subject.name(), Turn.median(kinglet), Turn.median(onnxruntime));
    }

    private static List<String> kinglet(Subject subject, Path folder, Path picture) {
        Path model = subject.source().orElseGet(() -> subject.onnx(folder));
        Path launcher = Path.of(System.getProperty("kinglet.home", "."), "kinglet");
        return List.of(launcher.toString(), "classify", "--model", model.toString(), "--top", "1", picture.toString());
    }

    /** From the class path, which starts sooner than modules, with the collector that Kinglet has. */
    private static List<String> onnxRuntime(Subject subject, Path folder, Path picture) throws IOException {
        int classes = subject.model().network().output().shape().channels();
        Path labels = Files.write(
                folder.resolve("labels.txt"), ClassLabels.guess(classes).names());
        String classPath = jar(OrtEnvironment.class) + File.pathSeparator + jar(ColdOnnxRuntime.class);
        return List.of(
                FreshProcess.JAVA.toString(),
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                ColdOnnxRuntime.class.getName(),
                subject.onnx(folder).toString(),
                picture.toString(),
                labels.toString());
    }

    private static Path jar(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** A picture of the size of a small photograph, the same every time. */
    private static Path drawn(Path file) throws IOException {
        BufferedImage image = new BufferedImage(1024, 768, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 1024, 768, Color.BLUE));
        graphics.fillRect(0, 0, 1024, 768);
        for (int i = 0; i < 200; i++) {
            graphics.setColor(new Color(i * 7919 % 256, i * 104729 % 256, i * 1299709 % 256));
            graphics.fillOval(i * 7717 % 1024, i * 6007 % 768, 20 + i % 90, 10 + i % 60);
        }
        graphics.dispose();
        ImageIO.write(image, "jpg", file.toFile());
        return file;
    }
}
