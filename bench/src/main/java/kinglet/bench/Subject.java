package kinglet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.formats.ModelFiles;
import kinglet.formats.SafetensorsReader;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.networks.Catalogue;

/**
 * A network to compare.
 *
 * @param name the catalogue's id, or the file's name
 * @param model the network and the weights that every runtime runs
 * @param source the model file, if it came from one
 */
public record Subject(String name, Model model, Optional<Path> source) {

    /**
     * A model file, or a network of the catalogue with weights from a formula.
     *
     * @throws KingletException if it is neither
     */
    static Subject of(String net) {
        if (Catalogue.entries().stream().noneMatch(e -> e.id().equals(net)) && Files.isRegularFile(Path.of(net))) {
            Path file = Path.of(net).toAbsolutePath();
            return new Subject(String.valueOf(file.getFileName()), read(file), Optional.of(file));
        }
        Network network = Catalogue.entry(net).build();
        Map<String, String> properties = Map.of(Model.NETWORK, net);
        return new Subject(net, new Model(network, FormulaWeights.of(network), properties), Optional.empty());
    }

    /** Characters of the longest name that these will have. */
    static int nameWidth(List<String> nets) {
        return nets.stream()
                .mapToInt(net -> net.substring(net.lastIndexOf('/') + 1).length())
                .max()
                .orElse(1);
    }

    private static Model read(Path file) {
        if (!ModelFiles.holdsWeightsOnly(file)) {
            return ModelFiles.read(file);
        }
        SafetensorsReader.Contents content = SafetensorsReader.read(file);
        String id = Optional.ofNullable(content.metadata().get(Model.NETWORK))
                .orElseThrow(() -> new KingletException(
                        "'%s' holds weights but does not say of which network; use an ONNX file".formatted(file)));
        return new Model(Catalogue.entry(id).build(), content.weights(), content.metadata());
    }

    /** The file it came from, if that has this ending. */
    public Optional<Path> source(String ending) {
        return source.filter(file -> file.toString().endsWith(ending));
    }

    /** Its ONNX file: the one it came from, or one that is written into the folder once. */
    public Path onnx(Path folder) {
        return source(".onnx").orElseGet(() -> {
            Path file = folder.resolve(name + ".onnx");
            if (!Files.exists(file)) {
                ModelFiles.write(model, file);
            }
            return file;
        });
    }

    /** Multiply-adds of one image, as the papers count them. */
    long multAdds() {
        return NetworkCost.of(model.network()).multAdds(Convention.PAPER);
    }

    /** The images that every runtime gets, {@code [batch, channels, rows, columns]}. */
    public static Tensor input(int batch, Shape shape) {
        return FormulaWeights.input(batch, shape.channels(), shape.height(), shape.width());
    }
}
