package kinglet.train;

import java.util.ArrayList;
import java.util.List;

/** The arenas in which nobody works just now. */
final class Arenas {
    private final List<Arena> free = new ArrayList<>();

    /** @return the one that the running thread had last, if it is free */
    synchronized Arena take(Object work) {
        if (free.isEmpty()) {
            throw new IllegalStateException("more tasks at once than threads");
        }
        Arena best = free.getFirst();
        for (Arena arena : free) {
            if (arena.isOwn() || arena.isUnused() && !best.isOwn()) {
                best = arena;
            }
        }
        free.remove(best);
        best.enter(work);
        return best;
    }

    synchronized void give(Arena arena) {
        free.add(arena);
    }
}
