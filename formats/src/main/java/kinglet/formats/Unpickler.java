package kinglet.formats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of Python's pickle format that checkpoints are written in, into plain values. Nothing is ever called: a reference to a
 * function is accepted only if it is one of those that PyTorch writes into a state dict, and its call is kept as data.
 */
final class Unpickler {
    private static final Object MARK = new Object();
    private static final int MOST_STEPS = 10_000_000;

    private final ByteBuffer data;
    private final Set<String> allowed;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private final List<Outside> outside = new ArrayList<>();
    private int steps;

    /** Python's None. */
    record None() {}

    /** A reference to a class or function, by its name. */
    record Global(String name) {}

    /** A call that Python would make. */
    record Call(Global function, List<?> arguments) {}

    /** A reference to something outside the pickle, as PyTorch refers to storages. */
    record Outside(Object id) {}

    /**
     * @param data where the pickle begins; its position is left behind the pickle
     * @param allowed the only functions and classes that may be referred to
     */
    Unpickler(ByteBuffer data, Set<String> allowed) {
        this.data = data;
        this.allowed = allowed;
    }

    /** The value that the pickle ends with. */
    Object load() {
        while (true) {
            int opcode = next();
            if (opcode == '.') {
                return pop();
            }
            apply(opcode);
            if (++steps > MOST_STEPS) {
                throw new FormatException(
                        "the pickle has more than %d steps; it is no checkpoint".formatted(MOST_STEPS));
            }
        }
    }

    /** All references to the outside that were met, in the order of the pickle. */
    List<Outside> outside() {
        return outside;
    }

    private void apply(int opcode) {
        switch (opcode) {
            case 0x80 -> next();
            case 0x95 -> number(8);
            case '(' -> stack.add(MARK);
            case '0' -> pop();
            case 'N' -> push(new None());
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push(number(4));
            case 'K' -> push((long) next());
            case 'M' -> push((long) Short.toUnsignedInt((short) number(2)));
            case 0x8a -> push(longInteger(next()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(number(8))));
            case 'X', 'T', 'B' -> push(text((int) Math.min(Integer.MAX_VALUE, number(4) & 0xFFFFFFFFL)));
            case 0x8c, 'U', 'C' -> push(text(next()));
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case 't' -> push(List.copyOf(popToMark()));
            case 'l' -> push(popToMark());
            case 0x85, 0x86, 0x87 -> push(List.copyOf(popMany(opcode - 0x84)));
            case 'q' -> memo.put(next(), top());
            case 'r' -> memo.put((int) number(4), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(next()));
            case 'j' -> push(remembered((int) number(4)));
            case 'c' -> push(global(line(), line()));
            case 0x93 -> {
                Object name = pop();
                push(global(pop(), name));
            }
            case 'Q' -> {
                Outside reference = new Outside(pop());
                outside.add(reference);
                push(reference);
            }
            case 'R', 0x81 -> {
                Object arguments = pop();
                push(call(pop(), arguments));
            }
            case 'b' -> pop();
            case 's' -> {
                Object value = pop();
                Object key = pop();
                dictionary().put(key(key), value);
            }
            case 'u' -> setItems(popToMark());
            case 'a' -> {
                Object value = pop();
                list().add(value);
            }
            case 'e' -> {
                List<Object> items = popToMark();
                list().addAll(items);
            }
            default ->
                throw new FormatException("the pickle has opcode 0x%02x, which no checkpoint needs".formatted(opcode));
        }
    }

    private Global global(Object module, Object name) {
        if (!(module instanceof String) || !(name instanceof String)) {
            throw damaged();
        }
        String full = module + "." + name;
        if (!allowed.contains(full)) {
            throw new FormatException("the pickle refers to %s, which has no place in a checkpoint; it is refused"
                    .formatted(full.replaceAll("[^\\w.]", "?")));
        }
        return new Global(full);
    }

    /** Only what has a cheap hash: that of a list which holds itself does not end, that of nested lists takes 2^depth steps. */
    private static Object key(Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean || key instanceof None) {
            return key;
        }
        throw damaged();
    }

    private static Object call(Object function, Object arguments) {
        if (!(function instanceof Global global) || !(arguments instanceof List<?> list)) {
            throw damaged();
        }
        return global.name().equals("collections.OrderedDict") ? new LinkedHashMap<>() : new Call(global, list);
    }

    private void setItems(List<Object> items) {
        Map<Object, Object> dictionary = dictionary();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            dictionary.put(key(items.get(i)), items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked") // only this class makes them
    private Map<Object, Object> dictionary() {
        if (top() instanceof Map<?, ?> map) {
            return (Map<Object, Object>) map;
        }
        throw damaged();
    }

    @SuppressWarnings("unchecked") // only this class makes them
    private List<Object> list() {
        if (top() instanceof ArrayList<?> list) {
            return (List<Object>) list;
        }
        throw damaged();
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        if (stack.isEmpty() || stack.getLast() == MARK) {
            throw damaged();
        }
        return stack.getLast();
    }

    private Object pop() {
        Object top = top();
        stack.removeLast();
        return top;
    }

    private List<Object> popMany(int count) {
        if (stack.size() < count) {
            throw damaged();
        }
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> popped = new ArrayList<>(tail);
        tail.clear();
        return popped;
    }

    private List<Object> popToMark() {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw damaged();
        }
        List<Object> popped = popMany(stack.size() - mark - 1);
        stack.removeLast();
        return popped;
    }

    private Object remembered(int place) {
        @Nullable Object value = memo.get(place);
        if (value == null) {
            throw damaged();
        }
        return value;
    }

    private int next() {
        require(1);
        return Byte.toUnsignedInt(data.get());
    }

    private long number(int bytes) {
        require(bytes);
        return switch (bytes) {
            case 2 -> data.getShort();
            case 4 -> data.getInt();
            default -> data.getLong();
        };
    }

    /** Two's complement of up to eight bytes; a longer number, such as PyTorch's magic, is kept by its lowest eight. */
    private long longInteger(int bytes) {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            long part = i == bytes - 1 ? data.get() : Byte.toUnsignedLong(data.get());
            value |= i < Long.BYTES ? part << (8 * i) : 0;
        }
        return value;
    }

    private String text(int length) {
        require(length);
        String text = FileBytes.text(data, data.position(), length);
        data.position(data.position() + length);
        return text;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private void require(long bytes) {
        if (bytes < 0 || bytes > data.remaining()) {
            throw new FormatException(
                    "the pickle is cut short or damaged: %d bytes wanted, %d left".formatted(bytes, data.remaining()));
        }
    }

    private static FormatException damaged() {
        return new FormatException("the pickle is damaged, or is no checkpoint");
    }
}
