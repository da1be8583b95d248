package kinglet.vision;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an extended header of a tar archive says of the member after it (POSIX.1-2001, pax Interchange Format): records
 * {@code "length key=value\n"}. Of a damaged one, what comes before the damage.
 */
record Pax(Optional<String> path, Optional<Long> size) {

    static Pax of(byte[] data) {
        Optional<String> path = Optional.empty();
        Optional<Long> size = Optional.empty();
        int at = 0;
        while (at < data.length) {
            int space = at;
            int length = 0;
            while (space < data.length && data[space] >= '0' && data[space] <= '9' && length <= data.length) {
                length = 10 * length + data[space++] - '0';
            }
            if (length > data.length - at || at + length <= space + 1) {
                break;
            }
            String record = new String(data, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                path = Optional.of(record.substring(5));
            } else if (record.matches("size=\\d{1,18}")) {
                size = Optional.of(Long.parseLong(record.substring(5)));
            }
            at += length;
        }
        return new Pax(path, size);
    }
}
