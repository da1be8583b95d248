package kinglet.graph;

import java.util.List;

/**
 * A tensor that an op needs to run, by the name it has in a checkpoint.
 *
 * @param name the last part of the checkpoint's name ({@code weight}) in an op; the whole name in a network
 * @param dims its dimensions, slowest first, as PyTorch stores it
 * @param role whether training changes it by gradient
 */
public record Parameter(String name, List<Integer> dims, Role role) {

    public enum Role {
        /** Learned by gradient, and counted as a parameter of the network. */
        TRAINABLE,
        /** Kept beside the parameters and not counted as one: running statistics, masks, indices. */
        BUFFER
    }

    static Parameter trainable(String name, Integer... dims) {
        return new Parameter(name, List.of(dims), Role.TRAINABLE);
    }

    static Parameter buffer(String name, Integer... dims) {
        return new Parameter(name, List.of(dims), Role.BUFFER);
    }

    /** How many values it has. */
    public long size() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    public boolean isTrainable() {
        return role == Role.TRAINABLE;
    }

    Parameter of(String node) {
        return new Parameter(node + "." + name, dims, role);
    }
}
