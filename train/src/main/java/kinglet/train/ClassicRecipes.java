package kinglet.train;

import java.util.List;

/** Recipes of the large networks' papers, for ImageNet (1,281,167 pictures, by which iterations are counted as epochs). */
final class ClassicRecipes {
    static final List<Recipe> ALL = List.of(alexnet(), squeezenet(), resnet(), resnext(), xception());

    private ClassicRecipes() {}

    private static Recipe alexnet() {
        return Recipes.plain(
                "alexnet",
                "Krizhevsky et al. 2012, section 5: the rate falls to a tenth three times, when the error stops falling; chosen here: at equal "
                        + "distances",
                Sgd.of(0.9),
                0.01,
                Schedule.MultiStep.of(0.1, 22.5, 45.0, 67.5),
                90,
                128,
                Regularization.decay(5e-4, Decayed.ALL).withDropout(0.5),
                List.of(
                        new Augmentation.RandomShorterSide(256, 256),
                        new Augmentation.HorizontalFlip(),
                        new Augmentation.Lighting(0.1)));
    }

    private static Recipe squeezenet() {
        return Recipes.plain(
                "squeezenet",
                "the authors' solver.prototxt and train_val.prototxt (forresti/SqueezeNet): 170,000 iterations of 32 x 16 pictures, not mirrored",
                Sgd.of(0.9),
                0.04,
                new Schedule.Linear(0),
                68,
                512,
                Regularization.decay(2e-4, Decayed.ALL).withDropout(0.5),
                List.of(new Augmentation.RandomShorterSide(256, 256)));
    }

    private static Recipe resnet() {
        return Recipes.plain(
                "resnet",
                "He et al. 2016, section 3.4: 600,000 iterations, the rate falls to a tenth when the error stops falling; chosen here: twice, at "
                        + "equal distances",
                Sgd.of(0.9),
                0.1,
                Schedule.MultiStep.of(0.1, 40.0, 80.0),
                120,
                256,
                Regularization.decay(1e-4, Decayed.ALL),
                List.of(
                        new Augmentation.RandomShorterSide(256, 480),
                        new Augmentation.HorizontalFlip(),
                        new Augmentation.Lighting(0.1)));
    }

    private static Recipe resnext() {
        return Recipes.plain(
                "resnext",
                "Xie et al. 2017, section 4, and the authors' code (facebookresearch/ResNeXt)",
                Sgd.of(0.9),
                0.1,
                new Schedule.Step(30, 0.1),
                90,
                256,
                Regularization.decay(1e-4, Decayed.ALL),
                List.of(
                        new Augmentation.RandomResizedCrop(0.08, 1),
                        new Augmentation.ColourJitter(0.4, 0.4, 0.4),
                        new Augmentation.Lighting(0.1),
                        new Augmentation.HorizontalFlip()));
    }

    private static Recipe xception() {
        return Recipes.plain(
                        "xception",
                        "Chollet 2017, section 4.3, which averages weights; chosen here: epochs, batch size, crops, and the decay of averages",
                        Sgd.of(0.9),
                        0.045,
                        new Schedule.Step(2, 0.94),
                        100,
                        64,
                        Regularization.decay(1e-5, Decayed.ALL).withDropout(0.5),
                        List.of(new Augmentation.RandomResizedCrop(0.08, 1), new Augmentation.HorizontalFlip()))
                .withAveraging(new Averaging(0.9999, true));
    }
}
