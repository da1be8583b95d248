package kinglet.train;

import java.util.List;
import kinglet.graph.Conv2d;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Shape;
import kinglet.graph.Window;
import kinglet.kernels.Convolution;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/** A head's convolution, wherever its operands lie. A fully connected layer is one whose kernel covers its input. */
record Geometry(Window window, Explicit padding, int groups, Shape input, Shape output) {

    static Geometry of(Conv2d conv, Shape input, Shape output) {
        return new Geometry(conv.window(), conv.window().padding(input), conv.groups(), input, output);
    }

    static Geometry pointwise(Shape input, Shape output) {
        return of(Conv2d.pointwise(output.channels()), input, output);
    }

    /** The same for operands of other sizes. */
    Geometry over(Shape in, Shape out) {
        return new Geometry(window, padding, groups, in, out);
    }

    /** The same for images of which the first column of all lies before the second of all. */
    Geometry interleaved(int images, Shape in, Shape out) {
        Explicit spread =
                new Explicit(padding.top(), padding.left() * images, padding.bottom(), padding.right() * images);
        Window apart = window.dilation(window.dilationHeight(), window.dilationWidth() * images)
                .padding(spread);
        return new Geometry(apart, spread, groups, in, out);
    }

    /** Whether an output pixel reads the input pixel at its place, and no other. */
    boolean isPointwise() {
        return window.kernelHeight() * window.kernelWidth() == 1
                && window.strideHeight() * window.strideWidth() == 1
                && padding.equals(new Explicit(0, 0, 0, 0));
    }

    /** The zeros that are read around the input. */
    Border border() {
        Explicit zeros = window.surround(input, output);
        return new Border(zeros.top(), zeros.left(), zeros.bottom(), zeros.right());
    }

    boolean isDepthwise() {
        return groups > 1 && groups == input.channels();
    }

    Convolution convolution(View in, View out, float[] weights, float[] bias) {
        return new Convolution(
                in,
                out,
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilationHeight(),
                window.dilationWidth(),
                padding.top(),
                padding.left(),
                groups,
                weights,
                bias,
                List.of());
    }
}
