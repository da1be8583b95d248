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
                new AveragesAsConvolutions(),
                new ShareSelected(),
                new RaiseElementwise(),
                new FoldBatchNorm(),
                new SinkNorms(),
                new FoldNormsForward(),
                new NormsAsConvolutions(),
                new DelayShortcuts());
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

    @Test
    void averagesThatDivideAlikeBecomeConvolutions() {
        for (Window window : List.of(
                Window.of(3).stride(2),
                Window.of(2).stride(2),
                Window.of(2, 3).padding(Padding.same()),
                Window.of(3, 2).stride(1, 2).padding(new Explicit(0, 1, 1, 0)),
                Window.of(2).dilation(1, 2).padding(1))) {
            Model model = Check.model(IMAGE, b -> b.scope().add(Pool.average(window), b.input()));
            assertSame("pool " + window, new AveragesAsConvolutions(), model);
            assertThat(ops(new AveragesAsConvolutions().apply(model))).contains(Conv2d.class);
        }
    }

    @Test
    void averagesThatDivideByWhatIsThereStay() {
        Window padded = Window.of(3).stride(2).padding(1);
        for (Pool pool : List.of(
                new Pool(Pool.Kind.AVERAGE, padded, false, false),
                new Pool(Pool.Kind.AVERAGE, Window.of(2).stride(2), true, true))) {
            Model model = Check.model(IMAGE, b -> b.scope().add(pool, b.input()));
            assertThat(ops(new AveragesAsConvolutions().apply(model))).contains(Pool.class);
        }
    }

    @Test
    void oneWindowOverThePictureBecomesAGlobalPool() {
        Model model = Check.model(
                IMAGE, b -> b.scope().add(Pool.average(Window.of(7, 5).padding(0)), b.input()));
        assertSame("whole", new AveragesAsConvolutions(), model);
        assertThat(ops(new AveragesAsConvolutions().apply(model))).contains(GlobalPool.class);
    }

    @Test
    void elementwiseOpsGoBeforeShufflesAndConcats() {
        Model model = Check.model(IMAGE, b -> {
            Scope s = b.scope();
            Node left = s.add("left", Conv2d.of(4, 3), b.input());
            Node right = s.add("right", Conv2d.of(8, 1), b.input());
            Node y = s.add(new ChannelShuffle(3), s.add(new ChannelShuffle(2), s.add(new Concat(), left, right)));
            y = s.add("l.1", Activation.RELU, s.add("l", new BatchNorm(1e-5), y));
            return s.add("read", Conv2d.of(3, 3), y);
        });
        assertSame("raised", new RaiseElementwise(), model);
        Model folded = new FoldBatchNorm().apply(new RaiseElementwise().apply(model));
        assertThat(ops(folded)).doesNotContain(BatchNorm.class);
        folded.network().nodes().stream()
                .filter(n -> n.op() instanceof Activation)
                .forEach(n -> assertThat(n.input().op()).as(n.name()).isInstanceOf(Conv2d.class));
    }

    @Test
    void aSelectThatOnlyReordersIsPassedToo() {
        for (int[] index : new int[][] {{3, 1, 0, 2}, {3, 1, 1, 2}}) {
            Model formula = Check.model(
                    IMAGE,
                    b -> b.scope()
                            .add(
                                    "norm",
                                    new BatchNorm(1e-5),
                                    b.scope()
                                            .add(
                                                    "select",
                                                    new ChannelSelect(4),
                                                    b.scope().add("x", Conv2d.of(4, 3), b.input()))));
            Tensor choice = Tensor.of(new float[] {index[0], index[1], index[2], index[3]}, 4);
            Model model = Model.of(formula.network(), formula.weights().with(Map.of("select.index", choice)));
            assertSame("select", new RaiseElementwise(), model);
            Op last = new RaiseElementwise().apply(model).network().output().op();
            assertThat(last).isInstanceOf(index[2] == 0 ? ChannelSelect.class : BatchNorm.class);
        }
    }

    @Test
    void normsGoBehindPoolsAndIntoTheProductThatReads() {
        for (Op pool : List.of(
                Pool.max(Window.of(3).stride(2)),
                new Pool(Pool.Kind.AVERAGE, Window.of(3).stride(2), false, false),
                GlobalPool.AVERAGE,
                new GlobalPool(Pool.Kind.MAX),
                new AdaptiveAveragePool(2, 2))) {
            Model model = normed(pool, Conv2d.of(9, 1).groups(3));
            assertSame(pool.label(), new SinkNorms(), model);
            assertThat(new SinkNorms()
                            .apply(model)
                            .network()
                            .nodes()
                            .getLast()
                            .input()
                            .op())
                    .as(pool.label())
                    .isInstanceOf(BatchNorm.class);
            assertThat(ops(new FoldNormsForward().apply(new SinkNorms().apply(model))))
                    .doesNotContain(BatchNorm.class);
        }
        Model flat = normed(new Flatten(), new Linear(5, true));
        assertSame("flatten", new SinkNorms(), flat);
        assertThat(ops(new FoldNormsForward().apply(new SinkNorms().apply(flat))))
                .doesNotContain(BatchNorm.class);
    }

    @Test
    void aNormThatTurnsAChannelStaysBeforeAMaximum() {
        Model formula = normed(Pool.max(Window.of(3).stride(2)), Conv2d.pointwise(6));
        Tensor weights = Tensor.of(new float[] {1, 1, -1, 1, 1, 1}, 6);
        Model model = Model.of(formula.network(), formula.weights().with(Map.of("norm.weight", weights)));
        assertThat(new SinkNorms()
                        .apply(model)
                        .network()
                        .nodes()
                        .getLast()
                        .input()
                        .op())
                .isInstanceOf(Pool.class);
    }

    @Test
    void aNormBeforeZerosStays() {
        for (Conv2d conv : List.of(Conv2d.of(6, 3), Conv2d.depthwise(6, 3).stride(2))) {
            Model padded = normed(Activation.TANH, conv);
            Model direct = Check.model(
                    IMAGE, b -> b.scope().add("read", conv, b.scope().add("norm", new BatchNorm(1e-5), b.input())));
            assertThat(ops(new FoldNormsForward().apply(padded))).contains(BatchNorm.class);
            assertThat(ops(new FoldNormsForward().apply(direct))).contains(BatchNorm.class);
            Model cropped = Check.model(
                    IMAGE,
                    b -> b.scope().add("read", conv.padding(0), b.scope().add("norm", new BatchNorm(1e-5), b.input())));
            assertSame("no padding", new FoldNormsForward(), cropped);
            assertThat(ops(new FoldNormsForward().apply(cropped))).doesNotContain(BatchNorm.class);
        }
    }

    @Test
    void noNormIsLeftForTheSteps() {
        assertThat(ops(new NormsAsConvolutions().apply(everything()))).doesNotContain(BatchNorm.class);
    }

    @Test
    void copiesOfAChannelAreNormedOnce() {
        Model formula = Check.model(IMAGE, b -> {
            Scope s = b.scope();
            Node y = s.add("norm", new BatchNorm(1e-5), s.add("select", new ChannelSelect(5), b.input()));
            return s.add("read", Conv2d.pointwise(3), s.add(Activation.RELU, y));
        });
        Model model = Model.of(
                formula.network(),
                formula.weights()
                        .with(Map.of(
                                "select.index", Tensor.of(new float[] {4, 1, 4, 1, 1}, 5),
                                "norm.weight", Tensor.of(new float[] {2, 3, 2, 3, 4}, 5),
                                "norm.bias", Tensor.of(new float[] {.1f, .2f, .1f, .2f, .3f}, 5),
                                "norm.running_mean", Tensor.of(new float[] {.5f, .6f, .5f, .6f, .7f}, 5),
                                "norm.running_var", Tensor.of(new float[] {1, 2, 1, 2, 2}, 5))));
        assertSame("copies", new ShareSelected(), model);
        Model shared = new RaiseElementwise().apply(new ShareSelected().apply(model));
        assertSame("raised", new RaiseElementwise(), new ShareSelected().apply(model));
        assertThat(shared.weights().tensor("norm.weight").data()).containsExactly(3, 4, 2);
        assertThat(shared.network().nodes().getLast().input().op()).isInstanceOf(ChannelSelect.class);
    }

    @Test
    void aShortcutWaitsForAPool() {
        Model model = Check.model(IMAGE, b -> {
            Scope s = b.scope();
            Node shortcut = s.add("shortcut", Conv2d.pointwise(6).stride(2), b.input());
            Node pool = s.add("pool", Pool.max(Window.of(3).stride(2).padding(1)), b.input());
            Node conv = s.add("conv", Conv2d.of(6, 3).stride(2), b.input());
            return s.add(new Concat(), s.add(new Add(), shortcut, pool), s.add(new Add(), pool, conv));
        });
        assertSame("shortcut", new DelayShortcuts(), model);
        List<String> names = new DelayShortcuts()
                .apply(model).network().nodes().stream().map(Node::name).toList();
        assertThat(names.indexOf("shortcut")).isGreaterThan(names.indexOf("pool"));
    }

    /** A norm, then this, then a product. */
    private static Model normed(Op between, Op product) {
        return Check.model(
                IMAGE,
                b -> b.scope()
                        .add(
                                "read",
                                product,
                                b.scope().add(between, b.scope().add("norm", new BatchNorm(1e-5), b.input()))));
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
