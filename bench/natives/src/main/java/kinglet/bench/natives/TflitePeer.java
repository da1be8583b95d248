package kinglet.bench.natives;

import java.nio.file.Path;
import kinglet.bench.Peer;
import kinglet.bench.Subject;
import kinglet.graph.KingletException;
import kinglet.graph.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** An interpreter of 32-bit floats, whose images have their channels last. */
final class TflitePeer implements Peer {
    private static final int OK = tensorflowlite.kTfLiteOk;

    private final FlatBufferModel model;
    private final BuiltinOpResolverWithXNNPACK resolver = new BuiltinOpResolverWithXNNPACK();
    private final Interpreter interpreter;
    private final float[] output;

    TflitePeer(Path file, int threads, int batch) {
        model = FlatBufferModel.BuildFromFile(file.toString());
        if (model == null || model.isNull()) {
            throw new KingletException("TFLite cannot read '%s'".formatted(file));
        }
        interpreter = new Interpreter((Pointer) null);
        InterpreterBuilder builder = new InterpreterBuilder(model, resolver);
        require(builder.SetNumThreads(threads), "taking %d threads".formatted(threads));
        require(builder.apply(interpreter), "building '%s'".formatted(file));
        TfLiteTensor input = interpreter.input_tensor(0);
        if (input.type() != tensorflowlite.kTfLiteFloat32) {
            throw new KingletException(
                    "'%s' is quantised, and Kinglet runs it in floats, so their times do not compare; use a float file"
                            .formatted(file));
        }
        TfLiteIntArray dims = input.dims();
        Shape shape = new Shape(dims.data(3), dims.data(1), dims.data(2));
        int[] batched = {batch, shape.height(), shape.width(), shape.channels()};
        require(interpreter.ResizeInputTensor(interpreter.inputs().get(0), batched), "resizing its input");
        require(interpreter.AllocateTensors(), "allocating its tensors");
        interpreter
                .typed_input_tensor_float(0)
                .put(channelsLast(Subject.input(batch, shape).data(), batch, shape));
        output = new float[Math.toIntExact(interpreter.output_tensor(0).bytes() / Float.BYTES)];
    }

    private static float[] channelsLast(float[] values, int batch, Shape shape) {
        float[] moved = new float[values.length];
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int i = 0; i < shape.area(); i++) {
                    moved[(n * shape.area() + i) * shape.channels() + c] =
                            values[(n * shape.channels() + c) * shape.area() + i];
                }
            }
        }
        return moved;
    }

    @Override
    public void run() {
        require(interpreter.Invoke(), "running");
        FloatPointer values = interpreter.typed_output_tensor_float(0);
        values.get(output);
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        interpreter.close();
        resolver.close();
        model.close();
    }

    private static void require(int status, String doing) {
        if (status != OK) {
            throw new KingletException("TFLite failed at %s: status %d".formatted(doing, status));
        }
    }
}
