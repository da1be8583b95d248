package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void measuresSomething() {
        Machine machine = Machine.measure();
        assertThat(machine.gflops()).isPositive().isFinite();
        assertThat(machine.gigabytesPerSecond()).isPositive().isFinite();
    }
}
