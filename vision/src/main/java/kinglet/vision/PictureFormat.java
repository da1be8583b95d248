package kinglet.vision;

import java.util.Optional;

/** The picture formats that are read, known by their first bytes, whatever the file is called. */
enum PictureFormat {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    static Optional<PictureFormat> of(Bytes bytes) {
        if (bytes.startsWith(0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (bytes.startsWith(0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (bytes.startsWith(0, "GIF87a") || bytes.startsWith(0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (bytes.startsWith(0, "II*\0") || bytes.startsWith(0, "MM\0*")) {
            return Optional.of(TIFF);
        }
        if (bytes.startsWith(0, "RIFF") && bytes.startsWith(8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return bytes.startsWith(0, "BM") ? Optional.of(BMP) : Optional.empty();
    }
}
