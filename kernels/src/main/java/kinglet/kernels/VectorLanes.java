package kinglet.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The width of this machine's vectors; no kernel on vectors gets by without, so whoever asks first shows them all to the virtual machine. */
final class VectorLanes {
    static {
        VectorWidths.show();
    }

    /** The widest that is fast here, at most a block of 16 channels; or what {@link VectorGate#BITS} says. */
    static final VectorSpecies<Float> SPECIES = choose();

    /** Vectors of half a block. */
    static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_256;

    static final int NARROW_WIDTH = NARROW.length();

    /** As many shorts as there are floats in a vector. */
    static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    /** Floats of a vector. */
    static final int WIDTH = SPECIES.length();

    /** x86 has 32 vector registers only with AVX-512, which a preferred width of 512 bits reveals; other machines have 32. */
    static final boolean MANY_REGISTERS = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            || !System.getProperty("os.arch", "").matches("amd64|x86_64|x86|i386");

    private VectorLanes() {}

    private static VectorSpecies<Float> choose() {
        int widest = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 512);
        int bits = Math.min(widest, Integer.getInteger(VectorGate.BITS, widest));
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }
}
