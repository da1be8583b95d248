package kinglet.vision;

import java.io.IOException;

/** A picture file whose header has been read and whose pixels have not. */
interface ImageFile {

    PictureSize size();

    /** The least number of bytes that a file of this size has; a header that asks for more than is there is a lie. */
    long leastBytes();

    /** The pixels, upright. */
    Picture decode() throws IOException;

    static ImageFile open(Bytes file, PictureFormat format) throws IOException {
        return format == PictureFormat.JPEG ? new JpegFile(file) : PluginFile.open(file, format);
    }
}
