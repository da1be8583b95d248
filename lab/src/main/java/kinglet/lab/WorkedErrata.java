package kinglet.lab;

import java.util.ArrayList;
import java.util.List;

/** E01 to E32, in the inventory's order: what a document says that is wrong or needs a condition, and what is right. */
final class WorkedErrata {

    private WorkedErrata() {}

    static List<Check> all() {
        List<Check> all = new ArrayList<>();
        all.addAll(ErratumOfCost.all());
        all.addAll(ErratumOfStructure.all());
        all.addAll(ErratumOfWords.all());
        all.sort((a, b) -> a.id().compareTo(b.id()));
        return all;
    }
}
