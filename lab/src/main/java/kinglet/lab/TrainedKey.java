package kinglet.lab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import kinglet.graph.Network;
import kinglet.graph.Node;

/**
 * What two trainings have in common that end with the same weights: the network, but for its name, and whatever else decides.
 *
 * @param hex a SHA-256
 */
record TrainedKey(String hex) {

    static TrainedKey of(Network network, String... others) {
        StringBuilder text = new StringBuilder();
        for (Node node : network.nodes()) {
            text.append("%s %s %s %s\n"
                    .formatted(
                            node.name(),
                            node.op(),
                            node.shape(),
                            node.inputs().stream().map(Node::name).toList()));
        }
        text.append(String.join("\n", others));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new TrainedKey(
                    HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
