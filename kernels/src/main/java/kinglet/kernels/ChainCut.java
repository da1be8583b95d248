package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Cuts the vectors of a grouped convolution whose groups end within vectors: into plain tiles, and into chains, where such a vector is
 * computed once with each lane's own input instead of once for each of its groups.
 */
final class ChainCut {

    /** A tile and the lanes of each of its shared vectors that belong to the second group; no masks for a plain tile. */
    record Tile(PackedTile packed, long[] masks) {}

    /** A chain that there is a kernel for: 1 is a vector shared by two groups. {@code cycles} are for each input and tap of 7 pixels. */
    private record Pattern(String vectors, double cycles) {}

    private static final List<Pattern> PATTERNS =
            List.of(new Pattern("010", 27), new Pattern("0110", 43), new Pattern("00100", 42));

    /** What a tile costs besides, in inputs. */
    private static final int START = 8;

    private final Convolution convolution;
    private final VectorPlaces places;
    private final int taps;
    private final int groupInputs;
    private final List<TreeSet<Integer>> groups = new ArrayList<>();
    /** For each end of a tile: where it begins, and whether it is a chain. */
    private final int[] from;

    private final boolean[] chained;

    private ChainCut(Convolution convolution, VectorPlaces places) {
        this.convolution = convolution;
        this.places = places;
        taps = convolution.kernelHeight() * convolution.kernelWidth();
        groupInputs = convolution.input().channelCount() / convolution.groups();
        for (int[] channels : places.channels()) {
            TreeSet<Integer> own = new TreeSet<>();
            Arrays.stream(channels).filter(c -> c != VectorPlaces.DEAD).forEach(c -> own.add(group(c)));
            groups.add(own);
        }
        from = new int[places.count() + 1];
        chained = new boolean[places.count() + 1];
        plan();
    }

    /** Whether chains make it cheaper. */
    static boolean pays(Convolution convolution, VectorPlaces places) {
        ChainCut cut = new ChainCut(convolution, places);
        boolean chains = false;
        for (int end = places.count(); end > 0; end = cut.from[end]) {
            chains |= cut.chained[end];
        }
        return chains;
    }

    /** The cheapest cut. */
    static List<Tile> of(Convolution convolution, VectorPlaces places) {
        ChainCut cut = new ChainCut(convolution, places);
        List<Tile> tiles = new ArrayList<>();
        for (int end = places.count(); end > 0; end = cut.from[end]) {
            int first = cut.from[end];
            tiles.addFirst(
                    cut.chained[end]
                            ? cut.pack(first, end - first)
                            : new Tile(PackedTile.pack(convolution, places, first, end - first), new long[0]));
        }
        return tiles;
    }

    private void plan() {
        int count = places.count();
        double[] cost = new double[count + 1];
        for (int end = 1; end <= count; end++) {
            cost[end] = Double.MAX_VALUE;
            for (int vectors = 1; vectors <= Math.min(VectorProduct.WIDEST, end); vectors++) {
                double total = cost[end - vectors] + cost(union(end - vectors, end), PackedTile.CYCLES[vectors]);
                if (total < cost[end]) {
                    cost[end] = total;
                    from[end] = end - vectors;
                    chained[end] = false;
                }
            }
            for (Pattern pattern : PATTERNS) {
                int first = end - pattern.vectors().length();
                if (first >= 0 && !chain(first, pattern).isEmpty()) {
                    double total = cost[first] + cost(1, pattern.cycles());
                    if (total < cost[end]) {
                        cost[end] = total;
                        from[end] = first;
                        chained[end] = true;
                    }
                }
            }
        }
    }

    private double cost(int groupCount, double cycles) {
        return (groupCount * groupInputs * taps + START) * cycles;
    }

    private int union(int first, int end) {
        TreeSet<Integer> all = new TreeSet<>();
        groups.subList(first, end).forEach(all::addAll);
        return all.size();
    }

    /** The groups along the chain of that pattern from a vector on; none if the vectors do not follow the pattern. */
    private List<Integer> chain(int first, Pattern pattern) {
        List<Integer> chain = new ArrayList<>(List.of(groups.get(first).first()));
        for (int v = 0; v < pattern.vectors().length(); v++) {
            TreeSet<Integer> rest = new TreeSet<>(groups.get(first + v));
            boolean continues = rest.remove(chain.getLast());
            if (!continues || rest.size() != pattern.vectors().charAt(v) - '0') {
                return List.of();
            }
            chain.addAll(rest);
        }
        return chain;
    }

    private Tile pack(int first, int vectors) {
        Pattern pattern = PATTERNS.stream()
                .filter(p -> p.vectors().length() == vectors)
                .findFirst()
                .orElseThrow();
        List<Integer> chain = chain(first, pattern);
        int lanes = vectors * VectorLanes.WIDTH;
        int reads = groupInputs * taps;
        int[] offsets = new int[reads * chain.size()];
        float[] weights = new float[(reads + 1) * lanes];
        for (int k = 0; k < offsets.length; k++) {
            int read = k / chain.size();
            offsets[k] = offset(chain.get(k % chain.size()) * groupInputs + read / taps, read % taps);
        }
        long[] masks = new long[chain.size() - 1];
        int shared = 0;
        for (int v = 0; v < vectors; v++) {
            boolean two = pattern.vectors().charAt(v) == '1';
            for (int lane = 0; lane < VectorLanes.WIDTH; lane++) {
                int channel = places.channels()[first + v][lane];
                if (channel == VectorPlaces.DEAD) {
                    continue;
                }
                weights(channel, weights, v * VectorLanes.WIDTH + lane, lanes);
                if (two && group(channel) == chain.get(shared + 1)) {
                    masks[shared] |= 1L << lane;
                }
            }
            shared += two ? 1 : 0;
        }
        return new Tile(new PackedTile(first, vectors, offsets, weights), masks);
    }

    private void weights(int channel, float[] weights, int lane, int lanes) {
        int reads = groupInputs * taps;
        weights[lane] = convolution.bias()[channel];
        for (int read = 0; read < reads; read++) {
            weights[(read + 1) * lanes + lane] = convolution.weights()[channel * reads + read];
        }
    }

    private int group(int channel) {
        return channel / (convolution.output().channelCount() / convolution.groups());
    }

    private int offset(int input, int tap) {
        Convolution c = convolution;
        return c.input()
                .index(
                        input,
                        tap / c.kernelWidth() * c.dilationHeight() - c.padTop(),
                        tap % c.kernelWidth() * c.dilationWidth() - c.padLeft());
    }
}
