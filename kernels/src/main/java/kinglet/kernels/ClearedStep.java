package kinglet.kernels;

/** A step whose first part also writes zeros into the lanes of its output that the rest of it leaves alone. */
record ClearedStep(WeighedStep step, DeadLanes dead) implements WeighedStep {

    static WeighedStep of(WeighedStep step, DeadLanes dead) {
        return dead.places().length == 0 ? step : new ClearedStep(step, dead);
    }

    @Override
    public int portions() {
        return step.portions();
    }

    @Override
    public void weigh(float[] weights, float[] bias, int portion) {
        step.weigh(weights, bias, portion);
    }

    @Override
    public int parts() {
        return step.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        step.run(arena, part);
        if (part == 0) {
            dead.zero(arena);
        }
    }
}
