package kinglet.networks;

import java.util.List;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Transpose;
import kinglet.graph.Window;

/** What joins a residual block's input to its result where their shapes differ (He et al. 2016, section 3.3). */
public enum Shortcut {
    /** Option A: every {@code stride}-th pixel, and zeros for half of the missing channels on either side; no parameters. */
    PADDING {
        @Override
        Node resize(Scope scope, Node x, int out, int stride) {
            Node y = scope.add(Pool.max(Window.of(1).stride(stride)), x);
            int missing = out - x.shape().channels();
            // Zero channels are zero rows of the image seen with its channels as rows.
            y = scope.add(CHANNELS_AS_ROWS, y);
            y = scope.add(Pad.zeros(new Padding.Explicit(missing / 2, 0, missing - missing / 2, 0)), y);
            return scope.add(CHANNELS_AS_ROWS, y);
        }
    },
    /** Option B: a 1x1 convolution with batch normalisation, {@code downsample.0} and {@code downsample.1}. */
    PROJECTION {
        @Override
        Node resize(Scope scope, Node x, int out, int stride) {
            return Convolution.pointwise(out).stride(stride).linear().add(scope.in("downsample"), x);
        }
    };

    private static final Transpose CHANNELS_AS_ROWS = new Transpose(List.of(1, 0, 2));

    /** The input as it can be added to {@code out} channels at this stride: itself where nothing changes. */
    public Node add(Scope scope, Node x, int out, int stride) {
        return stride == 1 && x.shape().channels() == out ? x : resize(scope, x, out, stride);
    }

    abstract Node resize(Scope scope, Node x, int out, int stride);
}
