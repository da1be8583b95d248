package kinglet.lab;

import java.util.ArrayList;
import java.util.List;

/** How layers and units are built: F07 to F09, F13 to F15, F17, F18, F23 to F27, F29 and F30. */
final class WorkedStructures {

    private WorkedStructures() {}

    static List<Check> all() {
        List<Check> all = new ArrayList<>();
        all.addAll(WorkedConnections.all());
        all.addAll(WorkedUnits.all());
        all.add(WorkedAccess.depth());
        all.sort((a, b) -> a.id().compareTo(b.id()));
        return all;
    }
}
