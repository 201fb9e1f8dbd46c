/** Checks on what stands behind a batch of explanations: whether the model that was explained is the one that decides. */
@NullMarked
package secant.audit;

import org.jspecify.annotations.NullMarked;
