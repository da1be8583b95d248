package kinglet.bench;

import java.nio.file.Path;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.Plan;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/** Ourselves. */
final class KingletPeer implements Peer {
    static final String NAME = "kinglet";

    private final Engine engine;
    private final Plan plan;
    private final Tensor input;
    private Tensor output = Tensor.zeros(0);

    KingletPeer(Path onnx, int threads, int batch) {
        Model model = ModelFiles.read(onnx);
        engine = Engine.create(EngineOptions.defaults().withThreads(threads));
        plan = engine.compile(model);
        Shape shape = model.network().input().shape();
        input = FormulaWeights.input(batch, shape.channels(), shape.height(), shape.width());
    }

    @Override
    public void run() {
        output = plan.run(input);
    }

    @Override
    public float[] output() {
        return output.data();
    }

    @Override
    public void close() {
        engine.close();
    }
}
