package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify x.jpg --model m.onnx",
                "classify --model m.onnx x.jpg",
                "classify a.jpg --model m.onnx folder b.png",
            })
    void readsTheCommonestLine(String words) {
        assertThat(Start.classify(words.split(" "))).as(words).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "list",
                "embed x.jpg --model m.onnx",
                "--debug classify x.jpg --model m.onnx",
                "classify",
                "classify x.jpg",
                "classify --model m.onnx",
                "classify x.jpg --model",
                "classify x.jpg --model --top",
                "classify x.jpg --model m.onnx --top 1",
                "classify x.jpg --model m.onnx --help",
                "classify x.jpg --model=m.onnx",
                "classify x.jpg --model m.onnx --model n.onnx",
                "classify @words --model m.onnx",
                "classify 'x.jpg' --model m.onnx",
            })
    void leavesTheOthersToPicocli(String words) {
        assertThat(Start.classify(words.split(" "))).as(words).isEmpty();
    }
}
