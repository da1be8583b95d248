package kinglet.lab;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.kernels.KernelsProviders;

/**
 * On what, and when, experiments were run.
 *
 * @param facts by name, in the order of reading
 */
public record Conditions(Map<String, String> facts) {

    /** This process, today. */
    public static Conditions here() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", Host.processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("kernels", "%s (%s)".formatted(KernelsProviders.best().name(), Host.vectors()));
        facts.put("java", "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("date", LocalDate.now().toString());
        return new Conditions(facts);
    }
}
