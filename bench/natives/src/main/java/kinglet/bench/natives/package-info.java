/** Peers whose native libraries are too large to be downloaded unasked. */
@NullMarked
package kinglet.bench.natives;

import org.jspecify.annotations.NullMarked;
