package kinglet.lab;

import kinglet.engine.Plan;
import kinglet.engine.Workspace;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** Memory for runs whose time is measured: pictures do not matter for speed, but numbers too small to be normal would. */
public final class FilledWorkspace {

    private FilledWorkspace() {}

    /** With inputs from a formula. */
    public static Workspace of(Plan plan, int batch) {
        Workspace workspace = plan.workspace(batch);
        for (Node input : plan.network().inputs()) {
            Shape shape = input.shape();
            float[] values = FormulaWeights.input(batch, shape.channels(), shape.height(), shape.width())
                    .data();
            System.arraycopy(values, 0, workspace.input(input.name()), 0, values.length);
        }
        return workspace;
    }
}
