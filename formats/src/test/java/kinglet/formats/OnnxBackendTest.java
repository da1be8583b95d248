package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ONNX project's own tests. What Kinglet's networks do not represent is listed with the reason. */
class OnnxBackendTest {
    /** ONNX knows no dilated average pool before opset 19, so it is read and not written. */
    private static final List<String> NOT_WRITTEN = List.of("test_averagepool_2d_dilations");

    @ParameterizedTest
    @ValueSource(strings = {"node", "pytorch-converted"})
    void singleOperators(String folder) {
        List<Path> cases = OnnxShared.list("onnx-tests/" + folder);
        assumeTrue(!cases.isEmpty(), "the ONNX project's tests are not beside the project");
        Map<String, String> listed = listed();
        List<String> wrong = new ArrayList<>();
        for (Path path : cases) {
            String name = String.valueOf(path.getFileName());
            Optional<String> failure = failure(path);
            if (failure.isPresent() != listed.containsKey(name)) {
                wrong.add("%s: %s".formatted(name, failure.orElse("passes, but is listed as not represented")));
            }
        }
        assertThat(wrong)
                .as("of %d cases in onnx-tests/%s", cases.size(), folder)
                .isEmpty();
    }

    /** Empty if the case passes. */
    private static Optional<String> failure(Path path) {
        try {
            OnnxCase test = OnnxCase.ofFolder(path);
            String failure = test.failure(OnnxRunners::engine);
            if (!failure.isEmpty() || NOT_WRITTEN.contains(test.name())) {
                return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
            }
            String written = test.failure(OnnxRunners::peer);
            return written.isEmpty() ? Optional.empty() : Optional.of("written, and run by ONNX Runtime: " + written);
        } catch (FormatException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light_squeezenet", "light_shufflenet", "light_resnet50", "light_bvlc_alexnet"})
    void wholeNetworks(String name) throws IOException {
        Optional<Path> data = OnnxShared.data();
        assumeTrue(data.isPresent(), "the ONNX project's networks are not beside the project");
        OnnxCase test = OnnxCase.ofNetwork(data.orElseThrow().resolve("onnx-tests/light/" + name + ".onnx"));
        assertThat(test.failure(OnnxRunners::engine)).as(name).isEmpty();
    }

    @Test
    void everyReasonIsOfACase() {
        List<String> names = Stream.of("node", "pytorch-converted")
                .flatMap(folder -> OnnxShared.list("onnx-tests/" + folder).stream())
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
        assumeTrue(!names.isEmpty(), "the ONNX project's tests are not beside the project");
        assertThat(names).containsAll(listed().keySet());
    }

    private static Map<String, String> listed() {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream in = OnnxBackendTest.class.getResourceAsStream("onnx-not-represented.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t", 2);
                reasons.put(columns[0], columns[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
