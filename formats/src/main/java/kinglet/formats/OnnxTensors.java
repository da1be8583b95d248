package kinglet.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinglet.formats.onnx.OnnxProto.StringStringEntryProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import kinglet.formats.onnx.OnnxProto.TensorProto.DataLocation;
import kinglet.formats.onnx.OnnxProto.TensorProto.DataType;
import kinglet.graph.Tensor;

/** Reads the tensors of an ONNX file, from itself or from files in its folder. */
final class OnnxTensors {
    private final Path folder;

    OnnxTensors(Path folder) {
        this.folder = folder;
    }

    /**
     * The values of a tensor.
     *
     * @throws FormatException if its dimensions are not those of its values, or its type is none of numbers
     */
    OnnxConstant read(TensorProto tensor) {
        DataType type = DataType.forNumber(tensor.getDataType());
        if (type == null) {
            throw new FormatException(
                    "tensor '%s' is of an unknown type (%d)".formatted(tensor.getName(), tensor.getDataType()));
        }
        long size = size(tensor);
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            return raw(tensor, type, external(tensor, size * bytes(tensor, type)), size);
        }
        if (tensor.hasRawData()) {
            return raw(tensor, type, tensor.getRawData().asReadOnlyByteBuffer(), size);
        }
        return typed(tensor, type, size);
    }

    private static long size(TensorProto tensor) {
        if (tensor.getDimsCount() > OnnxCall.MAX_RANK) {
            throw new FormatException(
                    "tensor '%s' has %d dimensions".formatted(tensor.getName(), tensor.getDimsCount()));
        }
        long size = 1;
        for (long dim : tensor.getDimsList()) {
            if (dim < 0 || dim > Integer.MAX_VALUE || size * dim > Integer.MAX_VALUE) {
                throw new FormatException(
                        "tensor '%s' has impossible dimensions %s".formatted(tensor.getName(), tensor.getDimsList()));
            }
            size *= dim;
        }
        return size;
    }

    private static int[] dims(TensorProto tensor) {
        return tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
    }

    private static int bytes(TensorProto tensor, DataType type) {
        return switch (type) {
            case UINT8, INT8, BOOL -> 1;
            case UINT16, INT16, FLOAT16, BFLOAT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            case UNDEFINED, STRING ->
                throw new FormatException(
                        "tensor '%s' is of type %s, not of numbers".formatted(tensor.getName(), type));
        };
    }

    private static void expect(TensorProto tensor, long present, long needed, String what) {
        if (present != needed) {
            throw new FormatException("tensor '%s' of dimensions %s needs %d %s but has %d; the file is damaged"
                    .formatted(tensor.getName(), tensor.getDimsList(), needed, what, present));
        }
    }

    private static OnnxConstant raw(TensorProto tensor, DataType type, ByteBuffer data, long size) {
        expect(tensor, data.remaining(), size * bytes(tensor, type), "bytes");
        ByteBuffer in = data.order(ByteOrder.LITTLE_ENDIAN);
        int n = (int) size;
        int[] dims = dims(tensor);
        return switch (type) {
            // Made when asked for: the file's bytes are there anyway.
            case FLOAT -> {
                FloatBuffer floats = in.asFloatBuffer();
                yield OnnxConstant.of(Tensor.lazy(() -> array(floats), n), dims);
            }
            case FLOAT16, BFLOAT16, DOUBLE -> {
                float[] values = new float[n];
                for (int i = 0; i < n; i++) {
                    values[i] = switch (type) {
                        case FLOAT16 -> Float.float16ToFloat(in.getShort());
                        case BFLOAT16 -> Float.intBitsToFloat(in.getShort() << 16);
                        default -> (float) in.getDouble();
                    };
                }
                yield OnnxConstant.of(values, dims);
            }
            default -> {
                long[] values = new long[n];
                for (int i = 0; i < n; i++) {
                    values[i] = integer(type, in);
                }
                yield OnnxConstant.of(values, dims);
            }
        };
    }

    private static float[] array(FloatBuffer floats) {
        float[] values = new float[floats.remaining()];
        floats.duplicate().get(values);
        return values;
    }

    private static long integer(DataType type, ByteBuffer in) {
        return switch (type) {
            case UINT8 -> Byte.toUnsignedLong(in.get());
            case INT8, BOOL -> in.get();
            case UINT16 -> Short.toUnsignedLong(in.getShort());
            case INT16 -> in.getShort();
            case UINT32 -> Integer.toUnsignedLong(in.getInt());
            case INT32 -> in.getInt();
            default -> in.getLong();
        };
    }

    private static OnnxConstant typed(TensorProto tensor, DataType type, long size) {
        return switch (type) {
            case FLOAT -> OnnxConstant.of(reals(tensor, tensor.getFloatDataList(), size), dims(tensor));
            case DOUBLE -> OnnxConstant.of(reals(tensor, tensor.getDoubleDataList(), size), dims(tensor));
            case FLOAT16, BFLOAT16 -> {
                expect(tensor, tensor.getInt32DataCount(), size, "values");
                float[] values = new float[(int) size];
                for (int i = 0; i < values.length; i++) {
                    int bits = tensor.getInt32Data(i);
                    values[i] = type == DataType.FLOAT16
                            ? Float.float16ToFloat((short) bits)
                            : Float.intBitsToFloat(bits << 16);
                }
                yield OnnxConstant.of(values, dims(tensor));
            }
            case INT64 -> OnnxConstant.of(integers(tensor, tensor.getInt64DataList(), size), dims(tensor));
            case UINT32, UINT64 -> OnnxConstant.of(integers(tensor, tensor.getUint64DataList(), size), dims(tensor));
            case UINT8, INT8, UINT16, INT16, INT32, BOOL ->
                OnnxConstant.of(integers(tensor, tensor.getInt32DataList(), size), dims(tensor));
            case UNDEFINED, STRING ->
                throw new FormatException(
                        "tensor '%s' is of type %s, not of numbers".formatted(tensor.getName(), type));
        };
    }

    private static float[] reals(TensorProto tensor, List<? extends Number> data, long size) {
        expect(tensor, data.size(), size, "values");
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).floatValue();
        }
        return values;
    }

    private static long[] integers(TensorProto tensor, List<? extends Number> data, long size) {
        expect(tensor, data.size(), size, "values");
        long[] values = new long[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).longValue();
        }
        return values;
    }

    private ByteBuffer external(TensorProto tensor, long needed) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        Path file = inside(tensor, entries.getOrDefault("location", ""));
        try (FileChannel channel = FileChannel.open(file)) {
            long offset = Long.parseLong(entries.getOrDefault("offset", "0").strip());
            long length = Long.parseLong(
                    entries.getOrDefault("length", Long.toString(needed)).strip());
            expect(tensor, length, needed, "bytes");
            if (offset < 0 || length > Integer.MAX_VALUE || offset > channel.size() - length) {
                throw new FormatException("tensor '%s' lies at %d to %d of %s, which has %d bytes; the file is damaged"
                        .formatted(tensor.getName(), offset, offset + length, file.getFileName(), channel.size()));
            }
            ByteBuffer data = ByteBuffer.allocate((int) length);
            while (data.hasRemaining() && channel.read(data, offset + data.position()) >= 0) {
                continue;
            }
            return data.flip();
        } catch (NumberFormatException e) {
            throw new FormatException(
                    "tensor '%s' gives no number for where its data lie: %s".formatted(tensor.getName(), entries), e);
        } catch (IOException e) {
            throw new FormatException(
                    "cannot read %s, the data of tensor '%s': %s".formatted(file, tensor.getName(), e.getMessage()), e);
        }
    }

    /** The file of that name in the model's folder, and in no other: a model may not read what its user did not give it. */
    private Path inside(TensorProto tensor, String location) {
        try {
            Path home = folder.toRealPath();
            Path named = home.resolve(location).normalize();
            if (location.isEmpty()
                    || !named.startsWith(home)
                    || !named.toRealPath().startsWith(home)) {
                throw new FormatException(
                        "tensor '%s' keeps its data in '%s', outside the model's folder; put the file beside the model"
                                .formatted(tensor.getName(), location));
            }
            return named;
        } catch (IOException | InvalidPathException e) {
            throw new FormatException(
                    "the file '%s' with the data of tensor '%s' is not in the model's folder"
                            .formatted(location, tensor.getName()),
                    e);
        }
    }
}
