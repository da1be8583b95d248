package kinglet.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kinglet.graph.Node;
import kinglet.kernels.Kernels;
import kinglet.kernels.Step;

/**
 * A step that is not prepared yet, because the places of its operands are not chosen yet.
 *
 * @param covers the nodes whose work it does
 * @param reads what it reads
 * @param reach which rows it reads of the first of them, if it goes by rows; of the others it reads those that it writes
 * @param writes what it writes
 * @param prepare makes the step, once the memory is planned
 * @param algorithm names the algorithm that the kernels choose for it
 */
record Instruction(
        List<Node> covers,
        List<Layout> reads,
        Optional<Reach> reach,
        Layout writes,
        Function<Kernels, Step> prepare,
        Function<Kernels, String> algorithm) {}
