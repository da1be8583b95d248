package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kinglet.graph.*;
import kinglet.graph.Padding.Explicit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pass leaves results as they are, and takes out of the network what it is there to take out. */
class PassesTest {
    private static final Shape IMAGE = new Shape(6, 7, 5);

    static Stream<Pass> passes() {
        return Stream.of(
                new DropTrainingOps(),
                new DenseLearnedGroups(),
                new FoldConstants(),
                new FoldPadding(),
                new FoldBatchNorm());
    }

    @ParameterizedTest
    @MethodSource("passes")
    void randomNetworksGiveTheSame(Pass pass) {
        LongStream.range(0, 200).forEach(seed -> assertSame("seed " + seed, pass, Check.model(RandomNetwork.of(seed))));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void everythingTogetherGivesTheSame(Pass pass) {
        assertSame("everything", pass, everything());
    }

    @Test
    void noOpOfTrainingIsLeft() {
        assertThat(ops(new DropTrainingOps().apply(everything()))).doesNotContain(Dropout.class, StochasticDepth.class);
    }

    @Test
    void anOutputKeepsItsDropout() {
        Model model = Check.model(
                IMAGE, b -> b.scope().add("drop", new Dropout(0.5), b.scope().add("x", Conv2d.of(3, 1), b.input())));
        assertThat(new DropTrainingOps().apply(model).network().output().name()).isEqualTo("drop");
    }

    @Test
    void learnedGroupsBecomeConvolutionsWithTheirMask() {
        Model dense = new DenseLearnedGroups().apply(masked());
        assertThat(ops(dense)).doesNotContain(LearnedGroupConv2d.class).contains(Conv2d.class);
        assertSame("masked", new DenseLearnedGroups(), masked());
        assertThat(dense.weights().tensor("learned.weight").data()).contains(0);
    }

    @Test
    void constantsOfChannelsBecomeNorms() {
        for (Op join : List.of(new Add(), new Multiply())) {
            for (int channels : new int[] {1, 6}) {
                Model model = Check.model(
                        IMAGE,
                        b -> b.scope().add(join, b.scope().add("k", new Constant(Shape.vector(channels))), b.input()));
                assertSame(join.label(), new FoldConstants(), model);
                assertThat(ops(new FoldConstants().apply(model)))
                        .containsExactlyInAnyOrder(Input.class, BatchNorm.class);
            }
        }
    }

    @Test
    void zerosGoIntoTheConvolution() {
        for (Padding own : List.of(Padding.NONE, Padding.same(), new Explicit(0, 1, 2, 0), new Explicit(-1, 0, 0, 0))) {
            Model model = Check.model(
                    IMAGE,
                    b -> b.scope()
                            .add(
                                    "x",
                                    Conv2d.of(4, 3).stride(2).padding(own),
                                    b.scope().add(Pad.zeros(new Explicit(0, 1, 2, 3)), b.input())));
            assertSame("padding " + own, new FoldPadding(), model);
            assertThat(ops(new FoldPadding().apply(model))).doesNotContain(Pad.class);
        }
    }

    @Test
    void otherPaddingStays() {
        for (Pad pad : List.of(
                new Pad(new Explicit(1, 1, 1, 1), Pad.Mode.EDGE, 0),
                new Pad(new Explicit(1, 1, 1, 1), Pad.Mode.CONSTANT, 1),
                Pad.zeros(new Explicit(-1, 0, 0, 0)))) {
            Model model = Check.model(
                    IMAGE, b -> b.scope().add("x", Conv2d.of(4, 3), b.scope().add(pad, b.input())));
            assertThat(ops(new FoldPadding().apply(model))).contains(Pad.class);
        }
    }

    @Test
    void noNormIsLeftBehindAProduct() {
        Model folded = new FoldBatchNorm().apply(everything());
        for (Node node : folded.network().nodes()) {
            if (node.op() instanceof BatchNorm) {
                Node before = node.input();
                boolean product = before.op() instanceof Conv2d || before.op() instanceof Linear;
                boolean readElsewhere = folded.network().consumers(before).size() > 1
                        || folded.network().outputs().contains(before);
                assertThat(product && !readElsewhere)
                        .as(node + " after " + before)
                        .isFalse();
            }
        }
        assertThat(ops(folded)).contains(BatchNorm.class);
    }

    @Test
    void severalNormsFoldOneAfterTheOther() {
        Model model = Check.model(IMAGE, b -> {
            Node x = b.scope().add("x", Conv2d.of(4, 3), b.input());
            for (int i = 0; i < 3; i++) {
                x = b.scope().add("norm" + i, new BatchNorm(1e-5), x);
            }
            return b.scope()
                    .add(
                            "l_bn",
                            new BatchNorm(1e-5),
                            b.scope().add("l", new Linear(5, true), b.scope().add(GlobalPool.AVERAGE, x)));
        });
        assertSame("several norms", new FoldBatchNorm(), model);
        assertThat(ops(new FoldBatchNorm().apply(model))).doesNotContain(BatchNorm.class);
    }

    private static Model masked() {
        Model model = Check.model(
                new Shape(8, 3, 3), b -> b.scope().add("learned", new LearnedGroupConv2d(4, 2, 4), b.input()));
        Tensor mask = Tensor.zeros(4, 8, 1, 1);
        for (int i = 0; i < mask.size(); i += 3) {
            mask.data()[i] = 1;
        }
        return Model.of(model.network(), model.weights().with(Map.of("learned.mask", mask)));
    }

    private static Model everything() {
        return Check.model(IMAGE, b -> {
            Scope s = b.scope();
            Node x = s.add(
                    "a_bn",
                    new BatchNorm(1e-5),
                    s.add("a", Conv2d.of(8, 3), s.add(Pad.zeros(new Explicit(1, 0, 0, 2)), b.input())));
            Node l = s.add("learned", new LearnedGroupConv2d(8, 4, 4), s.add("pre", new BatchNorm(1e-5), x));
            Node k = s.add(new Add(), s.add("k", new Constant(Shape.vector(8))), s.add(new StochasticDepth(0.1), l));
            Node read = s.add("read", Conv2d.pointwise(8), k);
            Node sum = s.add(new Add(), read, s.add("read_bn", new BatchNorm(1e-5), read));
            return s.add(
                    "fc_bn",
                    new BatchNorm(1e-3),
                    s.add("fc", new Linear(5, false), s.add(new Dropout(0.2), s.add(new Flatten(), sum))));
        });
    }

    private static Set<Class<?>> ops(Model model) {
        return model.network().nodes().stream().map(n -> n.op().getClass()).collect(Collectors.toSet());
    }

    private static void assertSame(String how, Pass pass, Model model) {
        Model changed = pass.apply(model);
        Map<String, Tensor> inputs = Check.inputs(model.network(), 1);
        List<double[]> before = List.copyOf(Evaluator.run(model, inputs).values());
        List<double[]> after = List.copyOf(Evaluator.run(changed, inputs).values());
        assertThat(after).as(how).hasSameSizeAs(before);
        for (int o = 0; o < before.size(); o++) {
            float[] values = new float[after.get(o).length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) after.get(o)[i];
            }
            Check.close(how + ", output " + o, before.get(o), values);
        }
    }
}
