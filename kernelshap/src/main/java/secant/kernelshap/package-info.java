/** Shapley values of a model's predictions, exact where that is affordable and by paired least squares where not. */
@NullMarked
package secant.kernelshap;

import org.jspecify.annotations.NullMarked;
