package kinglet.kernels;

/** One step over some images. Parts of one kind follow each other over the images, so that the weights they share stay in cache. */
public record Repeated(Step step, float[][] arenas) implements Work {

    @Override
    public int tasks() {
        return Math.multiplyExact(step.parts(), arenas.length);
    }

    @Override
    public void open() {
        // nothing is kept between tasks
    }

    @Override
    public void run(int task) {
        step.run(arenas[task % arenas.length], task / arenas.length);
    }

    @Override
    public void over(int task) {
        // nobody waits for one task
    }
}
