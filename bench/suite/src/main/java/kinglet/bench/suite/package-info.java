/** The kernels alone, over the shapes of the catalogue. */
@NullMarked
package kinglet.bench.suite;

import org.jspecify.annotations.NullMarked;
