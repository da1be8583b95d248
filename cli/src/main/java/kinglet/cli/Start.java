package kinglet.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the process begins. The commonest command line, {@code classify --model FILE IMAGE...}, is read here and everything else by
 * picocli: its class files are too old for the cache of loaded classes, and would take a third of the time in which one picture
 * is classified.
 */
public final class Start {
    private static final int DEFAULT_TOP = 5;

    private Start() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** The exit code. */
    static int execute(String... args) {
        PrintWriter err = new PrintWriter(System.err, true);
        try {
            Optional<ClassifyCommand> classify = classify(args);
            return classify.isPresent()
                    ? classify.get().call()
                    : Main.commandLine().execute(args);
        } catch (RuntimeException e) {
            return Failure.report(e, err);
        } catch (OutOfMemoryError | LinkageError | StackOverflowError e) {
            return Failure.report(e, err);
        }
    }

    /** The command, if its words are those of the commonest line. */
    static Optional<ClassifyCommand> classify(String... args) {
        if (args.length == 0 || !args[0].equals("classify")) {
            return Optional.empty();
        }
        List<String> models = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--model") && i + 1 < args.length && isPlain(args[i + 1])) {
                models.add(args[++i]);
            } else if (isPlain(args[i])) {
                images.add(args[i]);
            } else {
                return Optional.empty();
            }
        }
        return models.size() == 1 && !images.isEmpty()
                ? Optional.of(new ClassifyCommand(models.getFirst(), images, DEFAULT_TOP))
                : Optional.empty();
    }

    /** Neither an option, nor a file of words, nor in quotes: what picocli takes as it is. */
    private static boolean isPlain(String word) {
        return !word.isEmpty() && "-@\"'".indexOf(word.charAt(0)) < 0;
    }
}
