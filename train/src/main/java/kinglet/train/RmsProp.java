package kinglet.train;

import java.util.List;

/**
 * RMSprop in TensorFlow's form (its {@code ApplyRMSProp}; timm's {@code RMSpropTF}): {@code s += (1 - decay) * (g * g - s);
 * b = momentum * b + rate * g / sqrt(s + epsilon); w -= b}. It differs from PyTorch's in three ways that the papers' settings
 * depend on: epsilon lies inside the root, the mean square begins at one, and the momentum gathers steps rather than gradients.
 *
 * @param smoothing how much of the mean square is kept at each step ({@code decay} in TensorFlow, {@code alpha} in PyTorch)
 */
public record RmsProp(double smoothing, double momentum, double epsilon) implements Optimizer {

    public RmsProp {
        Optimizer.check("smoothing", smoothing, 0, 1);
        Optimizer.check("momentum", momentum, 0, 1);
        Optimizer.check("epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public List<Memory> memories() {
        return List.of(new Memory("square", 1), new Memory("momentum", 0));
    }

    @Override
    public void update(Change c) {
        float[] w = c.values();
        float[] g = c.gradient();
        float[] s = c.memory()[0];
        float[] b = c.memory()[1];
        float rate = (float) c.rate();
        float decay = (float) c.decay();
        float scale = c.gradientScale();
        float fresh = (float) (1 - smoothing);
        float keep = (float) momentum;
        float small = (float) epsilon;
        int to = c.to();
        for (int i = c.from(); i < to; i++) {
            float gradient = scale * g[i] + decay * w[i];
            float square = s[i] + fresh * (gradient * gradient - s[i]);
            float v = keep * b[i] + rate * gradient / (float) Math.sqrt(square + small);
            s[i] = square;
            b[i] = v;
            w[i] -= v;
        }
    }
}
