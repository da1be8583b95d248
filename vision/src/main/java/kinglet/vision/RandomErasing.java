package kinglet.vision;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import kinglet.graph.Shape;

/**
 * A rectangle of the normalised picture set to 0, which is the mean colour (Zhong et al. 2017), as torchvision's RandomErasing: ten
 * attempts to draw one that is smaller than the picture.
 *
 * @param probability that a picture loses a rectangle; torchvision's default is 0.5
 * @param leastArea the least share of the picture's area; torchvision's default is 0.02
 * @param mostArea the greatest; torchvision's default is 0.33
 * @param leastRatio the least height by width of the rectangle; torchvision's default is 0.3
 * @param mostRatio the greatest; torchvision's default is 3.3
 */
public record RandomErasing(
        double probability, double leastArea, double mostArea, double leastRatio, double mostRatio) {
    private static final int ATTEMPTS = 10;

    public RandomErasing {
        Ranges.probability("of erasing", probability);
        Ranges.ordered("the shares of erasing", leastArea, mostArea);
        Ranges.within("the greatest share of erasing", mostArea, 0, 1);
        Ranges.ordered("the ratios of erasing", leastRatio, mostRatio);
    }

    /** torchvision's defaults for the rest. */
    public RandomErasing(double probability) {
        this(probability, 0.02, 0.33, 0.3, 3.3);
    }

    /** Erases from the picture whose values begin at {@code at}. */
    void erase(float[] values, int at, Shape image, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            double wanted = image.area() * (leastArea + (mostArea - leastArea) * random.nextDouble());
            double low = Math.log(leastRatio);
            double ratio = Math.exp(low + (Math.log(mostRatio) - low) * random.nextDouble());
            int height = (int) Math.rint(Math.sqrt(wanted * ratio));
            int width = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (height < image.height() && width < image.width()) {
                int y = random.nextInt(image.height() - height + 1);
                int x = random.nextInt(image.width() - width + 1);
                for (int row = 0; row < image.channels() * height; row++) {
                    int line = row / height * image.height() + y + row % height;
                    int from = at + line * image.width() + x;
                    Arrays.fill(values, from, from + width, 0);
                }
                return;
            }
        }
    }
}
