package kinglet.formats;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in a file. */
final class JsonText {

    private JsonText() {}

    /** The object by its names. Its depth is bounded by Jackson (1000). */
    static Map<String, Object> object(String what, String text) {
        try {
            @Nullable Map<String, Object> object = JSON.std.mapFrom(text); // null for the text "null"
            if (object != null) {
                return object;
            }
        } catch (IOException e) {
            throw new FormatException("%s is not JSON; the file is damaged".formatted(what), e);
        }
        throw new FormatException("%s is no JSON object; the file is damaged".formatted(what));
    }
}
