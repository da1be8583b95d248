/** A network and its weights compiled into a plan that runs. */
@NullMarked
package kinglet.engine;

import org.jspecify.annotations.NullMarked;
