package kinglet.kernels;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import kinglet.kernels.View.Border;

/** Values and posts for tests. */
final class Samples {

    static final List<Function<View, List<Post>>> POSTS = List.of(
            residual -> List.of(),
            residual -> List.of(new Post.Clamp(0, Float.POSITIVE_INFINITY)),
            residual -> List.of(new Post.Clamp(0, 6)),
            residual -> List.of(new Post.Clamp(-1, 0.5f)),
            residual -> List.of(new Post.Leaky(0.1f)),
            residual -> List.of(new Post.Sigmoid()),
            residual -> List.of(new Post.HardSigmoid(0.2f, 0.5f)),
            residual -> List.of(new Post.Swish()),
            residual -> List.of(new Post.HardSwish()),
            residual -> List.of(new Post.Tanh()),
            residual -> List.of(new Post.Add(residual)),
            residual -> List.of(new Post.Add(residual), new Post.Clamp(0, Float.POSITIVE_INFINITY)),
            residual -> List.of(new Post.Clamp(0, 6), new Post.Add(residual)),
            residual -> List.of(new Post.Clamp(-2, 2), new Post.Swish(), new Post.Add(residual), new Post.HardSwish()));

    private Samples() {}

    static List<Post> posts(int index, View residual) {
        return POSTS.get(index).apply(residual);
    }

    static Border border(Random r) {
        return r.nextBoolean() ? Border.NONE : new Border(r.nextInt(3), r.nextInt(3), r.nextInt(3), r.nextInt(3));
    }

    static float[] floats(Random r, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = r.nextFloat() - 0.5f;
        }
        return floats;
    }
}
