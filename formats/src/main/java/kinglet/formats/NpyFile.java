package kinglet.formats;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kinglet.graph.Tensor;

/** NumPy's files of one array ({@code .npy}, versions 1 to 3), in C order. */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    /** NumPy writes about a hundred bytes, and reads ten thousand. */
    private static final int LONGEST_HEADER = 1 << 16;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)(\\w+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            entry("f8", NumberType.F64),
            entry("f4", NumberType.F32),
            entry("f2", NumberType.F16),
            entry("i8", NumberType.I64),
            entry("i4", NumberType.I32),
            entry("i2", NumberType.I16),
            entry("i1", NumberType.I8),
            entry("u8", NumberType.U64),
            entry("u4", NumberType.U32),
            entry("u2", NumberType.U16),
            entry("u1", NumberType.U8),
            entry("b1", NumberType.BOOL));

    private NpyFile() {}

    /**
     * Reads an array of numbers as single precision.
     *
     * @throws FormatException if the file is damaged, or its array is in Fortran order or of another type
     */
    public static Tensor read(Path file) {
        ByteBuffer data = FileBytes.read(file);
        try {
            return read(data);
        } catch (FormatException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    static Tensor read(ByteBuffer data) {
        if (data.limit() < MAGIC.length + 4 || !data.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new FormatException("no .npy file; write one with numpy.save");
        }
        int version = data.get(MAGIC.length);
        int start = MAGIC.length + (version == 1 ? 4 : 6);
        if (version < 1 || version > 3 || start > data.limit()) {
            throw new FormatException(
                    "a .npy file of version %d, or cut short; Kinglet reads versions 1 to 3".formatted(version));
        }
        long length = version == 1
                ? Short.toUnsignedInt(data.getShort(MAGIC.length + 2))
                : Integer.toUnsignedLong(data.getInt(MAGIC.length + 2));
        if (length > Math.min(LONGEST_HEADER, data.limit() - start)) {
            throw new FormatException("the header claims %d bytes; the file is cut short or damaged".formatted(length));
        }
        String header = FileBytes.text(data, start, (int) length);
        return array(data, start + (int) length, header);
    }

    private static Tensor array(ByteBuffer data, int start, String header) {
        Matcher descr = match(DESCR, header);
        NumberType type = TYPES.get(descr.group(2));
        if (type == null || match(FORTRAN, header).group(1).equals("True")) {
            throw new FormatException(
                    "an array of type %s or in Fortran order; save numpy.ascontiguousarray(x, numpy.float32)"
                            .formatted(descr.group(2)));
        }
        data.order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        String shape = match(SHAPE, header).group(1).strip();
        List<Long> dims;
        try {
            dims = shape.isEmpty()
                    ? List.of()
                    : Arrays.stream(shape.split(","))
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .map(Long::valueOf)
                            .toList();
        } catch (NumberFormatException e) {
            throw new FormatException("the header's shape (%s) is not one".formatted(shape), e);
        }
        int count = FileBytes.count("the array", dims, type, data.limit() - start);
        return Tensor.of(type.read(data, start, count), FileBytes.dims(dims));
    }

    private static Matcher match(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new FormatException("the header lacks what %s finds; the file is damaged".formatted(pattern));
        }
        return matcher;
    }

    /** Writes an array of single precision, beside the file first. */
    public static void write(Tensor tensor, Path file) {
        String shape = Arrays.stream(tensor.dims()).mapToObj(d -> d + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        int prefix = MAGIC.length + 4;
        int length = Math.ceilDiv(prefix + header.length() + 1, ALIGNMENT) * ALIGNMENT - prefix;
        ByteBuffer start = ByteBuffer.allocate(prefix + length).order(ByteOrder.LITTLE_ENDIAN);
        start.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        start.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8));
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(tensor.size(), Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(tensor.data());
        FileBytes.write(file, List.of(start.flip(), values));
    }
}
