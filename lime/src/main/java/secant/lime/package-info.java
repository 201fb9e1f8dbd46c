/** Local surrogate models: what a simple model makes of a complicated one in the neighbourhood of a row, a text or a picture. */
@NullMarked
package secant.lime;

import org.jspecify.annotations.NullMarked;
