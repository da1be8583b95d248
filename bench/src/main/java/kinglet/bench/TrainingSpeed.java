package kinglet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench/peers train}: how fast networks learn, and in how much memory. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times steps of training, in Kinglet and in the PyTorch of the first python3 on the path that has torch and",
            "torchvision, in both of its memory formats, and with --libtorch in a newer one through DJL; the fastest counts. A step is forward, cross-entropy, backward and SGD with",
            "momentum and weight decay, on one batch of random pictures. Fresh processes take turns. A ratio above 1 says that",
            "Kinglet is faster."
        },
        footer = {"", "Example:", "  bench/peers train resnet18:64:64 --rounds 1 --format markdown"})
final class TrainingSpeed implements Callable<Integer> {

    /** Large pictures and small ones, with depthwise convolutions and without. */
    private static final List<String> DEFAULT_CASES = List.of(
            "mobilenet_v2:224:16",
            "shufflenet_v2_x1_0:224:16",
            "mobilenet_v2:64:64",
            "shufflenet_v2_x0_5:32:128",
            "resnet18:64:64",
            "efficientnet_b0:128:16");

    @Parameters(
            paramLabel = "NET:PIXELS:BATCH",
            arity = "0..*",
            description =
                    "ids of the catalogue and of torchvision, pixels of a side, pictures of a step (default: six cases)")
    private List<String> cases = DEFAULT_CASES;

    @Option(names = "--threads", defaultValue = "2", description = "that compute (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--batch", paramLabel = "N", description = "pictures of a step in every case")
    private @Nullable Integer batch;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "processes of each that are counted (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description =
                    "of a turn of warm-up; there are two to five, until steps become no faster (default: ${DEFAULT-VALUE})")
    private double warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "measured in each process (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--alone", description = "Kinglet without PyTorch")
    private boolean alone;

    @Option(
            names = "--libtorch",
            description = "also PyTorch's native library through DJL, on TorchScript (a download of 115 MB)")
    private boolean libtorch;

    @Option(
            names = "--jvm",
            defaultValue = "",
            paramLabel = "OPTIONS",
            description = "more options for the Java processes")
    private String jvm = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.table;

    @Override
    public Integer call() throws IOException {
        requireOne("--threads", threads);
        requireOne("--rounds", rounds);
        requirePositive("--warm-up", warmUp);
        requirePositive("--seconds", seconds);
        if (alone && libtorch) {
            throw new KingletException("--alone leaves out all that --libtorch brings; give one of them");
        }
        List<TrainingCase> wanted =
                cases.stream().map(TrainingCase::of).map(this::batched).toList();
        List<String> options =
                Stream.of(jvm.split("\\s+")).filter(o -> !o.isEmpty()).toList();
        TrainingComparison comparison = new TrainingComparison(
                new JavaRival(Kinglet.NAME, options),
                alone ? List.of() : rivals(),
                rounds,
                new TrainingPace(threads, warmUp, seconds));
        return compareAll(comparison, wanted) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<TrainingRival> rivals() throws IOException {
        List<TrainingRival> rivals = new ArrayList<>(PythonTorch.find());
        if (rivals.isEmpty()) {
            System.err.println(
                    "bench/peers: no python3 on the path has torch and torchvision, so that one does not take part; install them (Debian: apt install python3-torch python3-torchvision)");
        }
        if (libtorch) {
            TrainingRuntime.all()
                    .flatMap(runtime -> runtime.names().stream())
                    .filter(name -> !name.equals(Kinglet.NAME))
                    .forEach(name -> rivals.add(new JavaRival(name, List.of())));
        }
        return rivals;
    }

    private TrainingCase batched(TrainingCase one) {
        return batch == null ? one : TrainingCase.of(one.network() + ":" + one.pixels() + ":" + batch);
    }

    /** Whether all went well; what did not is said and passed over. */
    private boolean compareAll(TrainingComparison comparison, List<TrainingCase> wanted) throws IOException {
        int width = wanted.stream().mapToInt(c -> c.network().length()).max().orElse(1);
        TrainingTable table = new TrainingTable(
                format, comparison.rivals().stream().map(TrainingRival::name).toList(), width, System.out);
        table.begin();
        boolean complete = true;
        for (TrainingCase one : wanted) {
            try {
                table.row(comparison.row(one));
            } catch (KingletException e) {
                System.err.println("bench/peers: " + e.getMessage());
                complete = false;
            }
        }
        table.end();
        return complete;
    }

    private static void requireOne(String option, int value) {
        if (value < 1) {
            throw new KingletException("%s is %d; it must be at least 1".formatted(option, value));
        }
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0)) {
            throw new KingletException("%s is %s; it must be above 0".formatted(option, value));
        }
    }
}
