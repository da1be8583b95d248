package kinglet.train;

import java.util.List;

/** Recipes of the compact networks' papers, and of torchvision where it differs, for ImageNet (1,281,167 pictures). */
final class CompactRecipes {
    /** Epsilon lies inside the root, so this is 0.0316 outside of it. */
    private static final RmsProp TENSORFLOW = new RmsProp(0.9, 0.9, 0.001);

    private static final Augmentation CROP = new Augmentation.RandomResizedCrop(0.08, 1);
    private static final Augmentation FLIP = new Augmentation.HorizontalFlip();
    private static final Augmentation JITTER = new Augmentation.ColourJitter(0.4, 0.4, 0.4);

    static final List<Recipe> ALL = List.of(
            mobilenetV1(),
            mobilenetV2(),
            mobilenetV2Torchvision(),
            mobilenetV3(),
            mobilenetV3Torchvision(),
            shufflenetV1(),
            shufflenetV2(),
            shufflenetV2Large(),
            shufflenetV2Torchvision(),
            condensenet(),
            efficientnet());

    private CompactRecipes() {}

    private static Recipe mobilenetV1() {
        return Recipes.plain(
                "mobilenet_v1",
                "TensorFlow slim's mobilenet_v1_train.py (the paper, Howard et al. 2017, section 3.2, says RMSprop and little else); chosen here: "
                        + "epochs",
                Sgd.of(0),
                0.045,
                new Schedule.Step(2.5, 0.94),
                200,
                64,
                Regularization.decay(4e-5, Decayed.WEIGHTS_BUT_DEPTHWISE).withDropout(0.001),
                List.of(CROP, FLIP));
    }

    private static Recipe mobilenetV2() {
        return Recipes.plain(
                        "mobilenet_v2",
                        "Sandler et al. 2018, section 6.1, for one worker's batch; label smoothing and averages as TensorFlow slim's; chosen here: "
                                + "epochs, epsilon",
                        new RmsProp(0.9, 0.9, 1),
                        0.045,
                        new Schedule.Step(1, 0.98),
                        300,
                        96,
                        Regularization.decay(4e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                        List.of(CROP, JITTER, FLIP))
                .withAveraging(new Averaging(0.9999, true));
    }

    private static Recipe mobilenetV2Torchvision() {
        return Recipes.plain(
                "mobilenet_v2_torchvision",
                "torchvision, references/classification: --epochs 300 --lr 0.045 --wd 0.00004 --lr-step-size 1 --lr-gamma 0.98 on 8 GPUs of 32",
                Sgd.of(0.9),
                0.045,
                new Schedule.Step(1, 0.98),
                300,
                256,
                Regularization.decay(4e-5, Decayed.ALL),
                List.of(CROP, FLIP));
    }

    private static Recipe mobilenetV3() {
        return Recipes.plain(
                        "mobilenet_v3",
                        "Howard et al. 2019, section 6.1.1 (its decay rate of 0.01 every 3 epochs taken as a factor of 0.99); chosen here: epochs, and "
                                + "epsilon as EfficientNet's",
                        TENSORFLOW,
                        0.1,
                        new Schedule.Step(3, 0.99),
                        600,
                        4096,
                        Regularization.decay(1e-5, Decayed.WEIGHTS).withDropout(0.2),
                        List.of(CROP, JITTER, FLIP))
                .withAveraging(new Averaging(0.9999, true));
    }

    private static Recipe mobilenetV3Torchvision() {
        return Recipes.plain(
                "mobilenet_v3_torchvision",
                "torchvision, references/classification, on 8 GPUs of 128; its RMSprop has epsilon 0.0316 outside the root",
                TENSORFLOW,
                0.064,
                new Schedule.Step(2, 0.973),
                600,
                1024,
                Regularization.decay(1e-5, Decayed.ALL),
                List.of(CROP, FLIP, new Augmentation.AutoAugment(), new Augmentation.RandomErasing(0.2)));
    }

    private static Recipe shufflenetV1() {
        return Recipes.plain(
                "shufflenet_v1",
                "Zhang et al. 2018, section 4, and the authors' code (megvii-model/ShuffleNet-Series): 300,000 iterations",
                Sgd.of(0.9),
                0.5,
                new Schedule.Linear(0),
                240,
                1024,
                Regularization.decay(4e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                List.of(CROP, JITTER, FLIP));
    }

    private static Recipe shufflenetV2() {
        return Recipes.plain(
                "shufflenet_v2",
                "Ma et al. 2018, and the authors' code (megvii-model/ShuffleNet-Series): 300,000 iterations",
                Sgd.of(0.9),
                0.5,
                new Schedule.Linear(0),
                240,
                1024,
                Regularization.decay(4e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                List.of(CROP, JITTER, FLIP));
    }

    private static Recipe shufflenetV2Large() {
        return Recipes.plain(
                "shufflenet_v2_large",
                "the authors' code (megvii-model/ShuffleNet-Series): 600,000 iterations; its auxiliary losses are left out",
                Sgd.of(0.9),
                0.25,
                new Schedule.Linear(0),
                120,
                256,
                Regularization.decay(4e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                List.of(CROP, JITTER, FLIP));
    }

    private static Recipe shufflenetV2Torchvision() {
        return Recipes.plain(
                        "shufflenet_v2_torchvision",
                        "torchvision, references/classification (1.5x and 2x), on 8 GPUs of 128; its averages of every 32nd step as averages of every step",
                        Sgd.of(0.9),
                        0.5,
                        new Schedule.WarmUp(5, 0.01, new Schedule.Cosine(0), true),
                        600,
                        1024,
                        Regularization.decay(2e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                        List.of(
                                CROP,
                                FLIP,
                                new Augmentation.TrivialAugment(),
                                new Augmentation.RandomErasing(0.1),
                                new Augmentation.Mixup(0.2),
                                new Augmentation.CutMix(1)))
                .withAveraging(new Averaging(0.99997, false));
    }

    private static Recipe condensenet() {
        return Recipes.plain(
                "condensenet",
                "Huang et al. 2018, section 4.2, and the authors' code (ShichenLiu/CondenseNet)",
                Sgd.nesterov(0.9),
                0.1,
                new Schedule.Cosine(0),
                120,
                256,
                Regularization.decay(1e-4, Decayed.ALL).withDropout(0.1).withGroupLasso(1e-5),
                List.of(CROP, FLIP));
    }

    private static Recipe efficientnet() {
        return Recipes.plain(
                        "efficientnet",
                        "Tan and Le 2019, section 5.2, and the authors' main.py: a rate of 0.016 for 256 pictures; dropout and stochastic depth are the "
                                + "network's own",
                        TENSORFLOW,
                        0.128,
                        new Schedule.WarmUp(5, 0, new Schedule.Step(2.4, 0.97), false),
                        350,
                        2048,
                        Regularization.decay(1e-5, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                        List.of(CROP, FLIP, new Augmentation.AutoAugment()))
                .withAveraging(new Averaging(0.9999, true));
    }
}
