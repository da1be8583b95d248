package kinglet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Tensor;

/**
 * Normalises a channel once that a select repeats: where the copies have the same parameters, as in a CondenseNet that was converted after
 * training, the repetition follows the norm and only renames.
 */
final class ShareSelected implements Pass {

    /** A channel with its parameters. */
    private record Normed(float source, List<Float> parameters) {}

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (node.op() instanceof BatchNorm
                    && node.input().op() instanceof ChannelSelect
                    && rewriter.hasOneReader(node.input())) {
                share(rewriter, node);
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static void share(Rewriter rewriter, Node norm) {
        List<Normed> all = all(rewriter, norm);
        Map<Float, LinkedHashSet<Normed>> bySource = new TreeMap<>();
        all.forEach(n ->
                bySource.computeIfAbsent(n.source, s -> new LinkedHashSet<>()).add(n));
        List<Normed> once =
                bySource.values().stream().flatMap(LinkedHashSet::stream).toList();
        if (once.size() == all.size()) {
            rewriter.keep(norm);
            return;
        }
        Node select = norm.input();
        List<Float> sources = once.stream().map(Normed::source).toList();
        Node chosen = select(rewriter, select, rewriter.now(select.input()), sources);
        for (int p = 0; p < norm.parameters().size(); p++) {
            int parameter = p;
            rewriter.tensor(
                    norm.parameters().get(p).name(),
                    tensor(once.stream().map(n -> n.parameters.get(parameter)).toList()));
        }
        Node normed = rewriter.add(norm.name(), norm.op(), List.of(chosen));
        Map<Normed, Float> places = new HashMap<>();
        once.forEach(n -> places.put(n, (float) places.size()));
        List<Float> copies = all.stream().map(places::get).toList();
        rewriter.forward(norm, select(rewriter, select, normed, copies));
    }

    private static List<Normed> all(Rewriter rewriter, Node norm) {
        float[] index = rewriter.values(norm.input(), "index");
        List<float[]> parameters =
                norm.parameters().stream().map(rewriter::values).toList();
        List<Normed> all = new ArrayList<>();
        for (int i = 0; i < index.length; i++) {
            int channel = i;
            all.add(new Normed(
                    index[i], parameters.stream().map(p -> p[channel]).toList()));
        }
        return all;
    }

    /** Another select in the place of an old one. */
    private static Node select(Rewriter rewriter, Node old, Node input, List<Float> index) {
        String name = rewriter.unused(old.name());
        rewriter.tensor(name + ".index", tensor(index));
        return rewriter.add(name, new ChannelSelect(index.size()), List.of(input));
    }

    private static Tensor tensor(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Tensor.of(array, array.length);
    }
}
