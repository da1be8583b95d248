package kinglet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.lab.Draw;
import kinglet.lab.DrawFigure;
import kinglet.lab.DrawGallery;
import kinglet.lab.Drawing;
import kinglet.lab.Table;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NearestNames;
import kinglet.networks.UnknownNetworkException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet draw}: networks, their units, and the papers' figures as pictures. */
@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Draws a network, a unit of it, or a figure of the papers, made from the graphs that Kinglet runs.",
        footer = {
            "",
            "Examples:",
            "  kinglet draw mobilenet_v2 --out mobilenet_v2.svg",
            "  kinglet draw mobilenet_v2 --unit features.3 --out unit.png",
            "  kinglet draw model.onnx",
            "  kinglet draw shufflenet-units",
            "  kinglet draw --list"
        })
final class DrawCommand implements Callable<Integer> {
    /** Pixels of a PNG for each of the drawing's. */
    private static final double SCALE = 2;

    private static final int SUGGESTIONS = 3;

    @Parameters(
            paramLabel = "NET",
            arity = "0..1",
            description = "an id of the catalogue (kinglet list), a model file, or a figure (kinglet draw --list)")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "only what is named so: features.3, layer1.0, stage2.1")
    private @Nullable String unit;

    @Option(names = "--layers", description = "every layer as a box of its own, instead of units that are folded")
    private boolean layers;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "an .svg or .png file (default: NET.svg, with the unit's name)")
    private @Nullable Path out;

    @Option(names = "--list", description = "list the figures")
    private boolean list;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        if (list) {
            new Table<DrawFigure>()
                    .words("name", "name", DrawFigure::name)
                    .words("title", "title", DrawFigure::title)
                    .words("source", "drawn first in", figure -> figure.source().toString())
                    .print(format.format(), DrawGallery.all(), System.out);
            return 0;
        }
        if (net.isEmpty()) {
            throw new WrongUsageException(
                    "say what to draw: a network, a model file, or a figure (kinglet draw --list)");
        }
        Path file = out == null ? ownName() : out;
        boolean png = isPng(file);
        OutputFile.folder(file);
        Drawing drawing = drawing();
        OutputFile.write(file, png ? drawing.png(SCALE) : drawing.svg().getBytes(StandardCharsets.UTF_8));
        System.err.println("wrote " + file);
        return 0;
    }

    private static boolean isPng(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new WrongUsageException("cannot draw '%s'; the file's name must end in .svg or .png".formatted(file));
        }
        return name.endsWith(".png");
    }

    /** In the folder where the command runs, without the extension of a model file. */
    private Path ownName() {
        String base = String.valueOf(Path.of(net).getFileName()).replaceFirst("\\.[A-Za-z][A-Za-z0-9]*$", "");
        return Path.of((unit == null ? base : base + "-" + unit.replaceAll("[^A-Za-z0-9._-]", "-")) + ".svg");
    }

    private Drawing drawing() {
        Optional<DrawFigure> figure =
                DrawGallery.all().stream().filter(one -> one.name().equals(net)).findFirst();
        if (figure.isPresent()) {
            if (unit != null || layers) {
                throw new WrongUsageException("'%s' is a figure, which is drawn as it is".formatted(net));
            }
            return figure.get().draw();
        }
        try {
            Network network = named(options.network(net));
            return unit != null ? Draw.unit(network, unit) : layers ? Draw.layers(network) : Draw.network(network);
        } catch (UnknownNetworkException e) {
            throw new KingletException(
                    "there is no network and no figure '%s'; did you mean %s?"
                            .formatted(net, String.join(", ", NearestNames.of(net, names(), SUGGESTIONS))),
                    e);
        }
    }

    /** Files seldom say what they are called. */
    private Network named(Network network) {
        return network.name().startsWith(net)
                ? network
                : network.named(String.valueOf(Path.of(net).getFileName()));
    }

    private static List<String> names() {
        return Stream.concat(
                        Catalogue.entries().stream().map(Entry::id),
                        DrawGallery.all().stream().map(DrawFigure::name))
                .toList();
    }
}
