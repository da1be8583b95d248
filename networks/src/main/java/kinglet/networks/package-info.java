/** The architectures and their blocks, and the catalogue of what was published about them. */
@NullMarked
package kinglet.networks;

import org.jspecify.annotations.NullMarked;
