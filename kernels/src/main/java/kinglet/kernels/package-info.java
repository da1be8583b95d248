/** Arithmetic on float arrays. Knows no graph. */
@NullMarked
package kinglet.kernels;

import org.jspecify.annotations.NullMarked;
