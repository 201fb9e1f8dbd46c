@NullMarked
package secant.examples;

import org.jspecify.annotations.NullMarked;
