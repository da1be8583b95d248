package kinglet.lab;

import java.util.List;

/** Lines that are shown as they are, such as a derivation. */
public record Listing(List<String> lines) implements Part {

    public Listing {
        lines = List.copyOf(lines);
    }
}
