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

class PeersTest {

    @Test
    void comparesASmallNetworkInAProcessOfItsOwn() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        int exit;
        try {
            exit = Peers.commandLine()
                    .execute(
                            "effnet",
                            "--runtimes=kinglet",
                            "--threads=1",
                            "--rounds=1",
                            "--seconds=0.2",
                            "--format=csv");
        } finally {
            System.setOut(before);
        }
        assertThat(exit).isZero();
        assertThat(bytes.toString(UTF_8).lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("effnet,1,1,");
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds=0, --rounds is 0; it must be at least 1",
        "--batch=8;0, --batch is 0; it must be at least 1",
        "--threads=-1, --threads is -1; it must be at least 1",
        "--seconds=0, --seconds is 0.0; it must be above 0",
        "--format=xml, Invalid value for option '--format'",
        "--runtimes=nosuch, no runtime 'nosuch'; there are kinglet"
    })
    void aWrongOptionIsOneLine(String option, String message) {
        StringWriter complaint = new StringWriter();
        CommandLine command = Peers.commandLine().setErr(new PrintWriter(complaint, true));
        assertThat(command.execute("effnet", option.replace(';', ','))).isNotZero();
        assertThat(complaint.toString().lines().toList())
                .singleElement()
                .asString()
                .contains(message);
    }
}
