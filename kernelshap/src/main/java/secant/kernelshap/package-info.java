/** Shapley values and their relatives of a model's predictions, exact where that is affordable and sampled where not. */
@NullMarked
package secant.kernelshap;

import org.jspecify.annotations.NullMarked;
