package kinglet.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.engine.EngineOptions;
import kinglet.graph.Model;
import kinglet.models.KingletModel;
import kinglet.networks.Catalogue;
import kinglet.vision.ClassLabels;
import kinglet.vision.ClassifierFile;
import kinglet.vision.ImageClassifier;
import kinglet.vision.PreprocessingPreset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code classify} and {@code embed} name what looks at the pictures. */
final class ClassifierMixin {

    @Option(
            names = "--model",
            paramLabel = "FILE|NET",
            defaultValue = "everyday",
            description = {
                "a model file, or an id of the catalogue with --weights",
                "(default: everyday, the network of 100 everyday classes that Kinglet brings along)"
            })
    private String model = "";

    @Option(names = "--weights", paramLabel = "FILE", description = "a checkpoint of a network of the catalogue")
    private @Nullable Path weights;

    @Option(names = "--labels", paramLabel = "FILE", description = "the names of the classes, one a line")
    private @Nullable Path labels;

    @Option(
            names = "--preprocess",
            paramLabel = "NAME",
            description = "how the network wants its pictures: torchvision, tensorflow, caffe, unit or raw"
                    + " (default: what the file or the catalogue says)")
    private @Nullable String preprocess;

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private EngineMixin engine = new EngineMixin();

    ClassifierMixin() {}

    ClassifierMixin(String model) {
        this.model = model;
    }

    /** How many threads the pictures may take, all together. */
    int threads() {
        return engine.options().threads();
    }

    /** Opens it, with so many threads for each picture; the options that were given are checked before the model is read. */
    ImageClassifier open(int threads) {
        Optional<PreprocessingPreset> preset = Optional.ofNullable(preprocess).map(PreprocessingPreset::named);
        Optional<ClassLabels> names = Optional.ofNullable(labels).map(ClassLabels::read);
        ImageClassifier.Builder builder = ImageClassifier.builder(model()).threads(threads);
        preset.ifPresent(builder::preprocessing);
        names.ifPresent(builder::labels);
        return builder.build();
    }

    EngineOptions engineOptions() {
        return engine.options();
    }

    /** The model with what it reads and what it answers, not compiled yet. */
    ClassifierFile file() {
        Optional<PreprocessingPreset> preset = Optional.ofNullable(preprocess).map(PreprocessingPreset::named);
        Optional<ClassLabels> names = Optional.ofNullable(labels).map(ClassLabels::read);
        ClassifierFile file = ClassifierFile.of(model(), "");
        return new ClassifierFile(
                file.model(),
                preset.map(p -> p.at(file.model().network().input().shape())).orElseGet(file::preprocessing),
                names.orElseGet(file::labels));
    }

    private Model model() {
        Optional<KingletModel> own = KingletModel.of(model);
        if (own.isPresent() && weights != null) {
            throw new WrongUsageException("--weights belong to a network of the catalogue: name it with --model NET");
        }
        if (own.isPresent()) {
            return own.get().file(options.options()).model();
        }
        boolean inCatalogue =
                Catalogue.entries().stream().anyMatch(entry -> entry.id().equals(model));
        if (inCatalogue && weights == null) {
            throw new WrongUsageException(withoutWeights(Catalogue.entry(model).weightSources()));
        }
        if (inCatalogue) {
            Model fitted = options.model(model, Optional.ofNullable(weights));
            Map<String, String> properties = new HashMap<>(fitted.properties());
            properties.put(Model.NETWORK, model);
            return new Model(fitted.network(), fitted.weights(), properties);
        }
        return options.model(model, Optional.ofNullable(weights));
    }

    private String withoutWeights(List<String> sources) {
        String published = sources.isEmpty() ? "" : "; they are published at " + String.join(" and ", sources);
        return "'%s' needs weights%s: give the file with --weights FILE".formatted(model, published);
    }
}
