package kinglet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.kernels.Kernels;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;
import kinglet.kernels.Machine;
import kinglet.lab.Format;
import kinglet.lab.Host;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kinglet doctor}: what this machine and this Java process offer, and what would make it faster. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The JDK, the cores, the kernels that are chosen, and the flag that gets the faster ones.",
        footer = {"", "Example:", "  kinglet doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--measure", description = "measure what a core can do at most (about a second), and keep it")
    private boolean measure;

    @Override
    public Integer call() {
        List<Fact> facts = facts();
        if (format.format() == Format.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            facts.forEach(fact -> json.put(fact.name().replace(' ', '_'), fact.value()));
            Table.printJson(json, System.out);
        } else {
            Fact.table("").print(format.format(), facts, System.out);
        }
        return 0;
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("java", "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor"))));
        facts.add(new Fact("virtual machine", System.getProperty("java.vm.name")));
        facts.add(new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        facts.add(new Fact("cores", Integer.toString(Runtime.getRuntime().availableProcessors())));
        facts.add(new Fact("processor", Host.processor()));
        facts.add(new Fact("peak of a core", core()));
        facts.add(new Fact("heap", Quantities.bytes(Runtime.getRuntime().maxMemory()) + " at most"));
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        facts.add(new Fact("vector module", vector ? "present" : "absent"));
        for (KernelsProvider provider : KernelsProviders.all()) {
            Optional<String> reason = provider.unusableBecause();
            facts.add(new Fact(
                    "kernels " + provider.name(),
                    reason.map(r -> "cannot be used: " + r).orElse("can be used")));
        }
        Kernels best = KernelsProviders.best();
        facts.add(new Fact("kernels chosen", best.name()));
        return facts;
    }

    private String core() {
        MachineCache cache = MachineCache.ofUser();
        return (measure ? Optional.of(cache.measured(Machine::measure)) : cache.known())
                .map(core -> "%s GFLOP/s and %s GB/s, measured with %s"
                        .formatted(
                                Quantities.decimal(core.gflops(), 1),
                                Quantities.decimal(core.gigabytesPerSecond(), 1),
                                Host.vectors()))
                .orElse("not measured yet; 'kinglet doctor --measure' does");
    }
}
