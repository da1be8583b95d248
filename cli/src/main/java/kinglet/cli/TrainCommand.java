package kinglet.cli;

import java.util.concurrent.Callable;
import kinglet.engine.Engine;
import kinglet.graph.Network;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.train.DivergedException;
import kinglet.train.Initialisation;
import kinglet.train.Recipe;
import kinglet.train.StoppedException;
import kinglet.vision.DataSplits;
import kinglet.vision.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kinglet train}: a network of the catalogue from random weights. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network of the catalogue on labelled pictures, from random weights. The network is built for the classes and the",
            "size of the pictures. The folder of the training holds checkpoint.kinglet, metrics.jsonl, curves.svg, report.html and",
            "model.safetensors, which classify, evaluate and finetune take as --model. Ctrl-C stops it with a checkpoint.",
            "A CondenseNet learns its groups in the first half; it ends as model.onnx, converted to grouped convolutions."
        },
        footer = {
            "",
            "Examples:",
            "  kinglet train flowers/ --network mobilenet_v2 --width 0.5 --out runs/flowers",
            "  kinglet train cifar-10.tar.gz --network shufflenet_v2_x1_0 --epochs 30 --augment pad=4,flip,cutmix=1",
            "  kinglet train cifar-10.tar.gz --network condensenet_50_cifar --recipe condensenet_cifar --epochs 60",
            "  kinglet train flowers/ --network mobilenet_v2 --width 0.5 --out runs/flowers --resume"
        })
final class TrainCommand implements Callable<Integer> {
    static final int INTERRUPTED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private TrainingMixin training = new TrainingMixin();

    @Option(
            names = "--network",
            required = true,
            paramLabel = "ID",
            description = "an id of the catalogue (kinglet list)")
    private String id = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Entry entry = Catalogue.entry(id);
        NetworkOptions chosen = options.options();
        if (chosen.classes().isPresent()) {
            throw new WrongUsageException(
                    "--classes is not for training: the network gets the classes of the pictures");
        }
        DataSplits given = training.data().given();
        DataSplits splits = training.data().split(given);
        InputChoice input = InputChoice.of(entry, chosen, given.train());
        Recipe recipe = training.recipe("small", splits.train().size(), input.resized());
        Network network = recipe.regularization().on(entry.build(input.options()));
        TrainingSetup setup = training.setup(splits, input.preprocessing(), training.folder(id), spec);
        TrainingEnd.announce(setup, network, recipe);
        try (Engine engine = training.engine().engine()) {
            Evaluator evaluator = Evaluator.of(setup.validation(), setup.preprocessing(), setup.unreadable());
            long began = System.nanoTime();
            TrainingStage.Result result = TrainingStage.run(
                    setup,
                    new TrainingStage.Plan("train", recipe, setup.folder().checkpoint(), _ -> true, _ -> false),
                    network,
                    Initialisation.of(network, setup.seed()),
                    engine,
                    evaluator);
            new TrainingEnd(setup, recipe, network, true, (System.nanoTime() - began) / 1e9)
                    .finish(result, engine, evaluator, format.format());
            return 0;
        } catch (DivergedException e) {
            throw setup.diverged(e, recipe);
        } catch (StoppedException e) {
            // it has been said
            return INTERRUPTED;
        }
    }
}
