package kinglet.cli;

import java.io.PrintWriter;
import kinglet.graph.KingletException;

/** What is said of a command that failed. */
final class Failure {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Failure() {}

    /** One line, and the exit code. */
    static int report(Exception e, PrintWriter err) {
        err.println("kinglet: " + line(e));
        err.flush();
        return e instanceof WrongUsageException ? WRONG_USAGE : FAILED;
    }

    /** The same for errors of the Java process itself. */
    static int report(Error e, PrintWriter err) {
        err.println(
                e instanceof OutOfMemoryError
                        ? "kinglet: not enough memory; set KINGLET_JAVA_OPTS=-Xmx8g, or use a smaller input or batch"
                        : "kinglet: internal error: %s; please report it".formatted(e));
        err.flush();
        return FAILED;
    }

    private static String line(Exception e) {
        String message = e instanceof KingletException
                ? String.valueOf(e.getMessage())
                : "internal error: %s; please report it with what --debug prints".formatted(e);
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
