package kinglet.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import jdk.incubator.vector.VectorShape;

/** Whether this Java process compiles vectors to vector instructions. */
final class VectorGate {

    /** The system property that asks for narrower vectors, in bits. */
    static final String BITS = "kinglet.vectorBits";

    private VectorGate() {}

    /** What stands in the way, and the flag that would remove it. */
    static Optional<String> closedBecause() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.of(
                    "the module jdk.incubator.vector is absent; start java with --add-modules jdk.incubator.vector");
        }
        String machine = System.getProperty("java.vm.name", "");
        if (!machine.contains("HotSpot") && !machine.contains("OpenJDK") && !machine.contains("GraalVM")) {
            return Optional.of("the Java machine is " + machine + "; use HotSpot or GraalVM, such as Temurin 25");
        }
        if (machine.contains("Client") || !compilesFully()) {
            return Optional.of(
                    "the optimising compiler is off; start java without -XX:TieredStopAtLevel, -Xint and -client");
        }
        if (!flag("UseFMA", "true").equals("true")) {
            return Optional.of(
                    "fused multiply-add is off or absent; start java without -XX:-UseFMA, on a CPU of 2013 or later");
        }
        return tooNarrow();
    }

    private static boolean compilesFully() {
        boolean compiles = !System.getProperty("java.vm.info", "").contains("interpreted mode");
        boolean tiered = flag("TieredCompilation", "true").equals("true");
        return compiles && (!tiered || flag("TieredStopAtLevel", "4").equals("4"));
    }

    /** The value of a flag of the Java machine, or {@code otherwise} if it has no such flag. */
    private static String flag(String name, String otherwise) {
        try {
            HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return flags.getVMOption(name).getValue();
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    private static Optional<String> tooNarrow() {
        boolean x86 = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).matches("amd64|x86_64");
        int needed = x86 ? 256 : 128;
        int bits;
        try {
            bits = Preferred.bits();
        } catch (LinkageError e) {
            return Optional.of("the module jdk.incubator.vector does not load: " + e);
        }
        if (bits < needed) {
            return Optional.of("vectors have " + bits + " bits here and " + needed
                    + " are needed; start java without -XX:UseAVX and -XX:MaxVectorSize");
        }
        String asked = System.getProperty(BITS, "512").strip();
        boolean possible = asked.matches("128|256|512") && (asked.equals("512") || Integer.parseInt(asked) <= bits);
        return possible
                ? Optional.empty()
                : Optional.of("-D" + BITS + "=" + asked + " asks for vectors that are not there; take 128, 256 or 512");
    }

    /** The one place that needs the module to be there, in a class of its own, which is loaded late. */
    private static final class Preferred {
        static int bits() {
            return VectorShape.preferredShape().vectorBitSize();
        }
    }
}
