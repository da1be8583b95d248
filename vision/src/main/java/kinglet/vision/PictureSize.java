package kinglet.vision;

/** What a picture's header says of its size. */
record PictureSize(int width, int height) {

    PictureSize {
        if (width < 1 || height < 1) {
            throw new ImageException("its header says that it is %d x %d pixels".formatted(width, height));
        }
    }

    long pixels() {
        return (long) width * height;
    }

    /**
     * Refuses a picture that is larger than the limit, or than its file could hold; nothing has been allocated by then.
     *
     * @throws ImageException if so
     */
    void check(long maxPixels, long leastBytes, long bytes) {
        if (pixels() > maxPixels) {
            throw new ImageException(
                    "it is %d x %d pixels, more than the limit of %d; make it smaller or raise the limit"
                            .formatted(width, height, maxPixels));
        }
        if (leastBytes > bytes) {
            throw new ImageException(
                    "%d x %d pixels, as its header says, take at least %d bytes, but the file has %d; it is cut off or damaged"
                            .formatted(width, height, leastBytes, bytes));
        }
    }
}
