/** Training: optimizers, schedules, recipes and checkpoints, and what a source of batches is. */
@NullMarked
package kinglet.train;

import org.jspecify.annotations.NullMarked;
