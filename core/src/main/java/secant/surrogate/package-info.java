/** Weighted linear fits, all outputs at once: what perturbation explainers solve. The only package that uses EJML. */
@NullMarked
package secant.surrogate;

import org.jspecify.annotations.NullMarked;
