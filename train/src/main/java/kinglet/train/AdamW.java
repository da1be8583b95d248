package kinglet.train;

import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2; PyTorch's {@code
 * AdamW}): {@code w *= 1 - rate * decay; m += (1 - beta1) * (g - m); v += (1 - beta2) * (g * g - v); w -= rate / (1 - beta1^t) *
 * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}. Without weight decay it is Adam.
 */
public record AdamW(double beta1, double beta2, double epsilon) implements Optimizer {

    public AdamW {
        Optimizer.check("beta1", beta1, 0, 1);
        Optimizer.check("beta2", beta2, 0, 1);
        Optimizer.check("epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
    }

    /** With the paper's settings: 0.9, 0.999, 1e-8. */
    public static AdamW defaults() {
        return new AdamW(0.9, 0.999, 1e-8);
    }

    @Override
    public List<Memory> memories() {
        return List.of(new Memory("mean", 0), new Memory("square", 0));
    }

    @Override
    public void update(Change c) {
        float[] w = c.values();
        float[] g = c.gradient();
        float[] m = c.memory()[0];
        float[] v = c.memory()[1];
        float scale = c.gradientScale();
        float keep = (float) (1 - c.rate() * c.decay());
        float freshMean = (float) (1 - beta1);
        float freshSquare = (float) (1 - beta2);
        float rate = (float) (c.rate() / (1 - StrictMath.pow(beta1, c.step())));
        float root = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, c.step())));
        float small = (float) epsilon;
        int to = c.to();
        for (int i = c.from(); i < to; i++) {
            float gradient = scale * g[i];
            float mean = m[i] + freshMean * (gradient - m[i]);
            float square = v[i] + freshSquare * (gradient * gradient - v[i]);
            m[i] = mean;
            v[i] = square;
            w[i] = w[i] * keep - rate * mean / ((float) Math.sqrt(square) * root + small);
        }
    }
}
