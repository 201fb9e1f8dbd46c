/** Programs to run and to read, one a journey. */
@NullMarked
package secant.examples;

import org.jspecify.annotations.NullMarked;
