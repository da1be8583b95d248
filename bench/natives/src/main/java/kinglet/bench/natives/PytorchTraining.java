package kinglet.bench.natives;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kinglet.bench.Subject;
import kinglet.bench.TrainingPeer;
import kinglet.graph.Network;

/** A training step of PyTorch's native library. */
final class PytorchTraining implements TrainingPeer {
    /** Gradients are not clipped. */
    private static final float NO_CLIP = -1;

    /** A parameter and its momentum. */
    private record Slot(PtNDArray value, PtNDArray momentum) {}

    private final Model model;
    private final PtSymbolBlock block;
    private final ParameterStore store;
    private final NDList batch;
    private final List<Slot> slots = new ArrayList<>();
    private double loss;

    PytorchTraining(Path file, Network network, int size, int threads) throws IOException, MalformedModelException {
        model = Model.newInstance("network", "PyTorch");
        JniUtils.setNumThreads(threads);
        model.load(file, null, Map.of("trainParam", "true"));
        block = (PtSymbolBlock) model.getBlock();
        PtNDManager manager = (PtNDManager) model.getNDManager();
        store = new ParameterStore(manager, false);
        for (NDArray value : JniUtils.moduleGetParams(block, manager)) {
            slots.add(new Slot((PtNDArray) value, (PtNDArray) manager.zeros(value.getShape())));
        }
        kinglet.graph.Shape image = network.input().shape();
        NDArray images = manager.create(
                Subject.input(size, image).data(), new Shape(size, image.channels(), image.height(), image.width()));
        int classes = network.output().shape().channels();
        NDArray labels = manager.create(new Random(0).longs(size, 0, classes).toArray());
        batch = new NDList(images, labels);
    }

    @Override
    public void step() {
        try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector();
                NDList result = block.forward(store, batch, true)) {
            NDArray mean = result.singletonOrThrow();
            gradients.backward(mean);
            loss = mean.getFloat();
        }
        for (Slot slot : slots) {
            try (PtNDArray gradient = JniUtils.getGradient(slot.value())) {
                JniUtils.sgdUpdate(
                        slot.value(), gradient, slot.momentum(), (float) RATE, (float) WEIGHT_DECAY, 1, NO_CLIP, (float)
                                MOMENTUM);
                JniUtils.zeroGrad(slot.value());
            }
        }
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public long parameters() {
        return slots.stream().mapToLong(slot -> slot.value().size()).sum();
    }

    @Override
    public void close() {
        model.close();
    }
}
