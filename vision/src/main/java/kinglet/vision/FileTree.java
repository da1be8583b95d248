package kinglet.vision;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of a folder or of an archive. Their paths are relative to it, with {@code /} between the names, and sorted, so that
 * their numbers are the same everywhere.
 */
interface FileTree {

    /** What to call it in a message. */
    String title();

    /** The paths of the files. */
    List<String> files();

    /** The paths of the folders, those without files too. */
    List<String> folders();

    /** Bytes of a file as it is stored. */
    long size(int file);

    InputStream open(int file) throws IOException;

    /** What to call a file in a message. */
    default String place(int file) {
        return title() + "/" + files().get(file);
    }

    /** A whole file, which has no more than {@code most} bytes. */
    default byte[] read(int file, long most) {
        if (size(file) > most) {
            throw new DatasetException(
                    "'%s' has %d bytes, more than the %d that fit in memory; give the JVM more with -Xmx"
                            .formatted(place(file), size(file), most));
        }
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new DatasetException("cannot read '%s': %s".formatted(place(file), e.getMessage()), e);
        }
    }
}
