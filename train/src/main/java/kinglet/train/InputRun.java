package kinglet.train;

import kinglet.kernels.Share;
import kinglet.kernels.View;

/** Brings the images of a batch into the network's input, from planes to blocks. */
final class InputRun {
    private static final int LANES = View.LANES;

    private final Setting setting;
    private final Values input;
    private final Share share;
    private float[] images = {};

    InputRun(Setting setting, Values input) {
        this.setting = setting;
        this.input = input;
        this.share = setting.share(setting.batch(), (_, image) -> read(image));
    }

    /** @param planes {@code [image][channel][row][column]} */
    void read(float[] planes) {
        images = planes;
        setting.run(share);
    }

    private void read(int image) {
        int pixels = input.pixels();
        int from = image * input.shape().size();
        for (int c = 0; c < input.shape().channels(); c++) {
            int to = input.at(image, c / LANES) + c % LANES;
            for (int p = 0; p < pixels; p++) {
                input.stored()[to + p * LANES] = images[from++];
            }
        }
    }
}
