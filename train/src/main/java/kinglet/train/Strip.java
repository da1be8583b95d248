package kinglet.train;

import kinglet.graph.Shape;

/**
 * Images side by side in an arena.
 *
 * @param images how many
 * @param shape of all together, as one wide image
 * @param width columns of an image
 * @param step columns from one image to the next
 * @param spread columns from one column of an image to its next
 */
record Strip(int images, Shape shape, int width, int step, int spread) {

    /** An image by itself. */
    static Strip single(Shape shape) {
        return new Strip(1, shape, shape.width(), shape.width(), 1);
    }

    /** So many images of a shape, one behind the other. */
    static Strip of(int images, Shape shape, int step) {
        Shape wide = new Shape(shape.channels(), shape.height(), (images - 1) * step + shape.width());
        return new Strip(images, wide, shape.width(), step, 1);
    }

    /** The first column of all images, then the second of all. */
    static Strip interleaved(int images, Shape shape) {
        Shape wide = new Shape(shape.channels(), shape.height(), images * shape.width());
        return new Strip(images, wide, shape.width(), 1, images);
    }

    boolean hasGaps() {
        return images > 1 && step > width * spread;
    }
}
