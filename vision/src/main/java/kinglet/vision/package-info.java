/** Pictures to tensors and back to names: decoding, resizing, labels, classification; data sets and the batches of training. */
@NullMarked
package kinglet.vision;

import org.jspecify.annotations.NullMarked;
