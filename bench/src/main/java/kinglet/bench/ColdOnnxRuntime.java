package kinglet.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A small Java program as one writes it with ONNX Runtime: model, picture, labels; prints the likeliest class. It uses nothing of
 * Kinglet, so that it pays for nothing of it.
 */
final class ColdOnnxRuntime {
    private static final double CROP_SHARE = 0.875;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private ColdOnnxRuntime() {}

    public static void main(String[] args) throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        try (OrtSession session = environment.createSession(args[0], options)) {
            Map.Entry<String, NodeInfo> input =
                    session.getInputInfo().entrySet().iterator().next();
            long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
            shape[0] = 1;
            float[] values = values(new File(args[1]), (int) shape[3]);
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                    OrtSession.Result result = session.run(Map.of(input.getKey(), tensor))) {
                FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
                print(scores, Files.readAllLines(Path.of(args[2])));
            }
        }
    }

    /** The middle of the picture, its shorter side scaled to the size divided by 0.875, normalised as torchvision does. */
    private static float[] values(File photo, int size) throws IOException {
        BufferedImage picture = ImageIO.read(photo);
        double scale = size / CROP_SHARE / Math.min(picture.getWidth(), picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        BufferedImage crop = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = crop.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, (size - width) / 2, (size - height) / 2, width, height, null);
        graphics.dispose();
        int[] pixels = crop.getRGB(0, 0, size, size, null, 0, size);
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                float value = (pixels[i] >> (16 - 8 * c) & 0xFF) / 255f;
                values[c * pixels.length + i] = (value - MEAN[c]) / DEVIATION[c];
            }
        }
        return values;
    }

    private static void print(FloatBuffer scores, List<String> labels) {
        int best = 0;
        double sum = 0;
        for (int i = 0; i < scores.limit(); i++) {
            best = scores.get(i) > scores.get(best) ? i : best;
        }
        for (int i = 0; i < scores.limit(); i++) {
            sum += Math.exp(scores.get(i) - scores.get(best));
        }
        String label = best < labels.size() ? labels.get(best) : "class";
        System.out.println(String.format(Locale.ROOT, "%.1f %%  %s (%d)", 100 / sum, label, best));
    }
}
