package kinglet.lab;

import java.util.List;

/** One comparison of a check: what should be, and what a graph says. */
sealed interface CheckStep {

    /** What is compared, in a few words. */
    String what();

    boolean passed();

    /** What should be. */
    String expected();

    /** What the graph says. */
    String found();

    /** The derivation. */
    List<String> lines();

    /**
     * A formula and what is counted.
     *
     * @param graph what it is counted on
     */
    record Derived(String what, Formula formula, double counted, String graph) implements CheckStep {
        /** Whole numbers are equal; quotients and roots differ by their rounding. */
        private static final double ROUNDING = 1e-12;

        @Override
        public boolean passed() {
            return Math.abs(formula.value() - counted) <= ROUNDING * Math.abs(counted);
        }

        @Override
        public String expected() {
            return Formula.number(formula.value());
        }

        @Override
        public String found() {
            return Formula.number(counted);
        }

        @Override
        public List<String> lines() {
            String indent = " ".repeat(what.length());
            return List.of(
                    what + " = " + formula.inSymbols(),
                    indent + " = " + formula.inNumbers(),
                    indent + " = " + expected(),
                    CheckStep.counted(found(), graph));
        }
    }

    /**
     * A figure that is printed, and what is counted.
     *
     * @param unit of both
     * @param within how far the count may be from the print
     */
    record Printed(String what, double printed, String unit, double counted, double within, String graph)
            implements CheckStep {
        private static final double ROUNDING = 1e-9;

        @Override
        public boolean passed() {
            return Math.abs(printed - counted) <= within + ROUNDING;
        }

        @Override
        public String expected() {
            return (Formula.number(printed) + " " + unit).strip();
        }

        @Override
        public String found() {
            return (Formula.number(counted) + " " + unit).strip();
        }

        @Override
        public List<String> lines() {
            return List.of(what + ": printed " + expected(), CheckStep.counted(found(), graph));
        }
    }

    /** Something that is read from a graph, and is no number. */
    record Fact(String what, String expected, String found, String graph) implements CheckStep {
        @Override
        public boolean passed() {
            return expected.equals(found);
        }

        @Override
        public List<String> lines() {
            return List.of(what + ": " + expected, "found " + found + " in " + graph);
        }
    }

    private static String counted(String found, String graph) {
        return "counted " + found + " on " + graph;
    }
}
