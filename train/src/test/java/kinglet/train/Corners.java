package kinglet.train;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import kinglet.graph.Shape;

/** Pictures whose class is the corner that is bright. */
final class Corners implements BatchSource {
    static final Shape IMAGE = new Shape(3, 12, 12);
    static final int CLASSES = 4;
    static final int BATCH = 8;
    static final int BATCHES = 6;

    @Override
    public Shape image() {
        return IMAGE;
    }

    @Override
    public List<String> classNames() {
        return List.of("top left", "top right", "bottom left", "bottom right");
    }

    @Override
    public int size() {
        return BATCH * BATCHES;
    }

    @Override
    public int batchesPerEpoch() {
        return BATCHES;
    }

    @Override
    public Batches epoch(int epoch, int firstBatch) {
        return new Batches() {
            private int next = firstBatch;

            @Override
            public Optional<Batch> next() {
                return next == BATCHES ? Optional.empty() : Optional.of(batch(epoch * BATCHES + next++));
            }

            @Override
            public void close() {
                // nothing is made in the background
            }
        };
    }

    static Batch batch(int number) {
        Random random = new Random(number);
        float[] images = new float[BATCH * IMAGE.size()];
        float[] targets = new float[BATCH * CLASSES];
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = random.nextInt(CLASSES);
            targets[i * CLASSES + labels[i]] = 1;
            for (int p = 0; p < IMAGE.size(); p++) {
                int y = p / IMAGE.width() % IMAGE.height();
                int x = p % IMAGE.width();
                boolean bright = y / 6 == labels[i] / 2 && x / 6 == labels[i] % 2;
                images[i * IMAGE.size() + p] = (float) (0.5 * random.nextGaussian() + (bright ? 1 : 0));
            }
        }
        return new Batch(BATCH, images, targets, labels);
    }
}
