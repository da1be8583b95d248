package kinglet.cli;

import kinglet.cost.Roofline;
import kinglet.cost.Work;
import kinglet.engine.PlannedStep;

/**
 * One step of a plan and what it took.
 *
 * @param step the step
 * @param timing of many runs, for the whole batch
 * @param memoryBound whether its roofline is memory's
 */
record ProfiledStep(PlannedStep step, Timing timing, boolean memoryBound) {

    static ProfiledStep of(PlannedStep step, double[] times, Roofline machine, int batch) {
        Work work = step.covers().isEmpty() ? Work.copy(step.output().size()) : Work.of(step.covers());
        return new ProfiledStep(
                step,
                Timing.of(times, work.flops(batch), work.bytes(batch), 1e3 * machine.seconds(work, batch)),
                machine.isMemoryBound(work, batch));
    }

    String bound() {
        return memoryBound ? "memory" : "arithmetic";
    }
}
