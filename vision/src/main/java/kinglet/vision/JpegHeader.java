package kinglet.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JPEG says before its first scan (ITU-T T.81, annex B): its size, the colour its components stand for, and its Exif block.
 */
record JpegHeader(int width, int height, Color color, Optional<byte[]> exif) {

    /** What the components are. */
    enum Color {
        GRAY(1),
        RGB(3),
        YCC(3),
        CMYK(4),
        YCCK(4);

        private final int components;

        Color(int components) {
            this.components = components;
        }

        int components() {
            return components;
        }
    }

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final String EXIF = "Exif\0";

    static JpegHeader read(Bytes file) {
        Walk walk = new Walk(file);
        walk.toFirstScan();
        return walk.header();
    }

    /** Goes from marker to marker and keeps what matters. */
    private static final class Walk {
        private final Bytes file;
        private final List<Integer> components = new ArrayList<>();
        private int width;
        private int height;
        private boolean jfif;
        private int adobeTransform = -1;
        private Optional<byte[]> exif = Optional.empty();

        Walk(Bytes file) {
            this.file = file;
        }

        void toFirstScan() {
            int at = 2;
            while (true) {
                // bytes between segments are skipped, and a marker may be preceded by any number of 0xff
                while (file.u8(at) != 0xff) {
                    at++;
                }
                while (file.u8(at) == 0xff) {
                    at++;
                }
                int marker = file.u8(at++);
                if (marker == START_OF_SCAN) {
                    return;
                }
                if (marker == END_OF_IMAGE) {
                    throw new ImageException("the JPEG has no picture in it");
                }
                if (standsAlone(marker)) {
                    continue;
                }
                int length = file.u16(at);
                if (length < 2) {
                    throw new ImageException(
                            "a JPEG segment says that it is %d bytes long; the file is damaged".formatted(length));
                }
                segment(marker, at + 2, length - 2);
                at += length;
            }
        }

        private static boolean standsAlone(int marker) {
            return marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8;
        }

        private void segment(int marker, int at, int length) {
            if (isFrame(marker)) {
                frame(marker, at);
            } else if (marker == APP0 && length >= 5 && file.startsWith(at, "JFIF\0")) {
                jfif = true;
            } else if (marker == APP14 && length >= 12 && file.startsWith(at, "Adobe")) {
                adobeTransform = file.u8(at + 11);
            } else if (marker == APP1 && length > 6 && exif.isEmpty() && file.startsWith(at, EXIF)) {
                exif = Optional.of(file.slice(at + 6, length - 6));
            }
        }

        private static boolean isFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        private void frame(int marker, int at) {
            if (marker > 0xc2 || file.u8(at) != 8) {
                throw new ImageException(
                        "lossless, hierarchical, arithmetic-coded and 12-bit JPEGs are not read; save it as a baseline JPEG");
            }
            height = file.u16(at + 1);
            width = file.u16(at + 3);
            components.clear();
            int count = file.u8(at + 5);
            for (int i = 0; i < count; i++) {
                components.add(file.u8(at + 6 + 3 * i));
            }
        }

        JpegHeader header() {
            if (width == 0 || height == 0) {
                throw new ImageException("the JPEG says that it is %d x %d pixels".formatted(width, height));
            }
            return new JpegHeader(width, height, color(), exif);
        }

        /** The rules of the IJG library for files that do not say what their components are. */
        private Color color() {
            return switch (components.size()) {
                case 1 -> Color.GRAY;
                case 3 -> isRgb() ? Color.RGB : Color.YCC;
                case 4 -> adobeTransform > 0 ? Color.YCCK : Color.CMYK;
                default ->
                    throw new ImageException(
                            "the JPEG has %d components; those with 1, 3 and 4 are read".formatted(components.size()));
            };
        }

        private boolean isRgb() {
            if (jfif) {
                return false;
            }
            return adobeTransform >= 0
                    ? adobeTransform == 0
                    : components.equals(List.of((int) 'R', (int) 'G', (int) 'B'));
        }
    }
}
