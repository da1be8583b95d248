/** Measurements against peers. */
@NullMarked
package kinglet.bench;

import org.jspecify.annotations.NullMarked;
