/** What a network costs: parameters, mult-adds, memory access, and the guidelines of ShuffleNetV2. */
@NullMarked
package kinglet.cost;

import org.jspecify.annotations.NullMarked;
