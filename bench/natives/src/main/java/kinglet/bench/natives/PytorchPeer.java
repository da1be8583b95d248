package kinglet.bench.natives;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import kinglet.bench.Peer;
import kinglet.bench.Subject;

/** A TorchScript module, run without gradients. */
final class PytorchPeer implements Peer {
    private final Model model;
    private final Block block;
    private final NDManager manager;
    private final ParameterStore parameters;
    private final NDList input;
    private float[] output = new float[0];

    PytorchPeer(Path file, int threads, int batch) throws IOException, MalformedModelException {
        model = Model.newInstance("network", "PyTorch");
        JniUtils.setNumThreads(threads);
        model.load(file);
        block = model.getBlock();
        manager = model.getNDManager().newSubManager();
        parameters = new ParameterStore(manager, false);
        kinglet.graph.Shape shape = TorchScriptFile.inputShape(file);
        NDArray images = manager.create(
                Subject.input(batch, shape).data(), new Shape(batch, shape.channels(), shape.height(), shape.width()));
        input = new NDList(images);
    }

    @Override
    public void run() {
        try (NDList result = block.forward(parameters, input, false)) {
            output = result.singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        manager.close();
        model.close();
    }
}
