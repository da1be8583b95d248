/** Pictures to tensors and back to names: decoding, resizing, labels, classification. */
@NullMarked
package kinglet.vision;

import org.jspecify.annotations.NullMarked;
