/** What a network is: ops, shapes, parameters, weights. No arithmetic on data. */
@NullMarked
package kinglet.graph;

import org.jspecify.annotations.NullMarked;
