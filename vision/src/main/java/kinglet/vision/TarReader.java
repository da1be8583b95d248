package kinglet.vision;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a tar archive from front to back: POSIX.1-1988 (ustar), the extended headers of POSIX.1-2001 (pax) and GNU's long names.
 * Only regular files and folders are given; links and devices are passed over. Every number is checked before it is used.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MOST_NAME = 1 << 16;

    private final InputStream in;
    private final String title;
    private long position;
    private long end;

    /**
     * A member whose data come next in the stream.
     *
     * @param offset where its data begin in the archive
     */
    record Member(String name, boolean folder, long offset, long size) {}

    TarReader(InputStream in, String title) {
        this.in = in;
        this.title = title;
    }

    /** Whether a file that begins so is a tar archive: the sum of its first header is right. */
    static boolean isTar(byte[] head) {
        return head.length >= BLOCK && checksumFits(head) && head[0] != 0;
    }

    /** The next file or folder, or nothing at the end. */
    Optional<Member> next() throws IOException {
        String longName = "";
        long longSize = -1;
        while (true) {
            skipTo(end);
            byte[] header = block();
            if (header.length == 0 || isBlank(header)) {
                return Optional.empty();
            }
            if (!checksumFits(header)) {
                throw damaged("a header's checksum is wrong");
            }
            long size = number(header, 124, 12);
            boolean blank = false;
            switch (header[156]) {
                case 'L' -> {
                    longName = text(data(size), 0, (int) size);
                    blank = true;
                }
                case 'x' -> {
                    Pax pax = Pax.of(data(size));
                    longName = pax.path().orElse(longName);
                    longSize = pax.size().orElse(longSize);
                    blank = true;
                }
                default -> size = longSize < 0 ? size : longSize;
            }
            if (blank) {
                continue;
            }
            if (size > Long.MAX_VALUE - position - BLOCK) {
                throw damaged("a member is said to have %d bytes".formatted(size));
            }
            end = position + (size + BLOCK - 1) / BLOCK * BLOCK;
            String name = longName.isEmpty() ? name(header) : longName;
            longName = "";
            longSize = -1;
            if (isFile(header[156]) || header[156] == '5') {
                boolean folder = header[156] == '5' || name.endsWith("/");
                return Optional.of(new Member(safe(name), folder, position, folder ? 0 : size));
            }
        }
    }

    /** The data of the member that {@link #next} gave, which has this size. */
    byte[] read(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        position += bytes.length;
        if (bytes.length < size) {
            throw damaged("the data end early");
        }
        return bytes;
    }

    private byte[] data(long size) throws IOException {
        if (size < 0 || size > MOST_NAME) {
            throw damaged("a name is said to have %d bytes".formatted(size));
        }
        byte[] bytes = read((int) size);
        skipTo((position + BLOCK - 1) / BLOCK * BLOCK);
        end = position;
        return bytes;
    }

    private byte[] block() throws IOException {
        byte[] bytes = in.readNBytes(BLOCK);
        position += bytes.length;
        if (bytes.length != 0 && bytes.length < BLOCK) {
            throw damaged("the data end early");
        }
        return bytes;
    }

    private void skipTo(long target) throws IOException {
        try {
            in.skipNBytes(target - position);
        } catch (EOFException e) {
            throw damaged("the data end early");
        }
        position = target;
    }

    /** Names that would lead out of the folder they are unpacked in are no accident. */
    private String safe(String name) {
        String[] parts = Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toArray(String[]::new);
        if (name.startsWith("/") || name.contains("\\") || Arrays.asList(parts).contains("..")) {
            throw new DatasetException("archive '%s' has a member named '%s', which leads out of it; refused"
                    .formatted(title, printable(name)));
        }
        return String.join("/", parts);
    }

    private DatasetException damaged(String what) {
        return new DatasetException("archive '%s' is cut off or damaged: %s before byte %d; fetch it again"
                .formatted(title, what, position));
    }

    private static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isFile(byte type) {
        return type == '0' || type == 0 || type == '7';
    }

    private static boolean isBlank(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        // GNU's archives say "ustar " and keep other things where the prefix would be
        boolean ustar = text(header, 257, 6).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static boolean checksumFits(byte[] header) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
        }
        String stored = text(header, 148, 8).strip();
        return stored.matches("[0-7]{1,7}") && Integer.parseInt(stored, 8) == sum;
    }

    /** Octal digits, or with the first bit set a number of 12 bytes. */
    private long number(byte[] header, int at, int length) {
        if (header[at] < 0) {
            long value = header[at] & 0x7f;
            for (int i = 1; i < length; i++) {
                if (value >>> 55 != 0) {
                    throw damaged("a member is said to have more than 2^63 bytes");
                }
                value = value << 8 | header[at + i] & 0xff;
            }
            return value;
        }
        String digits = text(header, at, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw damaged("a member's size is no number");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int at, int length) {
        int stop = at;
        while (stop < at + length && bytes[stop] != 0) {
            stop++;
        }
        return new String(bytes, at, stop - at, StandardCharsets.UTF_8);
    }
}
