package kinglet.vision;

import java.util.List;

/**
 * Pictures of one size whose pixels lie in memory as their file has them.
 *
 * @param files the names of the files, and {@code starts} the number of each one's first picture
 * @param pixels of each picture {@code height x width} grey levels, or three such planes: red, green, blue
 */
@SuppressWarnings("ArrayRecordComponent")
record PixelDataset(
        List<String> files, int[] starts, List<String> classNames, byte[][] pixels, int[] labels, int width, int height)
        implements Dataset {

    @Override
    public int size() {
        return pixels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public String name(int index) {
        int file = starts.length - 1;
        while (file > 0 && starts[file] > index) {
            file--;
        }
        return files.get(file) + "#" + (index - starts[file]);
    }

    @Override
    public Picture picture(int index) {
        byte[] planes = pixels[index];
        int area = width * height;
        int next = planes.length == area ? 0 : area;
        byte[] rgb = new byte[3 * area];
        for (int i = 0, to = 0; i < area; i++, to += 3) {
            rgb[to] = planes[i];
            rgb[to + 1] = planes[next + i];
            rgb[to + 2] = planes[2 * next + i];
        }
        return Picture.of(rgb, width, height);
    }

    @Override
    public boolean inMemory() {
        return true;
    }
}
