package kinglet.cli;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kinglet.cost.Convention;
import kinglet.graph.KingletException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/** The picture of {@code kinglet compare}: accuracy against three costs, one panel each. */
final class ComparePlot {
    private static final int PANEL_WIDTH = 460;
    private static final int PANEL_HEIGHT = 420;
    private static final String SVG = "http://www.w3.org/2000/svg";

    private ComparePlot() {}

    /**
     * Draws the networks that have a published accuracy.
     *
     * @throws KingletException if none has, or the file cannot be written
     */
    static void write(List<CompareCommand.Row> rows, Convention convention, Path file) {
        List<CompareCommand.Row> accurate =
                rows.stream().filter(row -> row.top1().isPresent()).toList();
        if (accurate.isEmpty()) {
            throw new KingletException("none of these networks has a published accuracy, so there is nothing to plot");
        }
        List<XYChart> panels = List.of(
                panel(
                        accurate,
                        "million " + convention.unit(),
                        row -> row.cost().multAdds(convention) / 1e6),
                panel(accurate, "million parameters", row -> row.cost().params() / 1e6),
                panel(
                        accurate,
                        "million values read and written",
                        row -> row.cost().memoryAccess() / 1e6));
        String name = file.toString().toLowerCase(Locale.ROOT);
        byte[] picture;
        if (name.endsWith(".svg")) {
            picture = svg(panels);
        } else if (name.endsWith(".png")) {
            picture = png(panels);
        } else {
            throw new WrongUsageException("cannot draw '%s'; the file's name must end in .svg or .png".formatted(file));
        }
        OutputFile.write(file, picture);
    }

    private static XYChart panel(
            List<CompareCommand.Row> rows, String title, ToDoubleFunction<CompareCommand.Row> cost) {
        XYChart chart = new XYChartBuilder()
                .width(PANEL_WIDTH)
                .height(PANEL_HEIGHT)
                .xAxisTitle(title)
                .yAxisTitle("ImageNet top-1, %")
                .theme(Styler.ChartTheme.XChart)
                .build();
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarkerSize(9)
                .setLegendPosition(Styler.LegendPosition.InsideSE)
                .setChartBackgroundColor(Color.WHITE);
        for (CompareCommand.Row row : rows) {
            double accuracy = row.top1().orElseThrow().doubleValue();
            chart.addSeries(row.name(), new double[] {cost.applyAsDouble(row)}, new double[] {accuracy});
        }
        return chart;
    }

    private static void paint(List<XYChart> panels, Graphics2D graphics) {
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D panel = (Graphics2D) graphics.create();
            panel.translate(i * PANEL_WIDTH, 0);
            panels.get(i).paint(panel, PANEL_WIDTH, PANEL_HEIGHT);
            panel.dispose();
        }
    }

    private static byte[] svg(List<XYChart> panels) {
        try {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(panels.size() * PANEL_WIDTH, PANEL_HEIGHT));
            paint(panels, graphics);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                graphics.stream(writer, true);
            }
            return bytes.toByteArray();
        } catch (ParserConfigurationException | IOException e) {
            throw new KingletException("cannot draw the plot: " + e.getMessage(), e);
        }
    }

    private static byte[] png(List<XYChart> panels) {
        BufferedImage image = new BufferedImage(panels.size() * PANEL_WIDTH, PANEL_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        paint(panels, graphics);
        graphics.dispose();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new KingletException("cannot draw the plot: " + e.getMessage(), e);
        }
    }
}
