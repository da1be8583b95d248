package kinglet.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.formats.OnnxReader.FirstAxis;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import kinglet.formats.onnx.OnnxProto.ValueInfoProto;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/** One of the ONNX project's own tests: a model, what goes in, and what must come out. */
record OnnxCase(String name, ModelProto model, List<TensorProto> inputs, List<TensorProto> outputs) {
    /** The tolerances of the ONNX project's own runner. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 1e-5;

    /** Runs a model on tensors by the names of its inputs. */
    interface Runner extends BiFunction<Model, Map<String, Tensor>, Map<String, Tensor>> {}

    static OnnxCase ofFolder(Path folder) throws IOException {
        ModelProto model = OnnxReader.parse(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("model.onnx"))));
        Path data = folder.resolve("test_data_set_0");
        return new OnnxCase(
                String.valueOf(folder.getFileName()), model, tensors(data, "input_"), tensors(data, "output_"));
    }

    /** A whole network, whose input is {@code i / n}. */
    static OnnxCase ofNetwork(Path file) throws IOException {
        ModelProto model = OnnxReader.parse(ByteBuffer.wrap(Files.readAllBytes(file)));
        Set<String> stored = new TreeSet<>();
        model.getGraph().getInitializerList().forEach(t -> stored.add(t.getName()));
        List<TensorProto> inputs = new ArrayList<>();
        for (ValueInfoProto input : model.getGraph().getInputList()) {
            if (!stored.contains(input.getName())) {
                TensorProto.Builder tensor =
                        TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT.getNumber());
                input.getType().getTensorType().getShape().getDimList().forEach(d -> tensor.addDims(d.getDimValue()));
                long size = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
                for (int i = 0; i < size; i++) {
                    tensor.addFloatData((float) i / size);
                }
                inputs.add(tensor.build());
            }
        }
        String name = String.valueOf(file.getFileName()).replace(".onnx", "");
        Path expected = file.resolveSibling(name + "_output_0.pb");
        return new OnnxCase(name, model, inputs, List.of(TensorProto.parseFrom(Files.readAllBytes(expected))));
    }

    private static List<TensorProto> tensors(Path folder, String prefix) throws IOException {
        List<TensorProto> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> String.valueOf(f.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList()) {
                all.add(TensorProto.parseFrom(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    /**
     * Why the case does not pass; empty if it does. Where a test gives weights as inputs, they are made initializers, and where
     * the first axis is no batch, it is read as part of an image.
     */
    String failure(Runner runner) {
        String failure = "";
        for (FirstAxis first : FirstAxis.values()) {
            for (Set<Integer> images : images()) {
                String now = failure(runner, first, images);
                if (now.isEmpty()) {
                    return "";
                }
                failure = failure.isEmpty() || failure.contains("must be a constant") ? now : failure;
            }
        }
        return failure;
    }

    /** Which of the inputs depend on the image: all, or any one of them. */
    private List<Set<Integer>> images() {
        List<Set<Integer>> choices = new ArrayList<>();
        choices.add(Set.copyOf(IntStream.range(0, inputs.size()).boxed().toList()));
        if (inputs.size() > 1) {
            IntStream.range(0, inputs.size()).forEach(i -> choices.add(Set.of(i)));
        }
        return choices;
    }

    private String failure(Runner runner, FirstAxis first, Set<Integer> images) {
        try {
            Model read = OnnxReader.read(bound(images), name, Path.of("."), first);
            Map<String, Tensor> fed = new LinkedHashMap<>();
            List<String> names = names();
            for (int i : images) {
                if (read.network().inputs().stream().anyMatch(n -> n.name().equals(names.get(i)))) {
                    fed.put(names.get(i), image(inputs.get(i), first, read, names.get(i)));
                }
            }
            return difference(read, runner.apply(read, fed));
        } catch (KingletException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private List<String> names() {
        Set<String> stored = new TreeSet<>();
        model.getGraph().getInitializerList().forEach(t -> stored.add(t.getName()));
        return model.getGraph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(n -> !stored.contains(n))
                .toList();
    }

    private ModelProto bound(Set<Integer> images) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        List<String> names = names();
        for (int i = 0; i < inputs.size(); i++) {
            if (!images.contains(i)) {
                graph.addInitializer(inputs.get(i).toBuilder().setName(names.get(i)));
            }
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static Tensor image(TensorProto proto, FirstAxis first, Model model, String name) {
        OnnxConstant constant = new OnnxTensors(Path.of(".")).read(proto);
        boolean batched = first == FirstAxis.BATCH && constant.rank() > 1;
        Shape shape = model.network().inputs().stream()
                .filter(n -> n.name().equals(name))
                .map(Node::shape)
                .findFirst()
                .orElseThrow();
        int n = batched ? constant.dims()[0] : 1;
        return Tensor.of(constant.floats(), n, shape.channels(), shape.height(), shape.width());
    }

    private String difference(Model read, Map<String, Tensor> results) {
        Map<String, Node> nodes = new HashMap<>();
        read.network().outputs().forEach(n -> nodes.put(n.name(), n));
        for (int i = 0; i < outputs.size(); i++) {
            String output = model.getGraph().getOutput(i).getName();
            OnnxConstant wanted = new OnnxTensors(Path.of(".")).read(outputs.get(i));
            Tensor got = results.get(output);
            Node node = nodes.get(output);
            if (got == null || node == null) {
                return "no output '%s' among %s".formatted(output, results.keySet());
            }
            if (got.size() != wanted.size() || !fits(node.shape(), wanted.dims(), got.dim(0))) {
                return "output '%s' is %s (%s), not %s".formatted(output, got, node.shape(), wanted);
            }
            String difference = difference(output, wanted, got);
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    /** Whether an image of this shape is what the file's dimensions say, with or without the batch. */
    private static boolean fits(Shape shape, int[] dims, int batch) {
        boolean batched = dims.length > 0
                && dims[0] == batch
                && Arrays.stream(dims).reduce(1, (a, b) -> a * b) == batch * shape.size();
        int[] image = batched ? Arrays.copyOfRange(dims, 1, dims.length) : dims;
        int[] real = IntStream.of(shape.channels(), shape.height(), shape.width())
                .filter(d -> d != 1)
                .toArray();
        boolean same =
                Arrays.equals(real, Arrays.stream(image).filter(d -> d != 1).toArray());
        return same || dims.length > 0 && dims[0] % batch == 0 && dims[0] > batch;
    }

    private static String difference(String output, OnnxConstant wanted, Tensor got) {
        double largest = 0;
        for (int i = 0; i < got.size(); i++) {
            largest = Math.max(largest, Math.abs(wanted.value(i)));
        }
        for (int i = 0; i < got.size(); i++) {
            double allowed = RELATIVE * Math.abs(wanted.value(i)) + ABSOLUTE * Math.max(1, largest);
            if (!(Math.abs(got.data()[i] - wanted.value(i)) <= allowed)) {
                return "output '%s' has %s at %d, not %s".formatted(output, got.data()[i], i, wanted.value(i));
            }
        }
        return "";
    }
}
