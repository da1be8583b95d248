package kinglet.engine;

import kinglet.kernels.Buffer;

/** A place in a buffer. */
record Spot(Buffer buffer, int offset) {

    Spot plus(int floats) {
        return new Spot(buffer, offset + floats);
    }

    /** The place in the arena, once the memory is planned. */
    int place() {
        return Math.toIntExact(buffer.place() + offset);
    }
}
