package kinglet.formats;

import java.util.List;
import java.util.Optional;
import kinglet.formats.OnnxValue.Known;
import kinglet.graph.Activation;
import kinglet.graph.Pool.Kind;

/** What each ONNX operator becomes. */
final class OnnxOperators {

    private OnnxOperators() {}

    /** The results of a node, in the order of its outputs. */
    static List<OnnxValue> lower(OnnxCall call) {
        if (call.op().equals("Split")) {
            return OnnxArrangements.split(call);
        }
        Optional<OnnxValue> known = call.allKnown() ? OnnxFolding.fold(call) : Optional.empty();
        return List.of(known.or(() -> arrange(call))
                .or(() -> window(call))
                .or(() -> function(call))
                .orElseThrow(() -> call.refuse("is not an operator that Kinglet reads; export the model without it")));
    }

    private static Optional<OnnxValue> arrange(OnnxCall call) {
        return switch (call.op()) {
            case "Constant" -> Optional.of(OnnxFolding.constant(call));
            case "ConstantOfShape" -> Optional.of(OnnxFolding.constantOfShape(call));
            case "Identity" -> Optional.of(call.input(0));
            case "Cast" -> Optional.of(cast(call));
            case "Shape" -> Optional.of(OnnxArrangements.shape(call));
            case "Reshape" -> Optional.of(OnnxArrangements.reshape(call));
            case "Flatten" -> Optional.of(OnnxArrangements.flatten(call));
            case "Squeeze" -> Optional.of(OnnxArrangements.squeeze(call));
            case "Unsqueeze" -> Optional.of(OnnxArrangements.unsqueeze(call));
            case "Transpose" -> Optional.of(OnnxArrangements.transpose(call));
            case "Slice" -> Optional.of(OnnxArrangements.slice(call));
            case "Gather" -> Optional.of(OnnxArrangements.gather(call));
            case "Concat" -> Optional.of(OnnxArrangements.concat(call));
            case "Expand" -> Optional.of(OnnxArrangements.expand(call));
            case "Pad" -> Optional.of(OnnxResampling.pad(call));
            case "Resize", "Upsample" -> Optional.of(OnnxResampling.resize(call));
            default -> Optional.empty();
        };
    }

    private static Optional<OnnxValue> window(OnnxCall call) {
        return switch (call.op()) {
            case "Conv" -> Optional.of(OnnxConvolutions.conv(call));
            case "Gemm" -> Optional.of(OnnxConvolutions.gemm(call));
            case "MatMul" -> Optional.of(OnnxConvolutions.matMul(call));
            case "MaxPool" -> Optional.of(OnnxWindows.pool(call, Kind.MAX));
            case "AveragePool" -> Optional.of(OnnxWindows.pool(call, Kind.AVERAGE));
            case "GlobalAveragePool" -> Optional.of(OnnxNorms.globalPool(call, Kind.AVERAGE));
            case "GlobalMaxPool" -> Optional.of(OnnxNorms.globalPool(call, Kind.MAX));
            case "ReduceMean" -> Optional.of(OnnxNorms.reduce(call, Kind.AVERAGE, false));
            case "ReduceSum" -> Optional.of(OnnxNorms.reduce(call, Kind.AVERAGE, true));
            case "ReduceMax" -> Optional.of(OnnxNorms.reduce(call, Kind.MAX, false));
            case "BatchNormalization" -> Optional.of(OnnxNorms.batchNorm(call));
            case "LRN" -> Optional.of(OnnxNorms.localResponseNorm(call));
            case "Softmax" -> Optional.of(OnnxNorms.softmax(call));
            default -> Optional.empty();
        };
    }

    private static Optional<OnnxValue> function(OnnxCall call) {
        return switch (call.op()) {
            case "Relu" -> Optional.of(OnnxActivations.apply(call, Activation.RELU));
            case "LeakyRelu" -> Optional.of(OnnxActivations.leakyRelu(call));
            case "PRelu" -> Optional.of(OnnxActivations.preluAsSum(call));
            case "Clip" -> Optional.of(OnnxActivations.clip(call));
            case "Min" -> Optional.of(OnnxActivations.bounded(call, true));
            case "Max" -> Optional.of(OnnxActivations.bounded(call, false));
            case "Sigmoid" -> Optional.of(OnnxActivations.apply(call, Activation.SIGMOID));
            case "HardSigmoid" -> Optional.of(OnnxActivations.hardSigmoid(call));
            case "HardSwish" -> Optional.of(OnnxActivations.apply(call, Activation.HARD_SWISH));
            case "Tanh" -> Optional.of(OnnxActivations.apply(call, Activation.TANH));
            case "Dropout" -> Optional.of(OnnxActivations.dropout(call));
            case "Add", "Sum" -> Optional.of(OnnxArithmetic.add(call));
            case "Sub" -> Optional.of(OnnxArithmetic.subtract(call));
            case "Mul" -> Optional.of(OnnxArithmetic.multiply(call));
            case "Div" -> Optional.of(OnnxArithmetic.divide(call));
            case "Neg" -> Optional.of(OnnxArithmetic.negate(call));
            case "Pow" -> Optional.of(OnnxArithmetic.power(call));
            default -> Optional.empty();
        };
    }

    /** Between numbers of any precision nothing happens: activations are in single precision. */
    private static OnnxValue cast(OnnxCall call) {
        if (!(call.input(0) instanceof Known) && !OnnxFolding.isReal(call.integer("to", 1))) {
            throw call.refuse("rounds activations to integers");
        }
        return call.input(0);
    }
}
