package kinglet.lab;

import java.util.List;
import kinglet.lab.Claim.Standing;
import kinglet.lab.Evidence.LargerGain;
import kinglet.lab.Evidence.Verdicts;

/** F01 to F30: what the documents claim, and the experiments that answer it. */
final class Claims {

    static final List<Claim> ALL = List.of(
            Claim.of(
                    "F01",
                    "Mult-adds tell only indirectly how fast a network is: memory access, parallelism and the platform count too.",
                    Verdicts.of("counting-is-not-speed"),
                    Verdicts.of("run-time-decomposition", "Convolutions, which are all")),
            Claim.of(
                    "F02",
                    "Operations of equal mult-adds run at different speeds, and not in the same order on every platform.",
                    Verdicts.of("counting-is-not-speed", "Networks of the same mult-adds"),
                    Verdicts.of("tables", "F02:")),
            Claim.of(
                    "F03",
                    "Equal channel widths need the least memory access, and are the fastest (guideline 1).",
                    Verdicts.of("equal-widths"),
                    Verdicts.of("formulas", "C19:")),
            Claim.of(
                    "F04",
                    "Many groups need more memory access, and are slower: their number is to be chosen by platform and task (guideline 2).",
                    Verdicts.of("group-convolutions"),
                    Verdicts.of("formulas", "C20:")),
            Claim.of(
                    "F05",
                    "Fragments, in series or parallel, are slower than one operator of the same mult-adds (guideline 3).",
                    Verdicts.of("fragmentation")),
            Claim.of(
                    "F06",
                    "Element-wise operations (ReLU, sums, biases, depthwise convolutions) take time that mult-adds do not show (guideline 4).",
                    Verdicts.of("element-wise"),
                    Verdicts.of("run-time-decomposition", "Depthwise convolutions are")),
            Claim.of("F07", "ShuffleNetV2's unit obeys all four guidelines.", Verdicts.of("structures", "F07:")),
            Claim.of(
                            "F08",
                            "ShuffleNetV2 splits where ShuffleNet copies, groups no 1x1 convolution, concatenates instead of adding, shuffles behind that,"
                                    + " doubles the channels at stride 2, and has a 1x1 convolution before the global pool.",
                            Verdicts.of("structures", "F08:"),
                            Verdicts.of("errata", "E11:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                    "F09",
                    "Stacked group convolutions keep the groups' information apart, and a channel shuffle brings it together.",
                    Verdicts.of("structures", "F09:"),
                    Verdicts.of("channel-shuffle-g3"),
                    Verdicts.of("channel-shuffle-g8")),
            Claim.of(
                    "F10",
                    "At equal cost several groups, and so more channels, are more accurate than one. (That small networks gain most needs several sizes, of"
                            + " which one is trained here.)",
                    Verdicts.of("groups-at-equal-cost")),
            Claim.of(
                    "F11",
                    "The shuffle is worth most where there are many groups.",
                    new LargerGain(
                            "With 8 groups the shuffle gains more than with 3.",
                            "+5.2 against +1.9, +5.8 against +2.5, +3.8 against +1.3 points on ImageNet at 1x, 0.5x and 0.25x",
                            "channel-shuffle-g8",
                            "channel-shuffle-g3",
                            TrainedExperiments.SHUFFLE)),
            Claim.of(
                    "F12",
                    "ReLU keeps what it is given only if that has few dimensions in a space of many; so a bottleneck has to be linear.",
                    Verdicts.of("information-loss"),
                    Verdicts.of("worked-examples", "D09:"),
                    Verdicts.of("linear-bottleneck")),
            Claim.of(
                    "F13",
                    "An inverted residual expands, filters and projects, so that its depthwise convolution sees many channels, and its shortcut joins the"
                            + " narrow ends.",
                    Verdicts.of("structures", "F13:"),
                    Verdicts.of("worked-examples", "D07:"),
                    Verdicts.of("inverted-residual")),
            Claim.of(
                            "F14",
                            "MobileNetV2 has an expansion that MobileNet has not, and no activation behind its second 1x1 convolution.",
                            Verdicts.of("structures", "F14:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                            "F15",
                            "A depthwise convolution cannot change the number of channels.",
                            Verdicts.of("structures", "F15:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                            "F16",
                            "A depthwise separable convolution saves about K² times the work and the weights.",
                            Verdicts.of("formulas", "C11:"),
                            Verdicts.of("worked-examples", "C23:", "D05:"),
                            Verdicts.of("errata", "E27:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                            "F17",
                            "ShuffleNet mixes channels by a shuffle and group convolutions in place of dense 1x1 convolutions.",
                            Verdicts.of("structures", "F17:"),
                            Verdicts.of("errata", "E16:"),
                            Verdicts.of("formulas", "C16:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                    "F18",
                    "The more groups a convolution has, the fewer channels it connects.",
                    Verdicts.of("structures", "F18:"),
                    Verdicts.of("formulas", "C07:")),
            Claim.of(
                    "F19",
                    "1x1 convolutions are nearly all of MobileNet's cost.",
                    Verdicts.of("worked-examples", "F19:")),
            Claim.of(
                    "F20",
                    "Depthwise separable convolutions lose little accuracy, about a point.",
                    Verdicts.of("depthwise-separable")),
            Claim.of(
                    "F21",
                    "The time of a network is made up of convolutions, element-wise operations, shuffles and data.",
                    Verdicts.of("run-time-decomposition")),
            Claim.of("F22", "Batch normalisation is slow, and no GPU can accelerate it.", Verdicts.of("errata", "E22:"))
                    .as(Standing.WRONG),
            Claim.of(
                            "F23",
                            "The deeper a network is, the more of its time goes to input and output.",
                            Verdicts.of("structures", "F23:"),
                            Verdicts.of("fragmentation", "Fragments in series"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                    "F24",
                    "EffNet replaces the first layer too, which others leave a standard convolution.",
                    Verdicts.of("structures", "F24:"),
                    Verdicts.of("worked-examples", "D10:")),
            Claim.of(
                    "F25",
                    "A convolution with as many groups and outputs as inputs is a depthwise convolution.",
                    Verdicts.of("structures", "F25:"),
                    Verdicts.of("errata", "E15:")),
            Claim.of(
                            "F26",
                            "Group convolution saves parameters, and let AlexNet fit the memory of its GPUs.",
                            Verdicts.of("structures", "F26:"))
                    .as(Standing.WITH_A_CONDITION),
            Claim.of(
                    "F27",
                    "A standard convolution connects every input channel with every output channel.",
                    Verdicts.of("structures", "F27:")),
            Claim.of(
                    "F28",
                    "Nine questions to the reader: what MobileNet is (C10) and saves (C11), what its second version changes (F14) and why its bottlenecks"
                            + " are linear (D09), what ShuffleNet is and costs (C16), what ShuffleNetV2 says of efficiency (F01) and by which principles"
                            + " (F03 to F06), how mult-adds and memory access are related (C18, C19), and what it changes (F08).",
                    Verdicts.of("formulas", "C10:", "C11:", "C16:", "C18:", "C19:"),
                    Verdicts.of("structures", "F08:", "F14:"),
                    Verdicts.of("worked-examples", "D09:")),
            Claim.of(
                    "F29",
                    "A shuffle writes g groups of n maps as (g, n), transposes, flattens and cuts into groups again.",
                    Verdicts.of("structures", "F29:"),
                    Verdicts.of("errata", "E20:")),
            Claim.of(
                    "F30",
                    "MobileNetV2 and ResNet share the order 1x1, 3x3, 1x1 and the shortcut; they differ in the kind of the 3x3 convolution, in which end"
                            + " is narrow, and in the last activation.",
                    Verdicts.of("structures", "F30:"),
                    Verdicts.of("worked-examples", "D08:")));

    private Claims() {}
}
