package kinglet.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kinglet.formats.Unpickler.Call;
import kinglet.formats.Unpickler.Global;
import kinglet.formats.Unpickler.Outside;

/** What a PyTorch pickle says of its tensors: names, shapes, and which storage holds the values. */
final class StateDict {
    private static final Map<String, NumberType> STORAGES = Map.of(
            "torch.DoubleStorage", NumberType.F64,
            "torch.FloatStorage", NumberType.F32,
            "torch.HalfStorage", NumberType.F16,
            "torch.BFloat16Storage", NumberType.BF16,
            "torch.LongStorage", NumberType.I64,
            "torch.IntStorage", NumberType.I32,
            "torch.ShortStorage", NumberType.I16,
            "torch.CharStorage", NumberType.I8,
            "torch.ByteStorage", NumberType.U8,
            "torch.BoolStorage", NumberType.BOOL);
    /** Storage, offset, size, strides; the newer form adds what training needs. */
    private static final Set<String> TENSORS =
            Set.of("torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2");

    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    /** What a training run notes beside its tensors, such as the best accuracy; it is passed over. */
    private static final List<String> NOTES = List.of(
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.dtype",
            "_codecs.encode",
            "torch.Size",
            "torch.device");

    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model", "net", "network");
    private static final String PARALLEL = "module.";

    /** The only functions and classes that a checkpoint may refer to. */
    static final Set<String> ALLOWED = allowed();

    private StateDict() {}

    private static Set<String> allowed() {
        Set<String> names = new HashSet<>(STORAGES.keySet());
        names.addAll(TENSORS);
        names.addAll(NOTES);
        names.addAll(List.of(PARAMETER, "collections.OrderedDict"));
        return Set.copyOf(names);
    }

    /**
     * One tensor.
     *
     * @param name its name in the state dict
     * @param type what the storage holds
     * @param storage the storage's key
     * @param offset the first value in the storage
     * @param dims dimensions
     * @param strides values from one index to the next, by dimension
     */
    record Stored(String name, NumberType type, String storage, long offset, List<Long> dims, List<Long> strides) {}

    /** The tensors of a pickle's value: a state dict, or a checkpoint that has one under a usual name. */
    static List<Stored> tensors(Object root) {
        Map<?, ?> dictionary = find(root);
        boolean parallel = dictionary.keySet().stream().allMatch(k -> k instanceof String s && s.startsWith(PARALLEL));
        List<Stored> tensors = new ArrayList<>();
        for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
            if (entry.getKey() instanceof String name && entry.getValue() instanceof Call call && isTensor(call)) {
                tensors.add(stored(parallel ? name.substring(PARALLEL.length()) : name, call));
            }
        }
        return tensors;
    }

    /** What each storage holds, by its key. */
    static Map<String, NumberType> storages(List<Outside> references) {
        Map<String, NumberType> types = new HashMap<>();
        for (Outside reference : references) {
            types.put(key(reference), type(reference));
        }
        return types;
    }

    private static String key(Outside reference) {
        return reference.id() instanceof List<?> id && id.size() > 2 && id.get(2) instanceof String key ? key : "";
    }

    private static NumberType type(Outside reference) {
        NumberType type = reference.id() instanceof List<?> id && id.size() > 2 && id.get(1) instanceof Global storage
                ? STORAGES.get(storage.name())
                : null;
        if (type == null) {
            throw new FormatException("a storage is damaged, or of a type that Kinglet does not read");
        }
        return type;
    }

    private static Map<?, ?> find(Object root) {
        if (root instanceof Map<?, ?> map) {
            // first, since a training run may note a tensor beside them: PyTorch's ImageNet example does with its best
            // accuracy
            for (String wrapper : WRAPPERS) {
                if (map.get(wrapper) instanceof Map<?, ?> inner && holdsTensors(inner)) {
                    return inner;
                }
            }
            if (holdsTensors(map)) {
                return map;
            }
        }
        throw new FormatException("it holds no dictionary of tensors; save model.state_dict()");
    }

    private static boolean holdsTensors(Map<?, ?> map) {
        return map.values().stream().anyMatch(value -> value instanceof Call call && isTensor(call));
    }

    private static boolean isTensor(Call call) {
        String function = call.function().name();
        return TENSORS.contains(function) || function.equals(PARAMETER);
    }

    private static Stored stored(String name, Call call) {
        boolean parameter =
                call.function().name().equals(PARAMETER) && !call.arguments().isEmpty();
        if (!((parameter ? call.arguments().getFirst() : call) instanceof Call rebuild)
                || !TENSORS.contains(rebuild.function().name())
                || rebuild.arguments().size() < 4
                || !(rebuild.arguments().get(0) instanceof Outside storage)
                || !(rebuild.arguments().get(1) instanceof Long offset)) {
            throw new FormatException(
                    "tensor '%s' is damaged, or of a kind that Kinglet does not read".formatted(name));
        }
        List<Long> dims = numbers(name, rebuild.arguments().get(2));
        return new Stored(
                name,
                type(storage),
                key(storage),
                offset,
                dims,
                numbers(name, rebuild.arguments().get(3)));
    }

    private static List<Long> numbers(String name, Object list) {
        if (!(list instanceof List<?> values) || !values.stream().allMatch(Long.class::isInstance)) {
            throw new FormatException("tensor '%s' has no shape".formatted(name));
        }
        return values.stream().map(Long.class::cast).toList();
    }
}
