/** Rows of numbers, what their columns mean, which columns form a player, and the background they are compared with. */
@NullMarked
package secant.data;

import org.jspecify.annotations.NullMarked;
