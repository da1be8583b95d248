package kinglet.train;

import java.util.List;

/**
 * Stochastic gradient descent with momentum in PyTorch's form ({@code torch.optim.SGD}, dampening 0): {@code g += decay * w;
 * b = momentum * b + g; w -= rate * b}, with Nesterov {@code w -= rate * (g + momentum * b)} (Sutskever et al. 2013, with the
 * learning rate outside the velocity).
 */
public record Sgd(double momentum, boolean nesterov) implements Optimizer {

    public Sgd {
        Optimizer.check("momentum", momentum, 0, 1);
        if (nesterov && momentum == 0) {
            throw new RecipeException("Nesterov's form needs a momentum above 0; set one, or leave Nesterov out");
        }
    }

    /** With momentum, not Nesterov's. */
    public static Sgd of(double momentum) {
        return new Sgd(momentum, false);
    }

    /** With Nesterov's momentum. */
    public static Sgd nesterov(double momentum) {
        return new Sgd(momentum, true);
    }

    @Override
    public List<Memory> memories() {
        return momentum == 0 ? List.of() : List.of(new Memory("momentum", 0));
    }

    @Override
    public void update(Change c) {
        if (momentum == 0) {
            plain(c);
        } else if (nesterov) {
            nesterov(c);
        } else {
            heavyBall(c);
        }
    }

    private static void plain(Change c) {
        float[] w = c.values();
        float[] g = c.gradient();
        float rate = (float) c.rate();
        float decay = (float) c.decay();
        float scale = c.gradientScale();
        int to = c.to();
        for (int i = c.from(); i < to; i++) {
            w[i] -= rate * (scale * g[i] + decay * w[i]);
        }
    }

    private void heavyBall(Change c) {
        float[] w = c.values();
        float[] g = c.gradient();
        float[] b = c.memory()[0];
        float rate = (float) c.rate();
        float decay = (float) c.decay();
        float scale = c.gradientScale();
        float keep = (float) momentum;
        int to = c.to();
        for (int i = c.from(); i < to; i++) {
            float v = keep * b[i] + (scale * g[i] + decay * w[i]);
            b[i] = v;
            w[i] -= rate * v;
        }
    }

    private void nesterov(Change c) {
        float[] w = c.values();
        float[] g = c.gradient();
        float[] b = c.memory()[0];
        float rate = (float) c.rate();
        float decay = (float) c.decay();
        float scale = c.gradientScale();
        float keep = (float) momentum;
        int to = c.to();
        for (int i = c.from(); i < to; i++) {
            float gradient = scale * g[i] + decay * w[i];
            float v = keep * b[i] + gradient;
            b[i] = v;
            w[i] -= rate * (gradient + keep * v);
        }
    }
}
