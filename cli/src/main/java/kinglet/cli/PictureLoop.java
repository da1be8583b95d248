package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import kinglet.graph.KingletException;
import kinglet.vision.ImageClassifier;
import kinglet.vision.ImageDecoder;
import kinglet.vision.Picture;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Works through pictures, one a thread, and gives the results in their order; a single picture has all threads for itself. The first
 * pictures are decoded while the classifier is opened. Shows how far it is when there are many, goes on past a bad one, and
 * counts those.
 *
 * @param <R> what becomes of a picture
 */
final class PictureLoop<R> {
    private static final int MANY = 10;

    private final CompletableFuture<ImageClassifier> opening = new CompletableFuture<>();
    private final ImageDecoder decoder = ImageDecoder.create();
    private final List<Path> pictures;
    private final BiFunction<ImageClassifier, Picture, R> look;
    private final BiConsumer<Path, R> done;

    private PictureLoop(List<Path> pictures, BiFunction<ImageClassifier, Picture, R> look, BiConsumer<Path, R> done) {
        this.pictures = pictures;
        this.look = look;
        this.done = done;
    }

    /**
     * Looks at each picture, and is done with each in its turn; returns the exit code, after a line that counts the failures.
     *
     * @param look called by several threads
     * @param done called by this thread, in the order of the pictures
     */
    static <R> int run(
            List<Path> pictures,
            ClassifierMixin classifier,
            BiFunction<ImageClassifier, Picture, R> look,
            BiConsumer<Path, R> done) {
        return new PictureLoop<>(pictures, look, done).run(classifier);
    }

    private int run(ClassifierMixin classifier) {
        int threads = classifier.threads();
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(threads, pictures.size()),
                Thread.ofPlatform().daemon().name("kinglet-pictures-", 0).factory());
        try {
            List<Future<R>> results = new ArrayList<>();
            pictures.forEach(picture -> results.add(workers.submit(() -> result(picture))));
            try (ImageClassifier open = classifier.open(pictures.size() == 1 ? threads : 1)) {
                opening.complete(open);
                return collect(results);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private R result(Path picture) {
        Picture decoded = decoder.decode(picture);
        return look.apply(opening.join(), decoded);
    }

    private int collect(List<Future<R>> results) {
        int failed = 0;
        try (ProgressBar bar = pictures.size() >= MANY ? Progress.bar("pictures", pictures.size()) : null) {
            for (int i = 0; i < results.size(); i++) {
                try {
                    done.accept(pictures.get(i), await(results.get(i)));
                } catch (KingletException e) {
                    failed++;
                    System.err.println("kinglet: " + e.getMessage());
                }
                step(bar);
            }
        }
        if (failed > 0 && pictures.size() > 1) {
            System.err.printf("kinglet: %d of %d pictures could not be read%n", failed, pictures.size());
        }
        return failed > 0 ? 1 : 0;
    }

    private static <R> R await(Future<R> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KingletException("interrupted before the last picture", e);
        }
    }

    private static void step(@Nullable ProgressBar bar) {
        if (bar != null) {
            bar.step();
        }
    }
}
