package kinglet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kinglet.graph.KingletException;
import me.tongfei.progressbar.ProgressBar;

/** Works through pictures: shows how far it is when there are many, goes on past a bad one, and counts those. */
final class PictureLoop {
    private static final int MANY = 10;

    private PictureLoop() {}

    /** Does the work for each picture; returns the exit code, after a line that counts the failures. */
    static int run(List<Path> pictures, Consumer<Path> work) {
        int failed = 0;
        try (ProgressBar bar = pictures.size() >= MANY ? Progress.bar("pictures", pictures.size()) : null) {
            for (Path picture : pictures) {
                try {
                    work.accept(picture);
                } catch (KingletException e) {
                    failed++;
                    System.err.println("kinglet: " + e.getMessage());
                }
                if (bar != null) {
                    bar.step();
                }
            }
        }
        if (failed > 0 && pictures.size() > 1) {
            System.err.printf("kinglet: %d of %d pictures could not be read%n", failed, pictures.size());
        }
        return failed > 0 ? 1 : 0;
    }
}
