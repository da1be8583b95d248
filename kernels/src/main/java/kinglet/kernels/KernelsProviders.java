package kinglet.kernels;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the kernels of this process: the best usable, or those that {@code -Dkinglet.kernels=NAME} asks for. */
public final class KernelsProviders {

    /** The system property that asks for kernels by name. */
    public static final String PROPERTY = "kinglet.kernels";

    private static Optional<Kernels> best = Optional.empty();

    private KernelsProviders() {}

    /**
     * The kernels to use; chosen once. If the best cannot be used, a warning of the logger {@code kinglet.kernels} says, once, how to get them.
     *
     * @throws KernelsException if those that the property asks for cannot be used
     */
    public static synchronized Kernels best() {
        if (best.isEmpty()) {
            List<KernelsProvider> providers = all();
            String wanted = System.getProperty(PROPERTY, "").strip();
            Kernels chosen = choose(providers, wanted);
            log(Level.DEBUG, "kernels: " + chosen.name());
            advice(providers, wanted).ifPresent(message -> log(Level.WARNING, message));
            best = Optional.of(chosen);
        }
        return best.get();
    }

    /** Every provider that is present, the best first, usable or not. */
    public static List<KernelsProvider> all() {
        List<KernelsProvider> found = new ArrayList<>();
        Iterator<KernelsProvider> services = ServiceLoader.load(
                        KernelsProvider.class, KernelsProvider.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                log(Level.DEBUG, "kernels passed over: " + e);
            }
        }
        if (found.stream().noneMatch(PlainProvider.class::isInstance)) {
            found.add(new PlainProvider());
        }
        found.sort(Comparator.comparingInt(KernelsProvider::rank).reversed());
        return List.copyOf(found);
    }

    /** The kernels of the best usable provider, or of the one with this name if it is not empty. */
    static Kernels choose(List<KernelsProvider> providers, String wanted) {
        for (KernelsProvider provider : providers) {
            if (wanted.isEmpty()
                    ? provider.unusableBecause().isEmpty()
                    : provider.name().equals(wanted)) {
                provider.unusableBecause().ifPresent(reason -> {
                    throw new KernelsException(
                            "-D" + PROPERTY + "=" + wanted + " asks for kernels that cannot be used here: " + reason);
                });
                try {
                    return provider.create();
                } catch (LinkageError e) {
                    log(Level.DEBUG, "kernels " + provider.name() + " passed over: " + e);
                }
            }
        }
        String names = providers.stream().map(KernelsProvider::name).collect(Collectors.joining(", "));
        throw new KernelsException(
                "-D" + PROPERTY + "=" + wanted + " names no kernels that can be used; there are: " + names);
    }

    /** How to get faster kernels than those that were chosen, unless they were asked for. */
    static Optional<String> advice(List<KernelsProvider> providers, String wanted) {
        KernelsProvider best = providers.getFirst();
        return best.unusableBecause()
                .filter(reason -> wanted.isEmpty())
                .map(reason ->
                        "the %s kernels, which are several times faster, cannot be used: %s (to use slower ones without this message: -D%s=plain)"
                                .formatted(best.name(), reason, PROPERTY));
    }

    private static void log(Level level, String message) {
        System.getLogger("kinglet.kernels").log(level, message);
    }
}
