package kinglet.bench;

import java.nio.file.Path;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.Plan;
import kinglet.engine.Workspace;
import kinglet.formats.ModelFiles;
import kinglet.graph.Model;

/** A plan and a workspace whose input is filled once, as an input tensor of the other runtimes is. */
final class KingletPeer implements Peer {
    private final Engine engine;
    private final Plan plan;
    private final Workspace workspace;

    KingletPeer(Path file, int threads, int batch) {
        Model model = ModelFiles.read(file);
        engine = Engine.create(EngineOptions.defaults().withThreads(threads));
        plan = engine.compile(model);
        workspace = plan.workspace(batch);
        float[] values = Subject.input(batch, model.network().input().shape()).data();
        System.arraycopy(values, 0, workspace.input(), 0, values.length);
    }

    @Override
    public void run() {
        plan.run(workspace);
    }

    @Override
    public float[] output() {
        return workspace.output();
    }

    @Override
    public void close() {
        engine.close();
    }
}
