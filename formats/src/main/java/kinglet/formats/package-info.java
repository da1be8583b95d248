/** Files of other tools, read into networks and weights, and written. */
@NullMarked
package kinglet.formats;

import org.jspecify.annotations.NullMarked;
