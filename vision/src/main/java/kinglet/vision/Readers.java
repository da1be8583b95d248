package kinglet.vision;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The reader of each format, always the same one: a plug-in that happens to be on the class path is not taken. Grey levels
 * would differ from reader to reader.
 */
final class Readers {
    private static final Map<PictureFormat, ImageReaderSpi> PROVIDERS = new EnumMap<>(PictureFormat.class);

    static {
        for (PictureFormat format : PictureFormat.values()) {
            PROVIDERS.put(format, provider(format));
        }
    }

    private Readers() {}

    /** A reader of the file's first picture. Warnings that the data ends early come out as {@link ImageException}. */
    static ImageReader open(PictureFormat format, Bytes file) throws IOException {
        ImageReader reader = Objects.requireNonNull(PROVIDERS.get(format)).createReaderInstance();
        reader.setInput(new FileInput(file), false, true);
        reader.addIIOReadWarningListener(new RefuseTruncated());
        return reader;
    }

    private static ImageReaderSpi provider(PictureFormat format) {
        return switch (format) {
            case TIFF -> new TIFFImageReaderSpi();
            case WEBP -> new WebPImageReaderSpi();
            case JPEG, PNG, GIF, BMP -> builtIn(format);
        };
    }

    private static ImageReaderSpi builtIn(PictureFormat format) {
        String place = "com.sun.imageio.plugins.%s.".formatted(format.name().toLowerCase(Locale.ROOT));
        var providers = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (providers.hasNext()) {
            ImageReaderSpi provider = providers.next();
            if (provider.getPluginClassName().startsWith(place)) {
                return provider;
            }
        }
        throw new ImageException("this Java has no %s reader; use a full JDK with java.desktop".formatted(format));
    }

    /** Readers fill what is missing with grey and only warn. */
    private static final class RefuseTruncated implements IIOReadWarningListener {
        private static final Pattern CUT_OFF = Pattern.compile(
                "premature|truncat|unexpected end|end of (file|stream|image)|\\beof\\b", Pattern.CASE_INSENSITIVE);

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (CUT_OFF.matcher(warning).find()) {
                throw new ImageException("the data end early; the file is cut off or damaged");
            }
        }
    }
}
