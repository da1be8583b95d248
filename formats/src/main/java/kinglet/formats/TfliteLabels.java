package kinglet.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.support.metadata.schema.AssociatedFile;
import org.tensorflow.lite.support.metadata.schema.AssociatedFileType;
import org.tensorflow.lite.support.metadata.schema.ModelMetadata;
import org.tensorflow.lite.support.metadata.schema.TensorMetadata;

/** The names of a model's classes: a text in a zip archive behind the model, whose metadata says which entry it is. */
final class TfliteLabels {
    private static final String METADATA = "TFLITE_METADATA";
    /** Models have one or two; a damaged file could have one long name a million times. */
    private static final int MOST_ENTRIES = 16;

    private static final int MOST_BYTES = 1 << 20;

    private TfliteLabels() {}

    /**
     * The labels, one a line, if the file has one for each class.
     *
     * @throws FormatException if it should have labels, but the archive is damaged
     */
    static Optional<String> find(Path file, ByteBuffer data, int classes) {
        try {
            @Nullable String entry = entry(Model.getRootAsModel(data.duplicate().order(ByteOrder.LITTLE_ENDIAN)));
            return entry == null
                    ? Optional.empty()
                    : text(file, entry).filter(text -> text.lines().count() == classes);
        } catch (IOException | RuntimeException e) {
            throw new FormatException(
                    "the labels behind the model cannot be read; the file is cut short or damaged", e);
        }
    }

    private static @Nullable String entry(Model model) {
        for (int i = 0; i < Math.min(model.metadataLength(), MOST_ENTRIES); i++) {
            Metadata metadata = model.metadata(i);
            if (METADATA.equals(metadata.name()) && metadata.buffer() < model.buffersLength()) {
                @Nullable
                ByteBuffer bytes = model.buffers((int) metadata.buffer()).dataAsByteBuffer();
                return bytes == null ? null : entry(ModelMetadata.getRootAsModelMetadata(bytes.slice()));
            }
        }
        return null;
    }

    private static @Nullable String entry(ModelMetadata metadata) {
        if (metadata.subgraphMetadataLength() == 0
                || metadata.subgraphMetadata(0).outputTensorMetadataLength() == 0) {
            return null;
        }
        TensorMetadata output = metadata.subgraphMetadata(0).outputTensorMetadata(0);
        for (int i = 0; i < Math.min(output.associatedFilesLength(), MOST_ENTRIES); i++) {
            AssociatedFile file = output.associatedFiles(i);
            // those with a locale are translations
            if (file.type() == AssociatedFileType.TENSOR_AXIS_LABELS && file.locale() == null) {
                return file.name();
            }
        }
        return null;
    }

    private static Optional<String> text(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            @Nullable ZipEntry entry = zip.getEntry(name);
            if (entry == null || entry.getSize() > MOST_BYTES) {
                return Optional.empty();
            }
            try (InputStream stream = zip.getInputStream(entry)) {
                return Optional.of(new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).stripTrailing());
            }
        }
    }
}
