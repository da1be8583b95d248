/** The command. */
@NullMarked
package kinglet.cli;

import org.jspecify.annotations.NullMarked;
