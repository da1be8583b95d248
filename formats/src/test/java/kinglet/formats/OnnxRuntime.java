package kinglet.formats;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.graph.Tensor;

/** The peer: ONNX Runtime on one thread. */
final class OnnxRuntime {

    private OnnxRuntime() {}

    static Map<String, Tensor> run(Path file, Map<String, Tensor> inputs) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options)) {
                return run(environment, session, inputs);
            }
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime refuses %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, Tensor> run(OrtEnvironment environment, OrtSession session, Map<String, Tensor> inputs)
            throws OrtException {
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
            long[] dims = Arrays.stream(input.getValue().dims()).asLongStream().toArray();
            fed.put(
                    input.getKey(),
                    OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(input.getValue().data()), dims));
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(fed)) {
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                int[] dims = Arrays.stream(tensor.getInfo().getShape())
                        .mapToInt(d -> (int) d)
                        .toArray();
                float[] values = new float[(int) Tensor.size(dims)];
                tensor.getFloatBuffer().get(values);
                outputs.put(output.getKey(), Tensor.of(values, dims));
            }
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }
}
