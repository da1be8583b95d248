package kinglet.train;

import java.util.List;

/** Recipes of the papers for CIFAR (50,000 pictures of 32 x 32). */
final class CifarRecipes {
    private static final List<Augmentation> SHIFTED =
            List.of(new Augmentation.PadAndCrop(4), new Augmentation.HorizontalFlip());

    static final List<Recipe> ALL = List.of(resnet(), resnext(), condensenet(), condensenetLong(), effnet());

    private CifarRecipes() {}

    private static Recipe resnet() {
        return Recipes.plain(
                "resnet_cifar",
                "He et al. 2016, section 4.2: 64,000 iterations, the rate falls to a tenth at 32,000 and 48,000",
                Sgd.of(0.9),
                0.1,
                Schedule.MultiStep.of(0.1, 82.0, 123.0),
                164,
                128,
                Regularization.decay(1e-4, Decayed.ALL),
                SHIFTED);
    }

    private static Recipe resnext() {
        return Recipes.plain(
                "resnext_cifar",
                "Xie et al. 2017, section 5.3",
                Sgd.of(0.9),
                0.1,
                Schedule.MultiStep.of(0.1, 150.0, 225.0),
                300,
                128,
                Regularization.decay(5e-4, Decayed.ALL),
                SHIFTED);
    }

    private static Recipe condensenet() {
        return Recipes.plain(
                "condensenet_cifar",
                "Huang et al. 2018, section 4.1, and the authors' code (ShichenLiu/CondenseNet)",
                Sgd.nesterov(0.9),
                0.1,
                new Schedule.Cosine(0),
                300,
                64,
                Regularization.decay(1e-4, Decayed.ALL),
                SHIFTED);
    }

    private static Recipe condensenetLong() {
        return Recipes.plain(
                "condensenet_cifar_600",
                "the same for CondenseNet-182 and light-160 (the authors' script.sh)",
                Sgd.nesterov(0.9),
                0.1,
                new Schedule.Cosine(0),
                600,
                64,
                Regularization.decay(1e-4, Decayed.ALL),
                SHIFTED);
    }

    private static Recipe effnet() {
        return Recipes.plain(
                "effnet",
                "Freeman et al. 2018, section 4: Adam with beta1 0.75, no augmentation; chosen here: epochs and batch size",
                new AdamW(0.75, 0.999, 1e-8),
                0.001,
                new Schedule.Constant(),
                100,
                128,
                Regularization.decay(0, Decayed.WEIGHTS),
                List.of());
    }
}
