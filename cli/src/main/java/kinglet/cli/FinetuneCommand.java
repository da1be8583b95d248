package kinglet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.engine.Engine;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.models.KingletModel;
import kinglet.networks.NetworkOptions;
import kinglet.train.DivergedException;
import kinglet.train.Recipe;
import kinglet.train.StoppedException;
import kinglet.train.Transfer;
import kinglet.vision.DataSplits;
import kinglet.vision.Evaluator;
import kinglet.vision.PreprocessingPreset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kinglet finetune}: a trained network for other classes. */
@Command(
        name = "finetune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network that knows other pictures for the classes of DATA: first a new last layer alone, with everything else",
            "frozen, then all of it at a lower rate. The statistics of norms stay frozen unless --update-norms is given. The folder",
            "of the training holds what 'train' leaves there; the network is model.onnx if it came as a graph. Without --model or",
            "--network it begins with 'everyday', the network that Kinglet brings along. A network of the catalogue that was trained",
            "for classes of the same names keeps its last layer, and goes on with all of it at once."
        },
        footer = {
            "",
            "Examples:",
            "  kinglet finetune my-photos/",
            "  kinglet finetune my-photos/ --model mobilenet_v2.tflite --out runs/mine",
            "  kinglet finetune my-photos/ --network mobilenet_v2 --weights mobilenet_v2.pth --epochs 20",
            "  kinglet finetune my-photos/ --model runs/flowers/model.safetensors --out runs/mine"
        })
final class FinetuneCommand implements Callable<Integer> {
    /** A new head begins at random, and so learns faster than what is already good. */
    private static final double HEAD_RATE = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private TrainingMixin training = new TrainingMixin();

    @Option(
            names = "--model",
            paramLabel = "FILE|NET",
            description = "a model file, weights that say of which network, or a network that Kinglet brings along")
    private @Nullable String model;

    @Option(names = "--network", paramLabel = "ID", description = "an id of the catalogue, with --weights")
    private @Nullable String id;

    @Option(names = "--weights", paramLabel = "FILE", description = "weights of --network, for any classes")
    private @Nullable Path weights;

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Option(
            names = "--preprocess",
            paramLabel = "NAME",
            description = "how the network wants its pictures: torchvision, tensorflow, caffe, unit or raw"
                    + " (default: what the file or the catalogue says)")
    private @Nullable String preprocess;

    @Option(
            names = "--head-epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "in which the new last layer learns alone, 0 for none (default: ${DEFAULT-VALUE})")
    private int headEpochs;

    @Option(names = "--update-norms", description = "let norms learn the statistics of the new pictures")
    private boolean updateNorms;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        if (headEpochs < 0) {
            throw new WrongUsageException("--head-epochs is %d; it must be at least 0".formatted(headEpochs));
        }
        DataSplits given = training.data().given();
        DataSplits splits = training.data().split(given);
        Optional<PreprocessingPreset> preset = Optional.ofNullable(preprocess).map(PreprocessingPreset::named);
        Pretrained asTrained = pretrained(given.train().classNames());
        Pretrained pretrained = preset.map(asTrained::preprocessed).orElse(asTrained);
        Network bare = pretrained.network();
        boolean resized =
                InputChoice.resized(given.train(), bare.input().shape().width());
        Recipe recipe = training.recipe("finetune", splits.train().size(), resized);
        Network network = recipe.regularization().on(bare);
        TrainingSetup setup =
                training.setup(splits, pretrained.preprocessing(), training.folder(pretrained.id()), spec);
        TrainingEnd.announce(setup, network, recipe);
        try (Engine engine = training.engine().engine()) {
            Evaluator evaluator = Evaluator.of(setup.validation(), setup.preprocessing(), setup.unreadable());
            long began = System.nanoTime();
            Weights begin = pretrained.knowsClasses()
                    ? pretrained.weights()
                    : head(setup, recipe, network, pretrained.weights(), engine, evaluator);
            TrainingStage.Result result = TrainingStage.run(
                    setup,
                    new TrainingStage.Plan("all", recipe, setup.folder().checkpoint(), _ -> true, _ -> !updateNorms),
                    network,
                    begin,
                    engine,
                    evaluator);
            new TrainingEnd(setup, recipe, network, pretrained.inCatalogue(), (System.nanoTime() - began) / 1e9)
                    .finish(result, engine, evaluator, format.format());
            return 0;
        } catch (DivergedException e) {
            throw setup.diverged(e, recipe);
        } catch (StoppedException e) {
            // it has been said
            return TrainCommand.INTERRUPTED;
        }
    }

    private Pretrained pretrained(List<String> classes) {
        NetworkOptions chosen = options.options();
        if (chosen.classes().isPresent()) {
            throw new WrongUsageException(
                    "--classes is not for training: the network gets the classes of the pictures");
        }
        long seed = training.data().seed();
        if (model != null && id == null && weights == null) {
            return Pretrained.of(model, chosen, classes, seed);
        }
        if (model == null && id != null && weights != null) {
            return Pretrained.of(id, weights, chosen, classes, seed);
        }
        if (model == null && id == null && weights == null) {
            return Pretrained.of(KingletModel.EVERYDAY, chosen, classes, seed);
        }
        throw new WrongUsageException("say what to begin with: either --model FILE, or --network ID --weights FILE");
    }

    /** The weights after the head has learned alone; those it was given, if that is over or not wanted. */
    private Weights head(
            TrainingSetup setup, Recipe recipe, Network network, Weights begin, Engine engine, Evaluator evaluator) {
        if (headEpochs == 0 || Files.exists(setup.folder().checkpoint())) {
            return begin;
        }
        Recipe faster = recipe.withEpochs(headEpochs).withLearningRate(HEAD_RATE * recipe.learningRate());
        String prefix = Transfer.head(network).name() + ".";
        TrainingStage.Plan plan = new TrainingStage.Plan(
                "head", faster, setup.folder().headCheckpoint(), name -> name.startsWith(prefix), _ -> true);
        return TrainingStage.run(setup, plan, network, begin, engine, evaluator).weights();
    }
}
