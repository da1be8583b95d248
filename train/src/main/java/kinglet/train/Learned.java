package kinglet.train;

import java.util.Arrays;
import java.util.Optional;

/** A parameter of a unit, and its slot if it learns. */
record Learned(float[] values, Optional<Slot> slot) {

    /** A parameter that is not there: zeros. */
    static Learned zeros(int size) {
        return new Learned(new float[size], Optional.empty());
    }

    boolean learns() {
        return slot.isPresent();
    }

    /** The gradient's array; one that nobody reads if it does not learn. */
    float[] gradient() {
        return slot.map(Slot::gradient).orElseGet(() -> new float[values.length]);
    }

    void gradient(int index, double value) {
        if (slot.isPresent()) {
            slot.get().gradient()[index] = (float) value;
        }
    }

    void clearGradient() {
        slot.ifPresent(s -> Arrays.fill(s.gradient(), 0));
    }
}
