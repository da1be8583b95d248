package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;

/** The network that {@code docs/blocks.md} writes in 20 lines. */
class WrenTest {

    // begin
    record Row(int expansion, int channels, int repeats, int stride) {}

    static Network wren(int classes) {
        Scope net = Scope.of("wren");
        Node x = net.input(new Shape(3, 96, 96));
        x = Convolution.of(16, 3).stride(2).add(net.in("stem"), x);
        int block = 0;
        for (Row row : List.of(new Row(1, 16, 1, 1), new Row(4, 32, 2, 2), new Row(6, 96, 3, 2))) {
            for (int i = 0; i < row.repeats(); i++) {
                int expanded = row.expansion() * x.shape().channels();
                x = InvertedResidual.of(expanded, row.channels())
                        .stride(i == 0 ? row.stride() : 1)
                        .squeeze(SqueezeExcitation.of(expanded / 4))
                        .add(net.in("block" + block++), x);
            }
        }
        x = Convolution.pointwise(320).add(net.in("head"), x);
        return net.build(Classifier.of(classes).add(net, x));
    }
    // end

    @Test
    void is_a_network() {
        Network network = wren(10);
        assertThat(network.output().shape()).isEqualTo(Shape.vector(10));
        assertThat(network.parameterCount()).isLessThan(1_000_000);
    }

    @Test
    void is_what_the_documentation_shows() throws IOException {
        String source = Files.readString(Path.of("src/test/java/kinglet/networks/WrenTest.java"));
        String shown =
                source.substring(source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("    // end"));
        assertThat(Files.readString(Path.of("../docs/blocks.md"))).contains(shown.indent(-4));
    }
}
