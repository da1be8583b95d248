package kinglet.lab;

import kinglet.engine.EngineOptions.Compilation;

/**
 * What Kinglet does with the networks of a guideline's table, for whoever asks why a claim holds here or not.
 *
 * @param compiled by all passes
 * @param opByOp without them
 */
record GuidelineRemarks(String compiled, String opByOp) {

    /** Where passes change nothing. */
    static GuidelineRemarks alike(String text) {
        return new GuidelineRemarks(text, text);
    }

    String of(Compilation compilation) {
        return switch (compilation) {
            case OPTIMISED -> compiled;
            case OP_BY_OP -> opByOp;
        };
    }
}
