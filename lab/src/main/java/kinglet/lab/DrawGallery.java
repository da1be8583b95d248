package kinglet.lab;

import static kinglet.lab.WorkedSources.effNet;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.shuffleNet;
import static kinglet.lab.WorkedSources.shuffleNetV2;
import static kinglet.lab.WorkedSources.squeezeNet;

import java.util.List;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Window;
import kinglet.networks.Block;
import kinglet.networks.Bottleneck;
import kinglet.networks.CondenseLayer;
import kinglet.networks.Convolution;
import kinglet.networks.DepthwiseSeparable;
import kinglet.networks.EffNetBlock;
import kinglet.networks.Fire;
import kinglet.networks.InvertedResidual;
import kinglet.networks.ResNeXtBottleneck;
import kinglet.networks.ShuffleNetUnit;
import kinglet.networks.ShuffleNetV2Unit;
import kinglet.networks.SqueezeExcitation;

/** All figures. */
public final class DrawGallery {
    private static final Shape SIX = new Shape(6, 14, 14);
    private static final Shape STAGE_2 = new Shape(240, 28, 28);

    private static final List<DrawFigure> ALL = List.of(
            new DrawFigure(
                    "convolutions",
                    "Kinds of convolution, in space and across channels",
                    "For each kind of convolution the window in space, and which of six input channels each output channel reads.",
                    new Source("seed 0, Fast MobileNet and ShuffleNet", "figures 1 to 4"),
                    3,
                    DrawGallery::convolutions),
            new DrawFigure(
                    "channel-shuffle",
                    "Channel shuffle",
                    "Two grouped convolutions in a row keep groups apart; a channel shuffle between them lets every output know of"
                            + " every group.",
                    shuffleNet("figure 1"),
                    3,
                    DrawGallery::shuffle),
            new DrawFigure(
                    "mobilenet-block",
                    "MobileNet's layer",
                    "A full convolution, and the depthwise and pointwise convolutions that MobileNet puts in its place.",
                    mobileNet("figure 3"),
                    2,
                    () -> List.of(
                            DrawFigure.unit("full convolution", Convolution.of(128, 3), new Shape(128, 56, 56)),
                            DrawFigure.unit(
                                    "depthwise separable", DepthwiseSeparable.of(128, 3), new Shape(128, 56, 56)))),
            new DrawFigure(
                    "shufflenet-units",
                    "ShuffleNet's units",
                    "A bottleneck with a depthwise convolution, the ShuffleNet unit, and its form for stride 2.",
                    shuffleNet("figure 2"),
                    3,
                    () -> List.of(
                            DrawFigure.unit("(a) depthwise bottleneck", ShuffleNetUnit.of(240, 1), STAGE_2),
                            DrawFigure.unit("(b) ShuffleNet unit", ShuffleNetUnit.of(240, 3), STAGE_2),
                            DrawFigure.unit("(c) stride 2", ShuffleNetUnit.down(480, 3), STAGE_2))),
            new DrawFigure(
                    "shufflenet-v2-units",
                    "Units of ShuffleNet v1 and v2",
                    "The two units of ShuffleNet, and the two of ShuffleNetV2 with a channel split and no group convolution.",
                    shuffleNetV2("figure 3"),
                    4,
                    () -> List.of(
                            DrawFigure.unit("(a) v1", ShuffleNetUnit.of(240, 3), STAGE_2),
                            DrawFigure.unit("(b) v1, stride 2", ShuffleNetUnit.down(480, 3), STAGE_2),
                            DrawFigure.unit(
                                    "(c) v2",
                                    ShuffleNetV2Unit.of(116, ShuffleNetV2Unit.Form.TORCHVISION),
                                    new Shape(116, 28, 28)),
                            DrawFigure.unit(
                                    "(d) v2, stride 2",
                                    ShuffleNetV2Unit.down(232, ShuffleNetV2Unit.Form.TORCHVISION),
                                    new Shape(116, 28, 28)))),
            new DrawFigure(
                    "inverted-residual",
                    "MobileNetV2's inverted residual",
                    "Expansion, depthwise convolution and linear projection: with its input added at stride 1, and at stride 2.",
                    mobileNetV2("figure 4d"),
                    2,
                    () -> List.of(
                            DrawFigure.unit("stride 1", InvertedResidual.of(144, 24), new Shape(24, 56, 56)),
                            DrawFigure.unit(
                                    "stride 2", InvertedResidual.of(144, 32).stride(2), new Shape(24, 56, 56)))),
            new DrawFigure(
                    "mbconv",
                    "MBConv with squeeze-and-excitation",
                    "The inverted residual of MobileNetV3 and EfficientNet, whose channels are weighted by what all pixels say.",
                    new Source("MobileNetV3, arXiv 1905.02244", "figure 4"),
                    1,
                    () -> List.of(DrawFigure.unit(
                            "MobileNetV3's",
                            InvertedResidual.of(120, 40).kernel(5).squeeze(SqueezeExcitation.of(32)),
                            new Shape(40, 28, 28)))),
            new DrawFigure(
                    "resnet-bottleneck",
                    "Bottlenecks of ResNet and ResNeXt",
                    "ResNet's bottleneck, the same where the number of channels grows, and ResNeXt's with 32 groups.",
                    new Source("ResNeXt, arXiv 1611.05431", "figure 1"),
                    3,
                    () -> List.of(
                            DrawFigure.unit("ResNet", Bottleneck.of(256), new Shape(256, 56, 56)),
                            DrawFigure.unit(
                                    "ResNet, first of a stage",
                                    Bottleneck.of(512).stride(2),
                                    new Shape(256, 56, 56)),
                            DrawFigure.unit(
                                    "ResNeXt 32×4d", ResNeXtBottleneck.of(32, 4, 256), new Shape(256, 56, 56)))),
            new DrawFigure(
                    "resnext-forms",
                    "Three forms of one ResNeXt block",
                    "Three paths that are summed, three that are joined before one convolution, and a grouped convolution.",
                    new Source("ResNeXt, arXiv 1611.05431", "figure 3"),
                    3,
                    () -> List.of(
                            resNeXt("(a) paths", ResNeXtBottleneck.Form.A),
                            resNeXt("(b) joined paths", ResNeXtBottleneck.Form.B),
                            resNeXt("(c) grouped", ResNeXtBottleneck.Form.C))),
            new DrawFigure(
                    "fire",
                    "SqueezeNet's fire module",
                    "A 1x1 convolution squeezes the channels, 1x1 and 3x3 convolutions expand them; at the right with a bypass.",
                    squeezeNet("figures 1 and 2"),
                    2,
                    () -> List.of(
                            DrawFigure.unit("fire", Fire.of(16, 64), new Shape(128, 55, 55)),
                            DrawFigure.unit(
                                    "fire with bypass",
                                    Fire.of(16, 64).bypass(Fire.Bypass.SIMPLE),
                                    new Shape(128, 55, 55)))),
            new DrawFigure(
                    "condensenet-layer",
                    "CondenseNet's layer",
                    "With a learned group convolution as it is trained, and converted to an index and a group convolution.",
                    new Source("CondenseNet, arXiv 1711.09224", "figure 1"),
                    2,
                    () -> List.of(
                            DrawFigure.unit("training", new CondenseLayer(8, 4, 4, false), new Shape(64, 32, 32)),
                            DrawFigure.unit("converted", new CondenseLayer(8, 4, 4, true), new Shape(64, 32, 32)))),
            new DrawFigure(
                    "effnet-block",
                    "EffNet's block beside MobileNet's and ShuffleNet's",
                    "EffNet divides the depthwise convolution in space and pools between; MobileNet and ShuffleNet halve the picture"
                            + " by a stride.",
                    effNet("figure 1"),
                    3,
                    () -> List.of(
                            DrawFigure.unit(
                                    "EffNet",
                                    new EffNetBlock(64, 128, EffNetBlock.Reduction.HORIZONTAL),
                                    new Shape(64, 32, 32)),
                            DrawFigure.unit(
                                    "MobileNet", DepthwiseSeparable.of(128, 3).stride(2), new Shape(64, 32, 32)),
                            DrawFigure.unit("ShuffleNet", ShuffleNetUnit.down(128, 4), new Shape(64, 32, 32)))));

    private DrawGallery() {}

    public static List<DrawFigure> all() {
        return ALL;
    }

    private static DrawPanel resNeXt(String caption, ResNeXtBottleneck.Form form) {
        return DrawFigure.unit(caption, ResNeXtBottleneck.of(3, 4, 256).form(form), new Shape(256, 56, 56));
    }

    private static List<DrawPanel> convolutions() {
        Conv2d row = Conv2d.depthwise(6, 1).window(Window.of(1, 3));
        Conv2d column = Conv2d.depthwise(6, 1).window(Window.of(3, 1));
        Conv2d thin = Conv2d.of(6, 1).window(Window.of(1, 3));
        Conv2d tall = Conv2d.of(6, 1).window(Window.of(3, 1));
        return List.of(
                channels("dense 3×3", "W·H·N·K²·M", Conv2d.of(6, 3)),
                channels("pointwise 1×1", "W·H·N·M", Conv2d.pointwise(6)),
                channels("depthwise 3×3", "W·H·N·K²", Conv2d.depthwise(6, 3)),
                channels("grouped 3×3, G = 2", "W·H·N·K²·M / G", Conv2d.of(6, 3).groups(2)),
                channels("grouped 3×3, G = 3", "W·H·N·K²·M / G", Conv2d.of(6, 3).groups(3)),
                channels(
                        "pointwise grouped, G = 2",
                        "W·H·N·M / G",
                        Conv2d.pointwise(6).groups(2)),
                channels("depthwise separable", "W·H·N·K² + W·H·N·M", Conv2d.depthwise(6, 3), Conv2d.pointwise(6)),
                channels("spatially separable", "W·H·N·K·M + W·H·M·K·M", tall, thin),
                channels("separable depthwise (EffNet)", "2 · W·H·N·K", row, column));
    }

    private static DrawPanel channels(String caption, String formula, Conv2d... layers) {
        return DiagramChannels.panel(caption, formula, DrawFigure.network(caption, chain(layers), SIX));
    }

    private static Block chain(Conv2d... layers) {
        return (scope, x) -> {
            Node y = x;
            for (int i = 0; i < layers.length; i++) {
                y = scope.add("conv" + i, layers[i], y);
            }
            return y;
        };
    }

    private static List<DrawPanel> shuffle() {
        Shape nine = new Shape(9, 14, 14);
        Conv2d grouped = Conv2d.pointwise(9).groups(3);
        Block apart = chain(grouped, grouped);
        Block shuffled = (scope, x) -> {
            Node y = scope.add("gconv1", grouped, x);
            y = scope.add("shuffle", new ChannelShuffle(3), y);
            return scope.add("gconv2", grouped, y);
        };
        return List.of(
                DiagramChannels.panel("two group convolutions", "", DrawFigure.network("apart", apart, nine)),
                DiagramChannels.panel("with a shuffle between", "", DrawFigure.network("shuffled", shuffled, nine)),
                DiagramChannels.steps("the shuffle of 12 channels, step by step", new ChannelShuffle(3), 12));
    }
}
