package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kinglet.engine.Engine;
import kinglet.formats.NpyFile;
import kinglet.graph.FormulaWeights;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.networks.Variant;
import kinglet.train.Checkpoint;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CondenseNet from pictures to the file of its converted form. */
class LearnedGroupsCommandTest {
    private static final int CLASSES = 3;

    @TempDir
    private Path folder;

    @Test
    void aCondenseNetEndsConverted() throws IOException {
        Path data = TinyPictures.write(folder.resolve("data"), CLASSES, 12);
        Path out = folder.resolve("out");
        Run run = Run.of(
                "train",
                data.toString(),
                "--network",
                "condensenet_50_cifar",
                "--out",
                out.toString(),
                "--epochs",
                "2",
                "--batch",
                "4",
                "--threads",
                "2",
                "--group-lasso",
                "1e-5",
                "--format",
                "json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("condensation 1 of 3", "condensation 2 of 3", "condensation 3 of 3", "25.0 %");
        assertStages(MetricsLog.read(out.resolve("metrics.jsonl")));

        Map<String, Object> result = JSON.std.mapFrom(run.out());
        Network network = Variant.named(String.valueOf(result.get("network"))).build();
        long learned = network.nodes().stream()
                .filter(node -> node.op() instanceof LearnedGroupConv2d)
                .mapToLong(node -> node.parameters().getFirst().size())
                .sum();
        assertThat(number(result, "params_in_training")).isEqualTo(network.parameterCount());
        assertThat(number(result, "params")).isEqualTo(network.parameterCount() - learned * 3 / 4);
        assertThat(number(result, "mult_adds")).isLessThan(number(result, "mult_adds_in_training"));
        assertThat(Files.readString(out.resolve("report.html"))).contains("in training, before its learned groups");

        Path model = out.resolve("model.onnx");
        assertThat(result).containsEntry("model", model.toString());
        assertThat(out.resolve("model.safetensors")).doesNotExist();
        assertRunsAsTrained(network, out.resolve("checkpoint.kinglet"), model);
        Run evaluated =
                Run.of("evaluate", data.toString(), "--model", model.toString(), "--format", "json", "--seed", "1");
        assertThat(evaluated.exit()).as(evaluated.err()).isZero();
        assertThat(JSON.std.mapFrom(evaluated.out())).containsEntry("top1", result.get("validation_top1"));
    }

    private static long number(Map<String, Object> result, String name) {
        return ((Number) Objects.requireNonNull(result.get(name))).longValue();
    }

    private static void assertStages(List<MetricsLog.Line> lines) {
        List<MetricsLog.Line> stages =
                lines.stream().filter(line -> line.values().containsKey("kept")).toList();
        assertThat(stages).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(stages.get(i).values().get("kept"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .hasSize(24)
                    .containsKey("features.denseblock_1.denselayer_1.conv_1.conv");
        }
        // 16 steps: a stage at each sixth of them
        assertThat(stages.stream().map(line -> line.number(MetricsLog.STEP).orElse(-1)))
                .containsExactly(3.0, 6.0, 8.0);
    }

    /** The file gives what the masked network of the checkpoint does. */
    private void assertRunsAsTrained(Network network, Path checkpoint, Path model) {
        Checkpoint kept = Checkpoint.read(checkpoint);
        Model masked = Model.of(
                network,
                kept.weights().with(kept.averages().orElseThrow().weights().asMap()));
        Shape shape = network.input().shape();
        Tensor input = FormulaWeights.input(3, shape.channels(), shape.height(), shape.width());
        Path in = folder.resolve("input.npy");
        Path out = folder.resolve("output.npy");
        NpyFile.write(input, in);
        Run run = Run.of("run", model.toString(), "--input", in.toString(), "--output", out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        try (Engine engine = Engine.create()) {
            float[] expected = engine.compile(masked).run(input).data();
            float[] actual = NpyFile.read(out).data();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).as("logit %d", i).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }
}
