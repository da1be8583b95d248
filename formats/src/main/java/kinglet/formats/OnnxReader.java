package kinglet.formats;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.graph.KingletException;
import kinglet.graph.Model;

/**
 * Reads ONNX models: opsets 7 to 21 (the operators mean the same from 6 to 25), weights of any number type, in the file or
 * beside it. The batch is free whatever the file says; {@code [n, c, h, w]}, {@code [n, c, l]} and {@code [n, c]} become images,
 * rows and vectors. Nodes bear the names of the values they compute, so an output is found under its name in the file.
 */
public final class OnnxReader {
    private static final int OLDEST = 6;
    private static final int NEWEST = 25;
    private static final long LARGEST = Integer.MAX_VALUE - 8;
    private static final int PART = 1 << 20;
    private static final int LONGEST_MESSAGE = 400;

    private OnnxReader() {}

    /** What the first axis of an input is. */
    enum FirstAxis {
        /** The batch, where the input has more than one axis. */
        BATCH,
        /** A part of the only image, as in the format's own tests of single operators. */
        IMAGE
    }

    /**
     * The network and weights of a file.
     *
     * @throws FormatException if the file is damaged, or has an operator or a shape that Kinglet's networks do not have; the
     *     message names the node
     */
    public static Model read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > LARGEST) {
                throw new FormatException(
                        "%s is larger than 2 GB; store its weights in a file beside it".formatted(file));
            }
            Path folder = file.toAbsolutePath().getParent();
            return read(bytes(channel), file, folder == null ? file : folder, FirstAxis.BATCH);
        } catch (IOException e) {
            throw new FormatException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The whole file in an array. The parser would copy a mapped one into an array too, and both would count as memory. */
    private static ByteBuffer bytes(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        int read = 0;
        while (read >= 0 && bytes.position() < bytes.capacity()) {
            // The channel keeps native memory of the size of the largest part.
            bytes.limit(Math.min(bytes.capacity(), bytes.position() + PART));
            read = channel.read(bytes);
        }
        return bytes.flip();
    }

    static Model read(ByteBuffer bytes, Path file, Path folder, FirstAxis first) {
        try {
            return read(parse(bytes), String.valueOf(file.getFileName()), folder, first);
        } catch (KingletException e) {
            throw new FormatException("%s: %s".formatted(file, line(String.valueOf(e.getMessage()))), e);
        }
    }

    /** Names in a damaged file can be of any length and hold anything; a message is one line. */
    private static String line(String message) {
        String plain = message.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** The messages of a file; its byte strings share the buffer. */
    static ModelProto parse(ByteBuffer bytes) {
        try {
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            in.enableAliasing(true);
            ModelProto model = ModelProto.parseFrom(in);
            if (!model.hasGraph()
                    || model.getOpsetImportCount() == 0
                    || model.getGraph().getOutputCount() == 0) {
                throw new FormatException("is not an ONNX model: it has no graph with outputs");
            }
            return model;
        } catch (IOException e) {
            throw new FormatException("is not an ONNX model, or is damaged: %s".formatted(e.getMessage()), e);
        }
    }

    static Model read(ModelProto model, String name, Path folder, FirstAxis first) {
        long opset = model.getOpsetImportList().stream()
                .filter(o -> o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx"))
                .mapToLong(o -> o.getVersion())
                .findFirst()
                .orElse(0);
        if (opset < OLDEST || opset > NEWEST) {
            throw new FormatException(
                    "is of opset %d; opsets %d to %d are read, so convert it".formatted(opset, OLDEST, NEWEST));
        }
        String graph = model.getGraph().getName();
        return new OnnxImport(model, (int) opset, folder, first, graph.isEmpty() ? name : graph).run();
    }
}
