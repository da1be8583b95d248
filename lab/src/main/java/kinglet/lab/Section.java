package kinglet.lab;

import java.util.List;

/** A part of a report with a heading of its own. */
public record Section(String title, List<Part> parts) {

    public Section {
        parts = List.copyOf(parts);
    }

    public static Section of(String title, Part... parts) {
        return new Section(title, List.of(parts));
    }
}
