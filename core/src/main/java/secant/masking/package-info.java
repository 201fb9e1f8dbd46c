/** The game that is explained: what a model answers on average when only some players are known. */
@NullMarked
package secant.masking;

import org.jspecify.annotations.NullMarked;
