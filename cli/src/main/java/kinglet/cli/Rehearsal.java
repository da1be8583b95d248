package kinglet.cli;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.networks.Catalogue;

/** What the launcher's cache of loaded classes and of profiles is recorded from: networks of several kinds look at a picture. */
public final class Rehearsal {
    private static final List<String> NETWORKS = List.of("mobilenet_v2", "squeezenet1_1", "resnet18");

    /** So many that the compilers have seen the loops that matter. */
    private static final int TIMES = 4;

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("kinglet");
        Path picture = folder.resolve("picture.jpg");
        Path model = folder.resolve("model.onnx");
        try {
            draw(picture);
            Main.commandLine().execute("list");
            for (String id : NETWORKS) {
                Network network = Catalogue.entry(id).build();
                ModelFiles.write(Model.of(network, FormulaWeights.of(network)), model);
                for (int i = 0; i < TIMES; i++) {
                    Start.execute("classify", picture.toString(), "--model", model.toString());
                }
            }
        } finally {
            for (Path file : List.of(picture, model, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void draw(Path file) throws IOException {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, 640, 480, Color.BLUE));
        pen.fillRect(0, 0, 640, 480);
        pen.dispose();
        ImageIO.write(image, "jpeg", file.toFile());
    }
}
