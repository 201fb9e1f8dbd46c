/**
 * Sets Secant beside the bare model, and beside other explainers, in one run on the same models: what it costs and how far
 * it is from the exact values.
 */
@NullMarked
package secant.peers;

import org.jspecify.annotations.NullMarked;
