package kinglet.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Places the cells of ranks from left to right. What follows each other without a branch is a track, whose cells stand one below the
 * other; tracks go to the middle of those that they come from and lead to, as far as their neighbours leave room; shortcuts then go
 * around them, as near as they can.
 */
final class DiagramTracks {
    private static final int SWEEPS = 200;

    /** Cells that stand one below the other. */
    private static final class Track {
        final List<DiagramCell> cells = new ArrayList<>();
        /** Tracks that are to the left or right in some rank, and how far at least. */
        final Map<Track, Double> left = new LinkedHashMap<>();

        final Map<Track, Double> right = new LinkedHashMap<>();
        double x;

        boolean isShortcut() {
            return cells.getFirst().kind == DiagramCell.Kind.SHORTCUT;
        }
    }

    private final List<List<DiagramCell>> ranks;
    private final Map<DiagramCell, Track> trackOf = new IdentityHashMap<>();
    private List<Track> tracks = List.of();

    private DiagramTracks(List<List<DiagramCell>> ranks) {
        this.ranks = ranks;
    }

    /** Gives each cell its place; the leftmost edge is at 0. */
    static void place(List<List<DiagramCell>> ranks) {
        DiagramTracks places = new DiagramTracks(ranks);
        // where tracks cross, each cell is one of its own
        if (!places.lay(true)) {
            places.lay(false);
        }
        places.centre();
        places.shortcuts();
        double edge = ranks.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> places.at(cell).x - cell.width / 2)
                .min()
                .orElse(0);
        places.trackOf.forEach((cell, track) -> cell.x = track.x - edge);
    }

    private Track at(DiagramCell cell) {
        return Objects.requireNonNull(trackOf.get(cell));
    }

    /** Makes tracks and sorts them from left to right; false if there is no such order. */
    private boolean lay(boolean joined) {
        trackOf.clear();
        List<Track> made = new ArrayList<>();
        for (List<DiagramCell> rank : ranks) {
            for (DiagramCell cell : rank) {
                Track track = joined ? continued(cell) : null;
                if (track == null) {
                    track = new Track();
                    made.add(track);
                }
                track.cells.add(cell);
                trackOf.put(cell, track);
            }
        }
        for (List<DiagramCell> rank : ranks) {
            constrain(rank);
        }
        tracks = sorted(made);
        return tracks.size() == made.size();
    }

    /** The track of the cell above, if the two follow each other without a branch. */
    private @Nullable Track continued(DiagramCell cell) {
        List<DiagramCell> above = trunk(cell.above, cell);
        if (above.size() != 1 || trunk(above.getFirst().below, above.getFirst()).size() != 1) {
            return null;
        }
        return trackOf.get(above.getFirst());
    }

    /** Neighbours but for shortcuts; those of a shortcut are its own lanes. */
    private static List<DiagramCell> trunk(List<DiagramCell> near, DiagramCell of) {
        boolean shortcut = of.kind == DiagramCell.Kind.SHORTCUT;
        return near.stream()
                .filter(cell -> shortcut == (cell.kind == DiagramCell.Kind.SHORTCUT))
                .toList();
    }

    private void constrain(List<DiagramCell> rank) {
        for (int i = 0; i < rank.size(); i++) {
            double distance = 0;
            for (int j = i + 1; j < rank.size(); j++) {
                distance += rank.get(j - 1).distance(rank.get(j));
                Track a = at(rank.get(i));
                Track b = at(rank.get(j));
                a.right.merge(b, distance, Math::max);
                b.left.merge(a, distance, Math::max);
            }
        }
    }

    /** From left to right, as far as there is such an order. */
    private static List<Track> sorted(List<Track> all) {
        Map<Track, Integer> waiting = new HashMap<>();
        all.forEach(track -> waiting.put(track, track.left.size()));
        List<Track> sorted = new ArrayList<>(
                all.stream().filter(track -> track.left.isEmpty()).toList());
        for (int i = 0; i < sorted.size(); i++) {
            Track track = sorted.get(i);
            track.x = track.left.entrySet().stream()
                    .mapToDouble(other -> other.getKey().x + other.getValue())
                    .max()
                    .orElse(0);
            for (Track next : track.right.keySet()) {
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    sorted.add(next);
                }
            }
        }
        return sorted;
    }

    private void centre() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<Track> order = sweep % 2 == 0 ? tracks : tracks.reversed();
            for (Track track : order) {
                if (!track.isShortcut()) {
                    double least = bound(track.left, 1, false).orElse(Double.NEGATIVE_INFINITY);
                    double most = bound(track.right, -1, false).orElse(Double.POSITIVE_INFINITY);
                    track.x = Math.max(least, Math.min(most, wish(track)));
                }
            }
        }
    }

    /** The middle of what it comes from and leads to, but for shortcuts. */
    private double wish(Track track) {
        double sum = 0;
        int count = 0;
        for (DiagramCell cell : track.cells) {
            for (List<DiagramCell> near : List.of(cell.above, cell.below)) {
                for (DiagramCell other : near) {
                    Track there = at(other);
                    if (there != track && !there.isShortcut()) {
                        sum += there.x;
                        count++;
                    }
                }
            }
        }
        return count == 0 ? track.x : sum / count;
    }

    /** How far a track may go for its neighbours on one side. */
    private static OptionalDouble bound(Map<Track, Double> side, int sign, boolean shortcuts) {
        var places = side.entrySet().stream()
                .filter(other -> shortcuts || !other.getKey().isShortcut())
                .mapToDouble(other -> other.getKey().x + sign * other.getValue());
        return sign > 0 ? places.max() : places.min();
    }

    private void shortcuts() {
        for (Track track : tracks.reversed()) {
            if (track.isShortcut() && track.left.keySet().stream().allMatch(Track::isShortcut)) {
                track.x = bound(track.right, -1, true).orElse(track.x);
            }
        }
        for (Track track : tracks) {
            if (track.isShortcut() && !track.left.keySet().stream().allMatch(Track::isShortcut)) {
                track.x = bound(track.left, 1, true).orElse(track.x);
            }
        }
    }
}
