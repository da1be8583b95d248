/** Networks that Kinglet trained itself and brings along. */
@NullMarked
package kinglet.models;

import org.jspecify.annotations.NullMarked;
