package kinglet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kinglet.graph.KingletException;

/** Where a training is kept: its checkpoints, figures, and what comes of it. */
record TrainingFolder(Path path) {

    /** The checkpoint of a training in one stage, or of its last stage. */
    Path checkpoint() {
        return path.resolve("checkpoint.kinglet");
    }

    /** The checkpoint of the stage in which the head learns alone. */
    Path headCheckpoint() {
        return path.resolve("checkpoint-head.kinglet");
    }

    Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The finished network; as safetensors if its name says all about it, otherwise as ONNX. */
    Path model(boolean inCatalogue) {
        return path.resolve(inCatalogue ? "model.safetensors" : "model.onnx");
    }

    Path curves() {
        return path.resolve("curves.svg");
    }

    Path report() {
        return path.resolve("report.html");
    }

    private boolean holdsTraining() {
        return Files.exists(checkpoint())
                || Files.exists(headCheckpoint())
                || Files.exists(model(true))
                || Files.exists(model(false));
    }

    /**
     * Makes the folder.
     *
     * @throws KingletException if it holds a training that is not to be taken up, or cannot be made
     */
    void prepare(boolean resume) {
        if (!resume && holdsTraining()) {
            throw new KingletException(
                    "'%s' already holds a training; go on with it by --resume, or choose another folder with --out"
                            .formatted(path));
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new KingletException(
                    "cannot make folder '%s' (%s); choose another with --out"
                            .formatted(path, e.getClass().getSimpleName().replace("Exception", "")),
                    e);
        }
        if (!Files.isWritable(path)) {
            throw new KingletException("folder '%s' cannot be written to; choose another with --out".formatted(path));
        }
    }
}
