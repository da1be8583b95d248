package kinglet.lab;

import java.util.List;

/** The documents that are checked: five texts on compact networks that Kinglet began with, the seeds, and the papers they speak of. */
final class WorkedSources {
    /** All of them. */
    static final Source INVENTORY =
            new Source("five texts that Kinglet began with, and the papers they speak of", "formulas, tables, claims");

    private static final List<String> SEEDS = List.of(
            "Fast MobileNet and ShuffleNet",
            "Compact Network Design",
            "MobileNet-V1 (blog and notebook)",
            "notes on MobileNet and ShuffleNet, v1 and v2",
            "3 Small But Powerful Convolutional Networks");

    private WorkedSources() {}

    /** A place in one of the seeds. */
    static Source seed(int number, String place) {
        return new Source("seed %d, %s".formatted(number, SEEDS.get(number)), place);
    }

    static Source mobileNet(String place) {
        return new Source("MobileNets, arXiv 1704.04861", place);
    }

    static Source mobileNetV2(String place) {
        return new Source("MobileNetV2, arXiv 1801.04381", place);
    }

    static Source shuffleNet(String place) {
        return new Source("ShuffleNet, arXiv 1707.01083", place);
    }

    static Source shuffleNetV2(String place) {
        return new Source("ShuffleNetV2, arXiv 1807.11164", place);
    }

    static Source effNet(String place) {
        return new Source("EffNet, arXiv 1801.06434", place);
    }

    static Source squeezeNet(String place) {
        return new Source("SqueezeNet, arXiv 1602.07360", place);
    }

    static Source thop() {
        return new Source("THOP (pytorch-OpCounter)", "the rules of its code");
    }
}
