package kinglet.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house: which room may know which. */
class HouseTest {
    /** Each room's floor; a room imports only from floors below its own. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("graph", 1),
            Map.entry("kernels", 1),
            Map.entry("networks", 2),
            Map.entry("cost", 2),
            Map.entry("formats", 2),
            Map.entry("engine", 2),
            Map.entry("train", 2),
            Map.entry("vision", 3),
            Map.entry("lab", 4),
            Map.entry("models", 4),
            Map.entry("cli", 5),
            Map.entry("bench", 5));

    private static final JavaClasses KINGLET = new ClassFileImporter()
            .importPaths(FLOORS.keySet().stream()
                    .map(room -> Path.of("..", room, "target", "classes"))
                    .toList());

    static List<String> rooms() {
        return FLOORS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheFloorsBelowIt(String room) {
        String[] forbidden = FLOORS.entrySet().stream()
                .filter(other -> !other.getKey().equals(room) && other.getValue() >= FLOORS.getOrDefault(room, 0))
                .map(other -> packageOf(other.getKey()))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because("a room imports only from floors below its own (docs/architecture.md)")
                .check(KINGLET);
    }

    @Test
    void everyRoomHasAFloor() {
        assertThat(KINGLET.stream().map(c -> c.getPackageName().split("\\.")[1]).distinct())
                .containsExactlyInAnyOrderElementsOf(FLOORS.keySet());
    }

    @Test
    void onlyTheVectorKernelsImportTheVectorApi() {
        noClasses()
                .that()
                .haveNameNotMatching("kinglet\\.kernels\\.Vector.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(KINGLET);
    }

    @Test
    void librariesDoNotPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("kinglet.cli", "kinglet.bench")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(KINGLET);
    }

    @Test
    void librariesLogThroughSystemLogger() {
        noClasses()
                .that()
                .resideOutsideOfPackages("kinglet.cli", "kinglet.bench")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .check(KINGLET);
    }

    private static String packageOf(String room) {
        return "kinglet." + room + "..";
    }
}
