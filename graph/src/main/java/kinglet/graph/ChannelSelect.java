package kinglet.graph;

import java.util.List;

/**
 * CondenseNet's index layer: output channel i is the input channel {@code index[i]}; a channel may be taken several times or
 * never. The choice is learned, so it is a tensor of the checkpoint (buffer {@code index [channels]}).
 */
public record ChannelSelect(int channels) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst().withChannels(channels);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return List.of(Parameter.buffer("index", channels));
    }

    @Override
    public String label() {
        return "channel select";
    }
}
