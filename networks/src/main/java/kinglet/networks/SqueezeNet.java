package kinglet.networks;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.GlobalPool;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/** SqueezeNet: AlexNet's accuracy with 50 times fewer parameters, by fire modules. */
final class SqueezeNet {
    private static final Paper PAPER = Paper.arxiv(
            "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size",
            "Iandola et al.",
            "2016",
            "1602.07360");

    /** A step of the paper's table 1 behind the first convolution. */
    private sealed interface Step {
        record MaxPool() implements Step {}

        record FireModule(int squeeze, int expand) implements Step {}
    }

    private static final Step POOL = new Step.MaxPool();

    private static Step fire(int squeeze, int expand) {
        return new Step.FireModule(squeeze, expand);
    }

    private static final Conv2d STEM_1_0 = Conv2d.of(96, 7).stride(2).padding(0);
    private static final List<Step> V1_0 = List.of(
            POOL,
            fire(16, 64),
            fire(16, 64),
            fire(32, 128),
            POOL,
            fire(32, 128),
            fire(48, 192),
            fire(48, 192),
            fire(64, 256),
            POOL,
            fire(64, 256));

    private static final Conv2d STEM_1_1 = Conv2d.of(64, 3).stride(2).padding(0);
    private static final List<Step> V1_1 = List.of(
            POOL,
            fire(16, 64),
            fire(16, 64),
            POOL,
            fire(32, 128),
            fire(32, 128),
            POOL,
            fire(48, 192),
            fire(48, 192),
            fire(64, 256),
            fire(64, 256));

    private record Variant(Conv2d stem, List<Step> steps, Fire.Bypass bypass) {
        Node build(Scope net, Node image, Settings settings) {
            Scope features = net.in("features");
            Node x = features.add("0", stem.withBias(), image);
            x = features.add(Activation.RELU, x);
            // torchvision numbers the ReLU behind the stem 1.
            int layer = 2;
            int fires = 0;
            for (Step step : steps) {
                x = switch (step) {
                    case Step.MaxPool pool ->
                        features.add(Pool.max(Window.of(3).padding(0).stride(2)).roundedUp(), x);
                    case Step.FireModule(int squeeze, int expand) ->
                        Fire.of(squeeze, expand).bypass(around(fires++)).add(features.in(layer), x);
                };
                layer++;
            }
            x = net.add(new Dropout(0.5), x);
            x = net.in("classifier")
                    .add("1", Conv2d.pointwise(settings.classes()).withBias(), x);
            return net.add(GlobalPool.AVERAGE, net.add(Activation.RELU, x));
        }

        /** Modules 3, 5, 7 and 9, counted from 2, keep the number of channels; only a convolution can bypass the others. */
        private Fire.Bypass around(int fire) {
            return fire % 2 == 0 && bypass == Fire.Bypass.SIMPLE
                    ? Fire.Bypass.NONE
                    : fire % 2 == 1 && bypass == Fire.Bypass.COMPLEX ? Fire.Bypass.SIMPLE : bypass;
        }
    }

    static final List<Entry> ENTRIES = List.of(
            entry("squeezenet1_0", "SqueezeNet 1.0", new Variant(STEM_1_0, V1_0, Fire.Bypass.NONE))
                    .weights("torchvision: SqueezeNet1_0_Weights")
                    .published(
                            torchvision(1_248_424, 819, 58.092, 80.420),
                            paper().params(1_248_424).accuracy(57.5, 80.3)),
            entry("squeezenet1_1", "SqueezeNet 1.1", new Variant(STEM_1_1, V1_1, Fire.Bypass.NONE))
                    .weights("torchvision: SqueezeNet1_1_Weights")
                    .published(torchvision(1_235_496, 349, 58.178, 80.624)),
            entry(
                            "squeezenet1_0_simple_bypass",
                            "SqueezeNet, simple bypass",
                            new Variant(STEM_1_0, V1_0, Fire.Bypass.SIMPLE))
                    .published(paper().params(1_248_424).accuracy(60.4, 82.5)),
            entry(
                            "squeezenet1_0_complex_bypass",
                            "SqueezeNet, complex bypass",
                            new Variant(STEM_1_0, V1_0, Fire.Bypass.COMPLEX))
                    .published(paper().accuracy(58.8, 82.0)));

    private SqueezeNet() {}

    private static Entry entry(String id, String title, Variant variant) {
        return Entry.of(id, title, PAPER, Preprocessing.torchvision(256, 224), Labels.IMAGENET, variant::build);
    }

    private static Published torchvision(long params, int megaMultAdds, double top1, double top5) {
        return ResNet.torchvision(1, params, megaMultAdds, top1, top5);
    }

    private static Published paper() {
        return Published.of("paper, table 3", 227).of(NetworkOptions.NONE.withResolution(227));
    }
}
