package kinglet.bench;

import java.io.IOException;
import java.util.List;
import kinglet.kernels.Machine;

/** The multiply-add peak of one core, measured in a process with the options of Kinglet's own. */
final class CorePeak {

    private CorePeak() {}

    /** In 10^9 operations a second. */
    static double gflops(List<String> jvmOptions) throws IOException {
        return Double.parseDouble(FreshProcess.run(CorePeak.class, jvmOptions, List.of()));
    }

    public static void main(String[] args) {
        System.out.println(Machine.measure().gflops());
    }
}
