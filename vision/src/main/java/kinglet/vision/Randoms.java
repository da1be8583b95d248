package kinglet.vision;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for, not on who draws them first: a stream for each seed, purpose and place. So
 * the number of threads changes nothing.
 */
final class Randoms {
    /** Purposes; each has streams of its own. */
    static final long SPLIT = 1;

    static final long ORDER = 2;
    static final long PICTURE = 3;
    static final long MIXING = 4;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Randoms() {}

    static SplittableRandom of(long seed, long... place) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (long part : place) {
            state = mix(state + GOLDEN_GAMMA * (part + 1));
        }
        return new SplittableRandom(state);
    }

    /** The numbers from 0 to {@code size - 1} in random order (Durstenfeld 1964). */
    static int[] permutation(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014, figure 16, variant 13). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
