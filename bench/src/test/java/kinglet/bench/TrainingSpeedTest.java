package kinglet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainingSpeedTest {

    @Test
    void trainsASmallNetworkInAProcessOfItsOwn() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        int exit;
        try {
            exit = Peers.commandLine()
                    .execute(
                            "train",
                            "effnet:32:4",
                            "--alone",
                            "--batch=2",
                            "--rounds=1",
                            "--warm-up=0.1",
                            "--seconds=0.1",
                            "--format=csv");
        } finally {
            System.setOut(before);
        }
        assertThat(exit).isZero();
        assertThat(bytes.toString(UTF_8).lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("effnet,32,2,2,");
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds=0, --rounds is 0; it must be at least 1",
        "--threads=-1, --threads is -1; it must be at least 1",
        "--warm-up=NaN, --warm-up is NaN; it must be above 0",
        "--seconds=0, --seconds is 0.0; it must be above 0",
        "--batch=0, is no case; write network:pixels:batch",
        "--libtorch, give one of them",
        "resnet18, is no case; write network:pixels:batch",
    })
    void aWrongOptionIsOneLine(String option, String message) {
        StringWriter complaint = new StringWriter();
        CommandLine command = Peers.commandLine().setErr(new PrintWriter(complaint, true));
        assertThat(command.execute("train", "effnet:32:2", option, "--alone")).isNotZero();
        assertThat(complaint.toString().lines().toList())
                .singleElement()
                .asString()
                .contains(message);
    }
}
