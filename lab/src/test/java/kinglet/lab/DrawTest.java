package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import kinglet.graph.Add;
import kinglet.graph.KingletException;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class DrawTest {
    /** Lines of text may come as near as this without touching. */
    private static final double SLACK = 0.5;

    static List<Entry> entries() {
        return Catalogue.entries();
    }

    static List<DrawFigure> figures() {
        return DrawGallery.all();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyNetworkOfTheCatalogueIsDrawnLegibly(Entry entry) {
        Drawing drawing = Draw.network(entry.build());
        isLegible(drawing);
        isXml(drawing);
        assertThat(Draw.network(entry.build()).svg()).as("the same every time").isEqualTo(drawing.svg());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureIsDrawnLegibly(DrawFigure figure) {
        Drawing drawing = figure.draw();
        isLegible(drawing);
        isXml(drawing);
        if (drawing.shapes().stream().anyMatch(DrawTest::isSmoothArrow)) {
            arrowsPassNoBox(drawing);
        }
        assertThat(figure.draw().svg()).as("the same every time").isEqualTo(drawing.svg());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyUnitIsDrawnLegibly(Entry entry) {
        Network network = entry.build();
        for (String unit : someUnits(network)) {
            Drawing drawing = Draw.unit(network, unit);
            isLegible(drawing);
            arrowsPassNoBox(drawing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"googlenet", "mobilenet_v3_large", "shufflenet_v2_x1_0_authors", "condensenet_50_cifar"})
    void everyLayerIsDrawnLegibly(String id) {
        Drawing drawing = Draw.layers(Catalogue.entry(id).build());
        isLegible(drawing);
        arrowsPassNoBox(drawing);
    }

    /** The first few that have branches. */
    private static List<String> someUnits(Network network) {
        List<String> joins = network.nodes().stream()
                .filter(node -> node.inputs().size() > 1 && node.name().contains("."))
                .map(node -> node.name().substring(0, node.name().lastIndexOf('.')))
                .distinct()
                .toList();
        return joins.stream()
                .filter(unit -> joins.stream().noneMatch(inner -> inner.startsWith(unit + ".")))
                .limit(3)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v2, features.3",
        "resnet50, layer1.0",
        "shufflenet_v2_x1_0, stage2.1",
    })
    void aUnitHasTheMultAddsThatItHasInItsNetwork(String id, String unit) {
        Network network = Catalogue.entry(id).build();
        WorkedGraph whole = WorkedGraph.of(network);
        WorkedGraph part = WorkedGraph.of(
                DiagramGraph.part(network, unit, node -> node.name().startsWith(unit + ".")));
        assertThat(part.multAdds()).isEqualTo(whole.multAdds(WorkedGraph.under(unit + ".")));
    }

    @Test
    void repeatedUnitsAreDrawnOnceAndCountedAlways() {
        Network network = Catalogue.entry("mobilenet_v1").build();
        List<DiagramRows.Fold> folds = DiagramRows.of(network);
        assertThat(folds).extracting(DiagramRows.Fold::times).contains(5);
        long params = folds.stream()
                .flatMap(fold -> Stream.iterate(0, row -> row + 1)
                        .limit(fold.rows().size())
                        .flatMap(row -> fold.layers(row).stream()))
                .mapToLong(layer -> layer.params())
                .sum();
        assertThat(params).isEqualTo(WorkedGraph.of(network).params());
    }

    @Test
    void unitsAreNamedAsInTheCheckpoint() {
        List<DiagramRows.Fold> folds =
                DiagramRows.of(Catalogue.entry("mobilenet_v2").build());
        assertThat(folds.stream().flatMap(fold -> fold.rows().stream()).map(DiagramRows.Row::name))
                .contains("features.1", "features.2", "features.3");
    }

    @Test
    void anUnknownUnitIsAnsweredWithTheNearest() {
        Network network = Catalogue.entry("mobilenet_v2").build();
        assertThatThrownBy(() -> Draw.unit(network, "feature.3"))
                .isInstanceOf(KingletException.class)
                .hasMessageContaining("features.3");
    }

    @Test
    void aNetworkOfManyInputsOutputsAndStrangeNamesIsDrawn() {
        Scope net = Scope.of("<strange> & \"quoted\"");
        Node a = net.input("/in/<a>", new Shape(8, 4, 4));
        Node b = net.input("/in/b", new Shape(8, 4, 4));
        Node sum = net.add(new Add(), a, b);
        Node product = net.add(new Multiply(), sum, a);
        Drawing drawing = Draw.network(net.build(sum, product));
        isLegible(drawing);
        isXml(drawing);
        isLegible(Draw.unit(
                Catalogue.entry("googlenet").build(),
                Draw.units(Catalogue.entry("googlenet").build()).getLast()));
    }

    @Test
    void aPictureOfPixelsIsAPng() {
        byte[] png = DrawGallery.all().getFirst().draw().png(1);
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void textThatDoesNotFitIsCut() {
        assertThat(DrawText.fitted("a name that is far too long", 10, false, 60))
                .endsWith("…")
                .satisfies(text -> assertThat(DrawText.width(text, 10, false)).isLessThanOrEqualTo(60));
    }

    private static void isXml(Drawing drawing) {
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(drawing.svg()))))
                .as(drawing.title())
                .doesNotThrowAnyException();
    }

    /** No text touches another or leaves the drawing, and no box cuts another's edge. */
    private static void isLegible(Drawing drawing) {
        List<DrawShape.Label> labels = shapes(drawing, DrawShape.Label.class);
        DrawShape.Box page = new DrawShape.Box(0, 0, drawing.width(), drawing.height(), 0, "none", "none");
        for (int i = 0; i < labels.size(); i++) {
            DrawShape.Label label = labels.get(i);
            assertThat(page.contains(label.bounds(), 0))
                    .as("%s: '%s' leaves the drawing: %s", drawing.title(), label.text(), label.bounds())
                    .isTrue();
            for (DrawShape.Label other : labels.subList(i + 1, labels.size())) {
                assertThat(label.bounds().overlaps(other.bounds(), SLACK))
                        .as("%s: '%s' and '%s' overlap", drawing.title(), label.text(), other.text())
                        .isFalse();
            }
        }
        List<DrawShape.Box> boxes = shapes(drawing, DrawShape.Box.class);
        for (int i = 0; i < boxes.size(); i++) {
            for (DrawShape.Box other : boxes.subList(i + 1, boxes.size())) {
                DrawShape.Box box = boxes.get(i);
                assertThat(box.overlaps(other, SLACK) && !box.contains(other, 0) && !other.contains(box, 0))
                        .as("%s: %s and %s overlap", drawing.title(), box, other)
                        .isFalse();
            }
            textKeepsInside(drawing, boxes.get(i), labels);
        }
    }

    /** Text that begins in a box ends in it. */
    private static void textKeepsInside(Drawing drawing, DrawShape.Box box, List<DrawShape.Label> labels) {
        for (DrawShape.Label label : labels) {
            if (box.overlaps(label.bounds(), SLACK)) {
                assertThat(box.contains(label.bounds(), SLACK))
                        .as("%s: '%s' leaves its box", drawing.title(), label.text())
                        .isTrue();
            }
        }
    }

    private static boolean isSmoothArrow(DrawShape shape) {
        return shape instanceof DrawShape.Stroke stroke && stroke.smooth() && stroke.arrow();
    }

    private static void arrowsPassNoBox(Drawing drawing) {
        List<DrawShape.Box> boxes = shapes(drawing, DrawShape.Box.class);
        List<DrawShape.Box> small =
                boxes.stream().filter(box -> box.width() < drawing.width() - 2).toList();
        for (DrawShape.Stroke arrow : shapes(drawing, DrawShape.Stroke.class)) {
            for (DrawShape.Point point : points(arrow)) {
                for (DrawShape.Box box : small) {
                    boolean inside = point.x() > box.x() + 1
                            && point.x() < box.right() - 1
                            && point.y() > box.y() + 1
                            && point.y() < box.bottom() - 1;
                    assertThat(inside)
                            .as("%s: an arrow passes %s at %s", drawing.title(), box, point)
                            .isFalse();
                }
            }
        }
    }

    /** Of the curve between two points, as it is drawn. */
    private static List<DrawShape.Point> points(DrawShape.Stroke arrow) {
        List<DrawShape.Point> points = new ArrayList<>();
        for (int i = 1; i < arrow.points().size(); i++) {
            DrawShape.Point a = arrow.points().get(i - 1);
            DrawShape.Point b = arrow.points().get(i);
            for (double t = 0; t <= 1; t += 0.05) {
                double s = t * t * (3 - 2 * t);
                double along = 1.5 * t * (1 - t) + t * t * t;
                points.add(new DrawShape.Point(a.x() + s * (b.x() - a.x()), a.y() + along * (b.y() - a.y())));
            }
        }
        return points;
    }

    private static <T> List<T> shapes(Drawing drawing, Class<T> kind) {
        return drawing.shapes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
