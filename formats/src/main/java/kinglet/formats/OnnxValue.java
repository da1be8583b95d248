package kinglet.formats;

import kinglet.graph.Node;

/** What an edge of an ONNX graph carries: values known now, or the result of a node, each seen through a view. */
sealed interface OnnxValue {

    View view();

    /** The same values arranged otherwise. */
    OnnxValue with(View other);

    default int[] dims() {
        return view().dims();
    }

    default int rank() {
        return view().rank();
    }

    /** Values that do not depend on the image. */
    record Known(OnnxConstant constant, View view) implements OnnxValue {
        static Known of(OnnxConstant constant) {
            return new Known(constant, View.of(constant.dims()));
        }

        @Override
        public Known with(View other) {
            return new Known(constant, other);
        }
    }

    /** The result of a node of the network. */
    record Activation(Node node, View view) implements OnnxValue {

        @Override
        public Activation with(View other) {
            return new Activation(node, other);
        }
    }
}
