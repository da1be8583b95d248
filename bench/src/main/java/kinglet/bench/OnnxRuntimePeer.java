package kinglet.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import kinglet.graph.KingletException;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/** A session with all of ONNX Runtime's optimisations and as many threads as asked for. */
final class OnnxRuntimePeer implements Peer {
    private final OrtSession session;
    private final Map<String, OnnxTensor> input;
    private float[] output = new float[0];

    OnnxRuntimePeer(Path onnx, int threads, int batch) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(onnx.toString(), options);
            Map.Entry<String, NodeInfo> first =
                    session.getInputInfo().entrySet().iterator().next();
            String name = first.getKey();
            long[] shape = ((TensorInfo) first.getValue().getInfo()).getShape();
            shape[0] = batch;
            Tensor values = Subject.input(batch, new Shape((int) shape[1], (int) shape[2], (int) shape[3]));
            input = Map.of(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values.data()), shape));
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    @Override
    public void run() {
        try (OrtSession.Result result = session.run(input)) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            output = new float[values.remaining()];
            values.get(output);
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        try {
            input.values().forEach(OnnxTensor::close);
            session.close();
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    private static KingletException failure(OrtException e) {
        return new KingletException("ONNX Runtime failed: " + e.getMessage(), e);
    }
}
