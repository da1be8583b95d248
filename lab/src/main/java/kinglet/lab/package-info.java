/** The papers' experiments, formulas and drawings, as reports that anyone can repeat. */
@NullMarked
package kinglet.lab;

import org.jspecify.annotations.NullMarked;
