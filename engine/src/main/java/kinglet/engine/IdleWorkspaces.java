package kinglet.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Workspaces that wait for the next run of their batch size: the few that were used last, so that memory stays bounded. */
final class IdleWorkspaces {
    private final Program program;
    private final int limit;
    private final Deque<Workspace> lastUsedFirst = new ArrayDeque<>();

    IdleWorkspaces(Program program, int limit) {
        this.program = program;
        this.limit = limit;
    }

    /** One of this batch size, nobody else's until it is given back. */
    Workspace take(int batch) {
        synchronized (lastUsedFirst) {
            for (Iterator<Workspace> waiting = lastUsedFirst.iterator(); waiting.hasNext(); ) {
                Workspace workspace = waiting.next();
                if (workspace.batch() == batch) {
                    waiting.remove();
                    return workspace;
                }
            }
        }
        return new Workspace(program, batch);
    }

    void giveBack(Workspace workspace) {
        synchronized (lastUsedFirst) {
            lastUsedFirst.addFirst(workspace);
            if (lastUsedFirst.size() > limit) {
                lastUsedFirst.removeLast();
            }
        }
    }

    int size() {
        synchronized (lastUsedFirst) {
            return lastUsedFirst.size();
        }
    }
}
